"""Checks: four outcomes, each in words, and a blank that never stops a worksheet."""

import copy
import functools
import pickle
import sys
import types

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import salesmark as sm
from salesmark.business.journey import Stage
from salesmark.classroom import tasks
from salesmark.classroom.blank import has_blank
from salesmark.classroom.questions import Choice, Function, Misconception, Names, Number, Outcome
from salesmark.classroom.record import read, update

HINTS = ("Look at the funnel.", "Divide.", "Won by closed.")
WIN_RATE = Number(
    id="ex98-1",
    expect=lambda: 0.35,
    tolerance=0.005,
    share=True,
    checks="your number is within 0.005 of the win rate",
    hints=HINTS,
    misconceptions=(Misconception(gives=lambda: 0.21, says="Open deals are in your count."),),
)
DESKS = ("marketing", "sales", "both")
DESK = Choice(
    id="ex98-2",
    options=("marketing", "sales", "the hand-off"),
    expect="the hand-off",
    checks="you named the owner",
    hints=HINTS,
    misconceptions=(Misconception(gives="sales", says="Not yet in their hands."),),
)
ORDER = Names(
    id="ex98-3",
    options=("aware", "interested", "customer"),
    expect=("aware", "interested"),
    ordered=True,
    checks="these two, in order",
    hints=HINTS,
)
SET = Names(id="ex98-4", options=DESKS, expect=("both", "sales"), checks="both of them", hints=HINTS)


def rate(won, closed):
    return won / closed if closed else 0.0


FUNCTION = Function(
    id="ex98-5",
    expect=rate,
    inputs=((7, 20), (0, 4), (3, 0)),
    checks="your function gives won / closed, and 0 where nothing is closed",
    hints=HINTS,
    misconceptions=(
        Misconception(gives=lambda won, closed: won / (won + closed), says="Closed holds the won ones already."),
    ),
)


@pytest.fixture(autouse=True)
def worksheet_98(monkeypatch):
    module = types.ModuleType("salesmark.classroom.tasks.ex98")
    module.TASKS = (WIN_RATE, DESK, ORDER, SET, FUNCTION)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    listed = list(tasks.pkgutil.iter_modules(tasks.__path__))
    fake = types.SimpleNamespace(name="ex98")
    monkeypatch.setattr(tasks.pkgutil, "iter_modules", lambda _: [*listed, fake])


@pytest.mark.parametrize(
    ("task", "answer", "outcome", "says"),
    [
        ("ex98-1", 0.35, Outcome.RIGHT, "Checked: your number is within 0.005"),
        ("ex98-1", "35 %", Outcome.RIGHT, "within"),
        ("ex98-1", "0.3512", Outcome.RIGHT, "within"),
        ("ex98-1", np.float64(0.345), Outcome.RIGHT, "within"),
        ("ex98-1", 35, Outcome.WRONG, "did you mean 0.35?"),
        ("ex98-1", 0.21, Outcome.WRONG, "Open deals are in your count."),
        ("ex98-1", -0.35, Outcome.WRONG, "The size is right, the sign is not"),
        ("ex98-1", 0.9, Outcome.WRONG, 'sm.hint("ex98-1")'),
        ("ex98-1", sm.____, Outcome.NOT_ATTEMPTED, "in the place of ____"),
        ("ex98-1", "0,35", Outcome.BROKEN, "Write a decimal point, not a comma."),
        ("ex98-1", "0,350", Outcome.BROKEN, "Write a decimal point, not a comma."),
        ("ex98-1", "1.250,35", Outcome.BROKEN, "Write a decimal point, not a comma."),
        ("ex98-1", " ", Outcome.BROKEN, "an empty text arrived"),
        ("ex98-1", "a third", Outcome.BROKEN, "the text 'a third' arrived"),
        ("ex98-1", None, Outcome.BROKEN, "nothing (None) arrived"),
        ("ex98-1", True, Outcome.BROKEN, "True or False arrived"),
        ("ex98-1", [0.35], Outcome.BROKEN, "a list arrived"),
        ("ex98-1", float("nan"), Outcome.BROKEN, "divide by zero"),
        ("ex98-1", "nan", Outcome.BROKEN, "the text 'nan'"),
        ("ex98-1", np.array([0.35, 0.2]), Outcome.BROKEN, "an array of shape (2,) arrived"),
        ("ex98-1", pd.Series([0.35]), Outcome.BROKEN, "a column of a table of shape (1,)"),
        ("ex98-1", rate, Outcome.BROKEN, "the function rate itself"),
        ("ex98-2", "The Hand_off ", Outcome.RIGHT, "you named the owner"),
        ("ex98-2", "sales", Outcome.WRONG, "Not yet in their hands."),
        ("ex98-2", "marketing", Outcome.WRONG, "Checked, and not so"),
        ("ex98-2", "finance", Outcome.BROKEN, "Choose from: marketing, sales, the hand-off"),
        ("ex98-2", 3, Outcome.BROKEN, "What arrived is the number 3"),
        ("ex98-3", ["aware", "interested"], Outcome.RIGHT, "in order"),
        ("ex98-3", [Stage.AWARE, Stage.INTERESTED], Outcome.RIGHT, "in order"),
        ("ex98-3", "aware, interested", Outcome.RIGHT, "in order"),
        ("ex98-3", ["interested", "aware"], Outcome.WRONG, "in another order"),
        ("ex98-3", ["aware", "customer"], Outcome.WRONG, "Of the 2 that you named, 1 belongs here."),
        ("ex98-3", {"aware": 1}, Outcome.BROKEN, 'A list such as ["aware"]'),
        ("ex98-3", 5, Outcome.BROKEN, "the number 5 arrived"),
        ("ex98-3", ["aware", sm.____], Outcome.NOT_ATTEMPTED, "It will check that"),
        ("ex98-4", ["sales", "both"], Outcome.RIGHT, "both of them"),
        ("ex98-4", {"sales", "both", "marketing"}, Outcome.WRONG, "Of the 3 that you named, 2 belong here."),
        ("ex98-4", ["both"], Outcome.WRONG, "All of these belong here, and some are missing."),
        ("ex98-4", "marketing", Outcome.WRONG, "None of these belongs here."),
        ("ex98-5", rate, Outcome.RIGHT, "won / closed"),
        (
            "ex98-5",
            lambda won, closed: won / (won + closed),
            Outcome.WRONG,
            "Closed holds the won ones already.",
        ),
        ("ex98-5", lambda won, _: won, Outcome.WRONG, "For (7, 20) your function gives 7"),
        ("ex98-5", lambda *_: "0", Outcome.WRONG, "For (7, 20)"),
        ("ex98-5", lambda won, closed: won / closed, Outcome.BROKEN, "ZeroDivisionError"),
        ("ex98-5", lambda *_: None, Outcome.BROKEN, "Does it end with return?"),
        ("ex98-5", lambda won: won, Outcome.BROKEN, "TypeError"),
        ("ex98-5", 0.35, Outcome.BROKEN, "without ( )"),
    ],
)
def test_every_answer_gets_its_outcome_in_words(task, answer, outcome, says):
    result = sm.check(task, answer)
    assert result.outcome is outcome
    assert says in repr(result)
    assert tasks.find(task).checks in repr(result)


def test_an_untouched_function_is_not_attempted():
    ____ = sm.____
    names = {"____": ____}
    exec('def untouched(won, closed):\n    """Return the share."""\n    ____', names)  # noqa: S102
    untouched = names["untouched"]
    assert untouched(7, 20) is None
    assert sm.check("ex98-5", untouched).outcome is Outcome.NOT_ATTEMPTED


def test_a_function_cannot_spoil_the_inputs_of_the_next_check():
    def greedy(deals):
        deals.clear()
        return 0

    task = Function(id="x", expect=len, inputs=(([1, 2],),), checks="c", hints=HINTS)
    assert task.judge(greedy)[0] is Outcome.WRONG
    assert task.judge(len)[0] is Outcome.RIGHT


def test_results_that_are_no_numbers_are_compared_whole():
    task = Function(id="x", expect=sorted, inputs=(([2, 1],),), checks="c", hints=HINTS)
    assert task.judge(sorted)[0] is Outcome.RIGHT
    assert task.judge(list)[0] is Outcome.WRONG


@given(st.floats(0.3401, 0.3599))
def test_any_number_within_the_tolerance_is_right(number):
    exact = Number(id="x", expect=0.35, tolerance=0.01, checks="c", hints=HINTS)
    assert exact.judge(number)[0] is Outcome.RIGHT
    assert exact.judge(str(number))[0] is Outcome.RIGHT
    assert exact.judge(f"{number * 100:.12f} %")[0] is Outcome.RIGHT


@given(st.one_of(st.floats(), st.integers(), st.text(), st.lists(st.text()), st.none(), st.booleans()))
def test_no_answer_whatever_makes_a_check_stop(answer):
    for task in (WIN_RATE, DESK, ORDER, SET, FUNCTION):
        outcome, _ = task.judge(answer)
        assert outcome in Outcome


def test_a_number_that_is_simply_wrong_gets_no_guess():
    assert WIN_RATE.judge(0.9) == (Outcome.WRONG, "")


@pytest.mark.parametrize(
    ("text", "number"), [("1,200", 1200), ("1,200 %", 12), ("€ 1,200.50", 1200.5), ("1_200", 1200), (" -3 ", -3)]
)
def test_numbers_are_read_as_people_write_them(text, number):
    assert Number(id="x", expect=number, tolerance=0, checks="c", hints=HINTS).judge(text)[0] is Outcome.RIGHT


def test_an_unknown_task_names_the_ones_there_are():
    with pytest.raises(sm.BadInput, match=r"Unknown task 'ex89-1'\. Did you mean 'ex98-1'\?"):
        sm.check("ex89-1", 1)
    with pytest.raises(sm.BadInput, match="The task comes first"):
        sm.check(0.35, "ex98-1")


@pytest.mark.parametrize("ask", [sm.hint, lambda task: sm.check(task, "my essay")])
def test_a_task_in_ones_own_words_is_said_to_be_for_people(ask):
    with pytest.raises(sm.BadInput, match=r"no hint for ex98-6: worksheet 98 has them for ex98-1, .* for people to"):
        ask("ex98-6")
    assert read()["tasks"] == {}


def test_tries_are_counted_and_right_once_is_right_for_good():
    for answer in (sm.____, 0.1, 0.35, 0.2):
        sm.check("ex98-1", answer)
    assert read()["tasks"]["ex98-1"] == {"tries": 3, "right": True}


def test_hints_come_one_at_a_time_and_the_last_one_stays():
    given = [sm.hint("ex98-1") for _ in range(4)]
    assert [note.lines[0] for note in given] == [*HINTS, HINTS[-1]]
    assert repr(given[1]).startswith("Hint 2 of 3 for ex98-1")


def test_a_graded_check_raises_unless_right(monkeypatch):
    monkeypatch.setenv("SALESMARK_GRADED", "1")
    for answer in (sm.____, 0.1, "what?"):
        with pytest.raises(AssertionError, match="ex98-1"):
            sm.check("ex98-1", answer)
    assert sm.check("ex98-1", 0.35).outcome is Outcome.RIGHT


def test_a_result_is_safe_html():
    page = sm.check("ex98-2", "<b>bold</b>")._repr_html_()
    assert "&lt;b&gt;bold" in page
    assert "<b>" not in page


def test_every_computation_with_a_blank_is_blank():
    ____ = sm.____
    series = pd.Series([1.0, 2.0])
    for thing in (
        ____ + 1,
        1 - ____,
        ____ * ____,
        2**____,
        -____,
        round(____, 2),
        ____ > 3,
        ____ == 3,
        ____ != 3,
        ____(1, a=2),
        ____["won"],
        ____.won.sum(),
        np.float64(2) * ____,
        np.array([1, 2]) + ____,
        series * ____,
        ____ / series,
        divmod(____, 2),
        ____ @ np.eye(2),
    ):
        assert has_blank(thing)


def test_a_blank_can_be_shown_looped_over_copied_and_tested():
    ____ = sm.____
    assert "not attempted yet" in repr(____)
    assert f"{____:.2f}" == "____"
    assert list(____) == []
    assert len(____) == 0
    assert not ____
    assert 3 not in ____
    assert copy.deepcopy(____) is ____
    assert pickle.loads(pickle.dumps(____)) is ____  # noqa: S301 - our own bytes
    assert len({____, ____}) in (1, 2)
    assert not hasattr(____, "_repr_html_")


def test_a_blank_inside_an_answer_counts_as_blank():
    assert has_blank({"a": [1, (2, sm.____)]})
    assert not has_blank({"a": [1, (2, 3)], "b": {4}})


EVERY_TASK = [task for sheet in tasks.sheets().values() for task in sheet]
NEIGHBOURS = (2024, 2025, 31_415, 271_828, 500_000, 902_024)


@functools.cache
def year_of(seed, advisers=3):
    """The table that a learner sees in worksheet 02: today, and a row for each proposal."""
    shop = sm.company("electronics_retailer").change(plan={"sales": {"people": {"adviser": advisers}}})
    twice = {channel: 2 * euros for channel, euros in shop.plan.marketing.budget.items()}
    firms = {
        "today": shop,
        "twice the advertising": shop.change(plan={"marketing": {"budget": twice}}),
        "one more adviser": shop.change(plan={"sales": {"people": {"adviser": advisers + 1}}}),
        "a call within half an hour": shop.change(plan={"agreement": {"first_contact_hours": 0.5}}),
    }
    return sm.metrics.totals({name: sm.simulate(firm, months=12, seed=seed) for name, firm in firms.items()})


@functools.cache
def deals_of(seed):
    """The table that a learner sees in worksheet 05."""
    firm = sm.company("software_company")
    moves = {
        "all the discount": {"discount": 0.25},
        "press at every talk": {"every_step": "advise, and push"},
        "answer every doubt": {"answers": True},
    }
    return sm.play_deals({"today": firm} | {name: (firm, move) for name, move in moves.items()}, seed=seed)


def answers_05(seed):
    """What a learner with this seed answers who reads worksheet 05 well."""
    deals = deals_of(seed)
    return {
        "ex05-1": "prospecting, qualifying, presenting, handling objections, closing, after-sale service",
        "ex05-2": "Water works win more, screws fewer",
        "ex05-3": deals["won"]["answer every doubt"] - deals["won"]["today"],
        "ex05-4": f"€{75 * deals['hours']['today']:.0f}",
        "ex05-5": deals.drop(index="today")["profit"].idxmax(),
    }


@functools.cache
def dealer_of(seed):
    """The tables that a learner sees in worksheet 01: contacts, a year with films and without, what became of bonds."""
    dealer = sm.company("car_dealer")
    films = {"marketing": {"effort": {"content": 1200}}, "agreement": {"content_plan": 1}}
    year, filmed = (sm.simulate(firm, months=12, seed=seed) for firm in (dealer, dealer.change(plan=films)))
    hours = [each.weekly["hours_worked"].sum() / each.monthly["new_customers"].sum() for each in (year, filmed)]
    tempted = {
        "adverts promise more": dealer.change(plan={"marketing": {"promise": 1.2}}),
        "sellers push harder": dealer.change(plan={"sales": {"pressure": 0.8}}),
    }
    bonds = sm.bonds({name: sm.simulate(firm, months=24, seed=seed) for name, firm in tempted.items()})
    return sm.journeys.contacts(year), hours, bonds


@functools.cache
def sparrow_of(seed):
    """The tables that a learner sees in worksheet 03: two teams in one town, and three decisions in another."""
    average = sm.company("cleaning_service").change(selling={"talent": 0})
    teams = {"two": {"promoter": 1, "estimator": 1}, "one": {"all_rounder": 1}}
    years = {name: average.in_town(6_000).with_team(**team) for name, team in teams.items()}
    waiting = average.in_town(10_000).with_team(promoter=2, estimator=1)
    for number, name in enumerate(("nobody", "one estimator", "two estimators"), start=1):
        years[name] = waiting.change(plan={"sales": {"people": {"estimator": number}}})
    return sm.metrics.totals({name: sm.simulate(firm, months=12, seed=seed) for name, firm in years.items()})


def answers_of(seed):
    """What a learner with this seed answers who reads the tables well."""
    buyers, case = year_of(seed)["new_customers"], year_of(11, advisers=2)
    quick, lesson = "a call within half an hour", year_of(7)["new_customers"]
    contacts, hours, bonds = dealer_of(seed)
    adverts = contacts.loc["a noticed advert"]
    return {
        "ex01-1": "reply, bargain, visit",
        "ex01-2": ["needs", "makes", "prices", "hours"],
        "ex01-3": f"€ {adverts['cost'] / adverts['sales']:,.2f}",
        "ex01-4": round(hours[0] - hours[1], 2),
        "ex01-5": bonds["left"].idxmax(),
        "ex00-1": lesson[quick] - lesson["today"],
        "ex02-1": ["interested", "unaware", "aware"],
        "ex02-2": case.drop(index="today")["new_customers"].idxmax(),
        "ex02-3": f"{100 * buyers['today'] / year_of(seed)['first_contacts']['today']:.0f} %",
        "ex02-4": buyers[quick] - buyers["today"],
        "ex02-5": year_of(seed).drop(index="today")["profit"].idxmax(),
        "ex03-1": ["Sales development representative", "marketing operations specialist", "account manager"],
        "ex03-2": "one more promoter",
        "ex03-3": f"€{52 * 860 / sparrow_of(seed).loc['two', 'new_customers']:.2f}",
        "ex03-4": sparrow_of(seed)["profit"]["two"] - sparrow_of(seed)["profit"]["one"],
        "ex03-5": sparrow_of(seed).drop(index=["two", "one"])["profit"].idxmax(),
        **answers_of_04(seed),
        **answers_05(seed),
    }


def answers_of_04(seed):
    """The same for worksheet 04: two cells of a table, rounded, two differences, and the last column of a table."""
    year = sm.simulate(sm.company("clothing_store"), months=12, seed=seed)
    worth = year.truth.channel_worth(tail_months=0).set_index("channel")
    house = sm.company("local_restaurant")

    def run(months, **marketing):
        return sm.simulate(house.change(plan={"marketing": marketing}), months=months, seed=seed)

    none, once, twice = (run(12, budget={"listing": euros}).monthly["new_customers"].sum() for euros in (0, 110, 220))
    offers = {
        "delivery": run(24, places=["dining_room", "delivery_service"]),
        "a tenth cheaper": run(24, price=57.6),
        "better goods": run(24, quality=1.1),
    }
    return {
        "ex04-1": "talk, Memory, returning guests",
        "ex04-2": "Leaflets",
        "ex04-3": round(worth.loc["social", "revenue"] / worth.loc["social", "spend"], 2),
        "ex04-4": round((twice - once) / (once - none), 2),
        "ex04-5": sm.tables.sums(offers)["in_all"].idxmax(),
    }


def sit_at(seed):
    """Be the learner who has this seed."""
    update(lambda record: record.update(seed=seed))


@pytest.mark.slow
def test_what_a_learner_reads_off_is_right_and_a_new_seed_in_the_same_kernel_has_its_own_answers():
    for seed in NEIGHBOURS[:2]:
        sit_at(seed)
        outcomes = {name: sm.check(name, answer).outcome for name, answer in answers_of(seed).items()}
        assert outcomes == dict.fromkeys((task.id for task in EVERY_TASK), Outcome.RIGHT)


@pytest.mark.slow
def test_the_answer_of_a_neighbour_is_not_mine():
    sit_at(NEIGHBOURS[0])
    assert sm.check("ex02-4", answers_of(NEIGHBOURS[1])["ex02-4"]).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    "seed", [NEIGHBOURS[0], *(pytest.param(seed, marks=pytest.mark.slow) for seed in NEIGHBOURS[1:])]
)
def test_wrong_ideas_are_told_apart_whatever_the_seed(seed):
    sit_at(seed)
    for task in EVERY_TASK:
        told = [task.judge(task.valued(idea.gives)) for idea in task.misconceptions]
        assert told == [(Outcome.WRONG, idea.says) for idea in task.misconceptions]
        assert len(set(told)) >= 2


@pytest.mark.parametrize("task", EVERY_TASK, ids=lambda task: task.id)
class TestEveryTaskOfTheCourse:
    def test_untouched_is_not_attempted(self, task):
        assert task.judge(sm.____)[0] is Outcome.NOT_ATTEMPTED

    def test_there_are_hints_in_steps(self, task):
        assert len(set(task.hints)) == len(task.hints) >= 2
