"""The ledger of claims: all of the syllabus, each with a source and an honest label, and a reason for the label."""

import re
from dataclasses import fields, replace
from importlib import resources

import pytest

from salesmark._checks import BadInput
from salesmark.analysis.claims.ledger import LABELS, Claim, claims
from salesmark.business import agreement, economics, market, marketing, sales

#: Lesson -> its claims in the order of the syllabus; those with a star are put to the test, the others are practised.
SYLLABUS = {
    "01": "D01 D02 D03 D04 D05* D06 D07* D08 D09 D10",
    "02": "J01 J02* J03* J04* J05* J06* J07* J08*",
    "03": "R01 R02 R03 R04 R05* R06* R07",
    "04": "M01* M02* M03* M04* M05* M06* M07* M08* M09* M10* M11*",
    "05": "S01* S02* S03* S04* S05* S06* S07* S08* S09* S10* S11*",
    "06": "K01 K02 K03 K04* K05* K06 K07*",
    "07": "B01* B02* B03* B04*",
    "08": "P01 P02 P03* P04* P05*",
    "09": "A01* A02* A03* A04*",
    "10": "A05* A06* A07* A08* A09* A10* A11*",
    "11": "T01* T02* T03*",
    "12": "E01* E02* E03",
    "13": "C01 C02*",
}
TESTED = re.findall(r"(\w+)\*", " ".join(SYLLABUS.values()))
#: Where a parameter that a reason names is to be found.
HOMES = {
    "market": market.Market,
    "segments": market.Segment,
    "rivals": market.Rivals,
    "shocks": market.Shock,
    "channels": marketing.Channel,
    "calls": marketing.Channel,
    "efforts": marketing.Effort,
    "places": marketing.Place,
    "roles": sales.Role,
    "process": sales.SalesStep,
    "selling": sales.Selling,
    "hand_off": agreement.HandOff,
    "economics": economics.Economics,
    "trust": economics.Trust,
    "plan.marketing": marketing.MarketingPlan,
    "plan.sales": sales.SalesPlan,
    "plan.agreement": agreement.Agreement,
}
BEGINS = {"Built in: ": LABELS[1], "Built in and calibrated: ": LABELS[2], "Emerges: ": LABELS[0]}


def reasons():
    """Claim -> the line above its table."""
    text = (resources.files("salesmark.analysis.claims") / "ledger.toml").read_text(encoding="utf-8")
    return {name: reason for reason, name in re.findall(r"^# (.+)\n\[(\w+)\]$", text, re.MULTILINE)}


def test_the_ledger_holds_the_claims_of_the_syllabus_in_its_order():
    wanted = [(name, lesson) for lesson, names in SYLLABUS.items() for name in names.replace("*", "").split()]
    assert [(name, claim.lesson) for name, claim in claims.items()] == wanted
    assert all(isinstance(claim, Claim) and claim.id == name for name, claim in claims.items())
    assert len(claims) == 82


def test_what_a_learner_practises_and_nothing_else_has_no_experiment():
    assert {claim.label for claim in claims.values()} == set(LABELS)
    assert [name for name, claim in claims.items() if claim.label != "practised"] == TESTED
    assert [name for name, claim in claims.items() if claim.experiment and name not in TESTED] == []
    assert all((claim.status == "practised, no experiment") == (name not in TESTED) for name, claim in claims.items())


@pytest.mark.parametrize("lesson", ["01", "02", "03", "04", "05", "10"])
def test_every_claim_of_these_lessons_that_is_put_to_the_test_has_its_experiment(lesson):
    mine = {name for name in TESTED if claims[name].lesson == lesson}
    assert {name for name, claim in claims.items() if claim.lesson == lesson and claim.experiment} == mine


def test_statements_are_short_and_differ_and_name_who_says_so():
    statements = [claim.statement for claim in claims.values()]
    assert len(set(statements)) == 82
    assert [text for text in statements if len(text.split()) > 45 or not text.endswith(".")] == []
    assert [claim.id for claim in claims.values() if not claim.source.strip() or not claim.kind.strip()] == []


def test_each_experiment_gives_a_reason_for_its_label_and_a_practised_claim_needs_none():
    found = reasons()
    assert list(found) == TESTED
    assert {name: BEGINS[re.match(r"[A-Z][a-z ]+: ", reason)[0]] for name, reason in found.items()} == {
        name: claims[name].label for name in TESTED
    }


@pytest.mark.parametrize("name", TESTED)
def test_the_parameters_that_a_reason_names_exist(name):
    named = re.findall(r"\b((?:plan\.)?[a-z_]+)\.([a-z_]+)\b", reasons()[name])
    assert named
    for home, parameter in named:
        assert parameter in {field.name for field in fields(HOMES[home])}, f"{home}.{parameter}"


#: Rooms in which each thing has a name of its own.
NAMED = ("segments", "channels", "calls", "efforts", "places", "roles", "process", "shocks")


def leaves(change, path=()):
    """Paths of the numbers in a change of a company."""
    if not isinstance(change, dict):
        return [path]
    return [leaf for key, value in change.items() for leaf in leaves(value, (*path, key))]


@pytest.mark.parametrize("name", [name for name in TESTED if claims[name].experiment])
def test_a_reason_names_every_parameter_that_its_experiment_sets_neutral_or_moves(name):
    experiment = claims[name].experiment
    moved = [*leaves(experiment.neutral), *(tuple(path.split(".")) for path in experiment.over)]
    for home, *rest in moved:
        parameter = ".".join(rest) if home == "plan" else rest[1] if home in NAMED else rest[0]
        assert f"{home}.{parameter}" in reasons()[name], f"{name} does not name {home}.{parameter}"


def test_the_figure_of_the_survey_is_labelled_as_calibrated():
    assert claims["A06"].label == "built in (calibrated to this)"
    assert "453 firms" in claims["A06"].source


def test_the_ledger_introduces_itself_in_a_line_and_in_a_notebook_as_a_table():
    stands = sum(claim.experiment is not None for claim in claims.values())
    assert repr(claims) == f"82 claims, {stands} with an experiment that stands"
    page = claims._repr_html_()
    assert page.count("<tr>") == 83
    assert "<td>J03</td><td>02</td>" in page
    assert "<td>emerges</td>" in page
    assert "<td>practised</td><td>practised, no experiment</td>" in page


def test_what_a_statement_says_cannot_break_the_table():
    assert "people&#x27;s data" in claims._repr_html_()
    assert "people's data" in claims["E02"].statement


def test_a_claim_can_be_asked_for_with_an_answer_for_none():
    assert claims.get("J03") is claims["J03"]
    assert claims.get("Z9") is None


def test_a_claim_that_nobody_makes_is_answered_with_the_nearest():
    with pytest.raises(BadInput, match=r"Unknown claim 'J33'\. Did you mean '[JS]\d3'\?"):
        claims["J33"]


def test_a_claim_that_is_practised_says_so_when_put_to_the_test():
    with pytest.raises(BadInput, match=r"D01 cannot be run: practised, no experiment\. Try one of: D05, "):
        claims["D01"].test()


def test_a_claim_whose_lesson_does_not_stand_yet_says_which():
    early = replace(claims["S06"], experiment=None)
    assert early.status == "its experiment comes with lesson 05"
    with pytest.raises(BadInput, match="S06 cannot be run: its experiment comes with lesson 05"):
        early.test()


def test_a_seed_that_is_no_whole_number_is_refused():
    with pytest.raises(BadInput, match="seed"):
        claims["J03"].test(seed=-1)
