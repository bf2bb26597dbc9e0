"""Claims put to the test: no verdict is put in by hand, each follows from its runs, and goes with its parameters."""

import json
from dataclasses import replace

import numpy as np
import pytest

import salesmark as sm
from salesmark.analysis.claims.experiment import Effect, Experiment, _settings, judge, part_of
from salesmark.analysis.claims.lesson_10 import GOOD, POOR, PRACTICES, agreed
from salesmark.business.agreement import Agreement
from salesmark.cli import main
from salesmark.reports.claims import as_rows

TESTED = {name: claim for name, claim in sm.claims.items() if claim.experiment}
EMERGING = [name for name, claim in TESTED.items() if claim.label == "emerges"]


def one_way(expected=1, **more):
    """An experiment on the price: dearer means fewer customers."""
    return Experiment(
        company="electronics_retailer",
        people=600,
        months=6,
        arms={"today": {}, "dear": {"plan": {"marketing": {"price": 900}}}},
        effects={"leads": Effect(between={"dear": 1, "today": -1}, measure="leads", expected=expected)},
        **more,
    )


def test_a_lesson_whose_experiments_stand_has_all_of_them():
    lessons = {claim.lesson for claim in TESTED.values()}
    assert lessons >= {"02", "05", "10"}
    assert list(TESTED) == [
        name for name, claim in sm.claims.items() if claim.lesson in lessons and claim.label != "practised"
    ]


@pytest.mark.parametrize("name", TESTED)
def test_what_emerges_names_the_parameters_that_remove_it_and_what_is_built_in_its_range(name):
    experiment = TESTED[name].experiment
    if name in EMERGING:
        assert experiment.neutral
        assert not experiment.over
    else:
        assert experiment.over
        assert not experiment.neutral
    for change in (experiment.neutral, *experiment.conditions.values(), *_settings(experiment).values()):
        sm.company(experiment.company).change(**change)


def test_an_effect_is_the_paired_difference_of_the_arms():
    verdict = judge("X1", "emerges", one_way(-1))
    firm = part_of(sm.company("electronics_retailer"), 600)
    dear = firm.change(plan={"marketing": {"price": 900}})
    leads = np.array(
        [
            [sm.simulate(each, months=6, seed=seed).monthly["leads"].sum() for each in (firm, dear)]
            for seed in range(verdict.runs)
        ]
    )
    assert verdict.effect == pytest.approx(100 * (leads[:, 1] - leads[:, 0]).mean() / leads[:, 0].mean())
    assert verdict.low < verdict.effect < verdict.high < 0
    assert verdict.verdict == "holds"
    assert str(verdict).startswith("Holds. Leads: -")


def test_the_same_seed_gives_the_same_verdict_and_another_seed_other_runs():
    one, again, other = (judge("X1", "emerges", one_way(-1), seed=seed) for seed in (0, 0, 40))
    assert (one.effect, one.low, one.high, one.sentence) == (again.effect, again.low, again.high, again.sentence)
    assert other.effect != one.effect
    assert other.sentence.endswith("seeds from 40.")


def test_a_claim_against_its_runs_is_not_shown_and_the_opposite_is_said():
    verdict = judge("X1", "emerges", one_way(1))
    assert verdict.verdict == "not shown"
    assert "the opposite of the claim" in verdict.sentence


def test_no_verdict_rests_on_a_part_that_was_put_in():
    effects = one_way(-1).effects | {"put in": Effect(between={"dear": 1}, measure="leads", expected=-1, built_in=True)}
    verdict = judge("X1", "emerges", replace(one_way(-1), effects=effects))
    assert verdict.verdict == "holds"
    assert "Put in (built in): " in verdict.sentence


def test_a_percentage_of_nothing_is_refused():
    lost = Effect(between={"dear": 1, "today": -1}, measure=lambda _: -5.0)
    with pytest.raises(sm.BadInput, match=r"lost: a percentage must be of more than 0, got -5\. Give it another unit"):
        judge("X1", "emerges", replace(one_way(), effects={"lost": lost}))


def test_a_part_of_a_company_is_as_busy_as_the_whole():
    firm = sm.company("software_company")
    part = part_of(firm, 5_000)
    share = 5_000 / firm.market.population
    assert part.plan.sales.quota == firm.plan.sales.quota * share
    assert part.before.sales.quota == firm.before.sales.quota * share
    for name, call in firm.calls.items():
        assert part.calls[name].half_saturation == call.half_saturation * share
    assert part.roles["seller"].hours == firm.roles["seller"].hours * share
    busy = [
        sm.metrics.totals({"": sm.simulate(each, months=12, seed=1)})["sellers_busy"].item() for each in (firm, part)
    ]
    assert busy[1] == pytest.approx(busy[0], abs=0.06)


def test_a_claim_that_fails_under_a_condition_depends_on_it():
    blind = {"segments": {name: {"price_sensitivity": 0} for name in ("families", "enthusiasts", "seniors")}}
    verdict = judge("X1", "emerges", one_way(-1, conditions={"people who look at the price": blind}))
    assert verdict.verdict == "depends on people who look at the price"
    assert abs(verdict.elsewhere["people who look at the price"].mean) < 0.005


def test_a_claim_of_which_a_part_fails_says_which():
    leads = Effect(between={"dear": 1, "today": -1}, measure="leads", expected=-1)
    more = Effect(between={"dear": 1, "today": -1}, measure="customers", expected=1)
    both = Experiment(
        company="electronics_retailer",
        people=600,
        months=6,
        arms=one_way().arms,
        effects={"leads": leads, "customers": more},
    )
    assert judge("X1", "emerges", both).verdict == "depends on what is looked at (the opposite: customers)"


def test_what_is_built_in_gets_no_verdict_but_its_movement():
    verdict = judge("X1", "built in", one_way(-1, over={"segments.families.price_sensitivity": (0.0, 4.0)}))
    assert verdict.verdict is None
    flat, steep = (verdict.elsewhere[f"price_sensitivity {value}"].mean for value in (0, 4))
    assert steep < flat < 0
    assert "Built in, and it moves with: price_sensitivity 0 -" in verdict.sentence


def test_the_nine_practices_are_all_of_the_agreement():
    fields = [field for fields in PRACTICES.values() for field in fields]
    assert len(PRACTICES) == 9
    assert {*fields, "lead_threshold", "upkeep"} == set(Agreement.__dataclass_fields__)
    assert set(GOOD) == set(POOR) == {*fields, "upkeep"}
    firm = sm.company("software_company").change(**agreed(**GOOD))
    assert firm.plan.agreement.feedback == GOOD["feedback"]


def test_one_claim_can_be_asked_for_on_the_command_line_with_its_picture(tmp_path, capsys):
    assert main(["claims", "J07", "--chart", str(tmp_path)]) == 0
    said = capsys.readouterr().out
    assert "Share of leads that come by search" in said
    assert (tmp_path / "J07.png").read_bytes().startswith(b"\x89PNG")


def test_all_claims_can_be_listed(capsys):
    assert main(["claims"]) == 0
    assert len(capsys.readouterr().out.strip().splitlines()) == 82


def test_the_data_of_claims_without_an_experiment_are_empty(capsys):
    assert main(["claims", "D01", "B01", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["id"], row["effect"], row["verdict"]) for row in rows] == [("D01", None, None), ("B01", None, None)]


def test_the_chart_of_a_verdict_draws_each_effect():
    verdict = judge("X1", "emerges", one_way(-1))
    ax = sm.charts.verdict(verdict)
    assert ax.get_title("left") == "X1: holds"
    assert sm.charts.describe(ax) == verdict.sentence
    mean = next(line.get_xdata()[0] for line in ax.lines if line.get_marker() == "D")
    assert mean == pytest.approx(verdict.effect / max(abs(verdict.low), abs(verdict.high)))


def test_the_data_of_a_claim_are_its_verdict():
    (row,) = as_rows([sm.claims["J07"]])
    verdict = sm.claims["J07"].test()
    assert json.loads(json.dumps(row)) == row
    assert {name: row[name] for name in ("id", "label", "effect", "low", "high", "verdict", "runs", "seed")} == {
        name: getattr(verdict, name) for name in ("id", "label", "effect", "low", "high", "verdict", "runs", "seed")
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in TESTED if name not in EMERGING])
def test_what_is_built_in_has_an_interval_for_each_effect(name):
    found = TESTED[name].experiment.run(most=8)
    assert found.runs["seed"].nunique() == 8
    for gap in found.effects.values():
        assert gap.low <= gap.mean <= gap.high


@pytest.mark.slow
@pytest.mark.parametrize("name", EMERGING)
def test_what_emerges_has_a_verdict_and_goes_with_its_parameters(name):
    verdict, experiment = TESTED[name].test(), TESTED[name].experiment
    assert verdict.low <= verdict.effect <= verdict.high
    assert verdict.verdict
    first = next(iter(experiment.effects))
    here, there = verdict.found.effects[first], experiment.run(change=experiment.neutral, most=12).effects[first]
    assert here.low * here.high > 0
    assert np.sign(here.mean) * there.mean < 0.25 * abs(here.mean)  # that much of it in its direction is left, no more
