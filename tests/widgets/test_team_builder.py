"""The labs of lesson 03: the team builder's numbers are those of its code, the compass gives reasons."""

import pytest

import salesmark as sm
from salesmark.reports.teams import beyond, outcome
from salesmark.widgets.team_builder import TEAMS


@pytest.fixture(scope="module")
def firm():
    return sm.company("cleaning_service")


@pytest.fixture(scope="module")
def table(firm):
    return sm.teams.by_volume(firm, TEAMS)


@pytest.fixture
def lab(firm, table):
    return sm.widgets.team_builder(firm, table)


def mine(lab):
    """What the solid line says."""
    return drawn(lab, "your team")


def drawn(lab, name):
    """What a line says: size of the town -> more than one all-rounder."""
    line = next(line for line in lab.ax.lines if line.get_label() == name)
    return dict(zip(line.get_xdata(), line.get_ydata(), strict=True))


def run_of(code):
    scope = {"sm": sm}
    exec(code.rpartition("\n")[0], scope)  # noqa: S102 - the lab's own lines
    return scope["run"]


def test_at_first_it_shows_todays_team_which_is_two_specialists(lab, table):
    assert {name: lab.values[name] for name in ("promoter", "estimator", "all_rounder", "town")} == {
        "promoter": 1,
        "estimator": 1,
        "all_rounder": 0,
        "town": 5000,
    }
    assert mine(lab) == pytest.approx(beyond(table)["two specialists"].to_dict())
    profit = outcome(run_of(lab.code()))["profit"]
    assert profit == _profit(table, "two specialists", 5000)


def test_what_the_teams_of_the_table_bring_is_taken_from_it(firm, table):
    richer = table.assign(profit=table["profit"] + 5000 * (table["team"] == "two specialists"))
    lab = sm.widgets.team_builder(firm, richer)
    assert mine(lab) == pytest.approx((beyond(table)["two specialists"] + 5000).to_dict())
    lab.set(skill=1.0)  # nobody knows that team yet
    assert mine(lab)[5000] == _profit(table, "two specialists", 5000) - _profit(table, "one all-rounder", 5000)


def _profit(table, team, people):
    return table[(table["team"] == team) & (table["people"] == people)]["profit"].item()


@pytest.mark.parametrize(
    "moved",
    [
        {"promoter": 2, "town": 7000},
        {"all_rounder": 2, "promoter": 0, "estimator": 0, "skill": 1.0, "town": 1000},
        {"estimator": 2, "known": False, "tools": 0.95, "town": 3000},
    ],
)
def test_the_line_holds_the_profit_of_the_run_that_the_code_makes(lab, table, moved):
    lab.set(**moved)
    alone = _profit(table, "one all-rounder", moved["town"])
    found = outcome(run_of(lab.code()))
    assert mine(lab)[moved["town"]] == pytest.approx(found["profit"] - alone)
    assert lab.words.startswith(f"In 24 months in a town of {moved['town']:,} people. One all-rounder")
    assert f"Your team, with wages of €{found['wages'] / 1000:.0f},000 a year" in lab.words


def test_new_customers_are_counted_instead_of_profit(lab):
    lab.set(count="new customers", all_rounder=1, promoter=0, estimator=0)
    assert set(mine(lab).values()) == {0}
    assert lab._answer["title"] == "Your team: in every town the same as one all-rounder"


def test_the_words_name_what_limits_the_team(lab):
    lab.set(promoter=1, estimator=3, town=7000)
    assert "What limits your team: marketing is short of hands: 92 % of its money is looked after" in lab.words
    lab.set(promoter=0, estimator=0, all_rounder=0)
    assert lab.words.endswith("What limits your team: nobody has hours for buyers.")


def test_a_new_team_is_at_work_first_and_then_comes_the_town_that_is_looked_at(lab, firm):
    before = mine(lab)
    lab._heard(lab, {"do": "set", "values": {"promoter": 3, "town": 3000}, "number": 1}, [])
    assert lab._answer["title"] == "Your team is at work"
    wages = 52 * (3 * firm.roles["promoter"].wage + firm.roles["estimator"].wage)
    assert lab.words.startswith(f"Its wages are €{round(wages, -3):,.0f} a year.")
    assert drawn(lab, "before") == before
    lab._heard(lab, {"do": "go on", "number": 2}, [])
    assert list(mine(lab)) == [3000]
    assert (lab._answer["done"], lab._answer["of"]) == (2, 5)
    lab._heard(lab, {"do": "go on", "number": 3}, [])
    assert len(mine(lab)) == 2


def test_what_was_worked_out_before_is_there_at_once(lab):
    now = mine(lab)
    lab.promoter.value = 2
    assert mine(lab) != now
    lab._heard(lab, {"do": "set", "values": {"promoter": 1}, "number": 1}, [])
    assert mine(lab) == now
    lab._heard(lab, {"do": "go on", "number": 2}, [])
    assert lab._answer["done"] == lab._answer["of"]


def test_the_compass_names_jobs_with_reasons_and_what_speaks_against_them():
    lab = sm.widgets.career_compass()
    assert lab._answer["title"] == "All jobs suit alike so far"
    lab.set(figures=4, people=4, order=0)
    assert lab._answer["title"] == "Nearest to your answers: market researcher, marketing"
    assert "finding out why people do what they do" in lab.words
    lab.set(people=0, order=2, figures=2, care=4, bargains=4)
    assert lab._answer["title"] == "Nearest to your answers: account manager, sales"
    assert "Think twice: it also asks for finding out why people do what they do." in lab.words
    scope = {"sm": sm}
    exec(lab.code(), scope)  # noqa: S102 - the lab's own lines
    assert scope["compass"].words == lab.words
