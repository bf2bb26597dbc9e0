"""The journey board without a browser: honest dots, exact numbers, words, and what it refuses."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import salesmark as sm
from salesmark.business.journey import STAGES
from salesmark.widgets.journey_board import JourneyBoard, choose_people


@pytest.fixture(scope="module")
def shop():
    return sm.company("electronics_retailer")


@pytest.fixture(scope="module")
def run(shop):
    return sm.simulate(shop, months=12, seed=2)


@pytest.fixture(scope="module")
def other(shop):
    twice = {channel: 2 * euros for channel, euros in shop.plan.marketing.budget.items()}
    return sm.simulate(shop.change(plan={"marketing": {"budget": twice}}), months=12, seed=2)


@pytest.fixture
def board(run, other):
    return sm.widgets.journey_board({"today": run, "twice the advertising": other})


def dots_of(board: JourneyBoard) -> np.ndarray:
    """Stage number of every dot, shape (runs, dots, weeks + 1)."""
    shape = (len(board._board["runs"]), board._board["dots"], board._board["weeks"] + 1)
    return np.frombuffer(board._paths, dtype=np.uint8).reshape(shape)


def piles(paths: np.ndarray, stages: int = len(STAGES)) -> np.ndarray:
    """Dots in each stage, shape (..., weeks, stages)."""
    return (paths[..., None] == np.arange(stages)).sum(axis=-3)


def test_every_pile_of_dots_is_in_proportion_to_the_exact_count(board, run, other):
    exact = np.stack([run.stages, other.stages]) * 400 / run.population
    off = np.abs(piles(dots_of(board)) - exact)
    assert off.max() < 4
    assert off.mean() < 1


def test_the_dots_chosen_are_much_truer_than_people_picked_at_random(board, run):
    exact = run.stages * 400 / run.population
    anyone = run.paths(np.random.default_rng(0).choice(run.population, 400, replace=False))
    assert 3 * np.abs(piles(dots_of(board)[0]) - exact).mean() < np.abs(piles(anyone) - exact).mean()


def test_the_dots_move_from_stage_to_stage_about_as_often_as_people_do(board, run):
    everyone = run.paths(np.arange(run.population))
    moves = [(paths[:, 1:] != paths[:, :-1]).sum() / len(paths) for paths in (dots_of(board)[0], everyone)]
    assert moves[0] == pytest.approx(moves[1], rel=0.1)


def test_each_dot_is_a_person_of_the_run_and_the_same_person_in_every_run(board, run, other):
    people = np.arange(run.population)
    both = {journey.tobytes() for journey in np.hstack([run.paths(people), other.paths(people)])}
    assert {journey.tobytes() for journey in np.hstack(list(dots_of(board)))} <= both


def test_the_board_says_how_far_a_pile_is_off_at_most(run):
    board = sm.widgets.journey_board(run)
    exact = run.stages * 400 / run.population
    farthest = np.abs(piles(dots_of(board)[0]) - exact).max()
    note = board._board["note"]
    assert note.startswith("1 dot = 50 people, and follows one of them; at the gate, 1 person. Numbers are exact;")
    assert f"off by at most {farthest:.1f} dots" in note


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), st.integers(1, 60))
def test_nobody_is_chosen_twice_and_all_are_chosen_when_there_are_as_many_dots(seed, people):
    paths = np.random.default_rng(seed).integers(0, 3, (people, 4)).astype(np.uint8)
    counts = piles(paths, stages=3)
    assert sorted(choose_people(paths, counts, people)) == list(range(people))


@pytest.mark.parametrize(("population", "dots", "people"), [(300, 300, "1 person"), (26_000, 260, "100 people")])
def test_a_dot_of_the_board_is_a_dot_of_the_picture(shop, population, dots, people):
    run = sm.simulate(shop.change(market={"population": population}), months=1, seed=2)
    board = sm.widgets.journey_board(run)
    assert board._board["note"].startswith(f"1 dot = {people}")
    assert board._board["dots"] == dots
    assert sm.charts.describe(sm.charts.journey(run, week=1)).endswith(f"one dot is {people.replace('1 p', 'one p')}.")


def test_the_numbers_on_the_board_are_the_runs_own(board, run, other):
    for shown, real in zip(board._board["runs"], (run, other), strict=True):
        assert shown["counts"] == real.stages.tolist()
        assert [gate["waiting"] for gate in shown["gate"][1:]] == real.weekly["waiting"].tolist()
        assert shown["gate"][0]["waiting"] is None


def test_the_summary_follows_the_week_and_the_run(board, run, other):
    assert board.summary.startswith(f"The start, today: {run.stages[0, 0]:,} people are unaware")
    board.week = 26
    waiting = run.weekly["waiting"].iloc[25]
    assert board.summary.startswith(f"Week 26 of 52, today: {run.stages[26, 0]:,} people are unaware")
    assert f"{waiting:,} wait at the gate for a seller" in board.summary
    board.chosen = "twice the advertising"
    assert board.week == 26
    assert f"{other.stages[26, 7]:,} advocates" in board.summary


def test_the_summary_of_the_last_week_holds_the_years_totals(board, run):
    board.week = 52
    contacts, buyers = (int(run.monthly[kind].sum()) for kind in ("first_contacts", "new_customers"))
    said = f"Since the start: {contacts:,} first contacts and {buyers:,} new customers."
    assert board.summary.endswith(said)


def test_a_week_in_which_nobody_was_called_is_said_so():
    from salesmark.widgets.journey_board import _words

    counts = [1000, 20, 3, 4, 5, 6, 7, 8, 9, 10]
    gate = {"waiting": 4.0, "mean_wait_hours": None}
    assert _words("", 3, 13, counts, gate) == (
        "Week 3 of 13: 1,000 people are unaware, 20 aware, 3 interested and 4 considering; "
        "5 are in the sellers' hands. "
        "4 wait at the gate for a seller; nobody was called this week. "
        "6 are customers, 7 retained and 8 advocates; 9 are lost and 10 have left."
    )


def test_without_a_browser_the_board_is_a_sentence(run):
    board = sm.widgets.journey_board(run)
    assert board._repr_mimebundle_()[0]["text/plain"] == f"Journey board. {board.summary}"
    assert board.summary.startswith("The start: ")


def test_one_person_a_dot_needs_no_word_about_error():
    from salesmark.widgets.journey_board import _note

    assert _note(1, 0.0) == "1 dot = 1 person. Numbers are exact."


def test_a_week_beyond_the_run_and_an_unknown_run_are_refused(board):
    with pytest.raises(sm.BadInput, match="week must be a whole number from 0 to 52, got 53"):
        board.week = 53
    with pytest.raises(sm.BadInput, match=r"Unknown run 'todai'\. Did you mean 'today'"):
        board.chosen = "todai"
    assert (board.week, board.chosen) == (0, "today")


def test_a_share_code_restores_week_and_run_and_reset_goes_back_to_the_start(board):
    board.week, board.chosen = 26, "twice the advertising"
    code, said = board.share(), board.summary
    board._heard(None, {"do": "reset"}, [])
    assert (board.week, board.chosen) == (0, "today")
    board._heard(None, {"do": "load", "code": f" {code} "}, [])
    assert board.summary == said
    assert board._answer == {"share": code, "code": board.code()}


@pytest.mark.parametrize("code", ["", "01-1-3", "02-1", "02-1-x", "02-0-3", "02-3-3", "02-1-53"])
def test_a_code_of_something_else_is_refused_and_said_on_the_board(board, code):
    with pytest.raises(sm.BadInput):
        board._heard(None, {"do": "load", "code": code}, [])
    assert board.error
    assert (board.week, board.chosen) == (0, "today")
    board.week = 1
    assert board.error == ""


def test_the_code_draws_the_week_that_the_board_shows(board, run, other):
    board.week, board.chosen = 26, "twice the advertising"
    scope = {"sm": sm, "runs": {"today": run, "twice the advertising": other}, "drawn": []}
    exec(board.code().replace("sm.show(", "drawn.append("), scope)  # noqa: S102 - the board's own line
    assert f"{other.stages[26, 0]:,}" in sm.charts.describe(scope["drawn"][0])
    assert sm.widgets.journey_board(run).code() == "sm.show(sm.charts.journey(run, week=0))"


def test_what_is_not_a_run_is_refused_with_the_way_to_make_one(shop):
    with pytest.raises(sm.BadInput, match=r"got a Company for 'run'. Make one first: run = sm.simulate\("):
        sm.widgets.journey_board(shop)
    with pytest.raises(sm.BadInput, match="at least one run, got an empty dict"):
        sm.widgets.journey_board({})


def test_runs_of_different_length_or_size_are_not_put_on_one_board(shop, run):
    short = sm.simulate(shop, months=3, seed=2)
    with pytest.raises(sm.BadInput, match="equally many months, got 'today' 12, 'short' 3"):
        sm.widgets.journey_board({"today": run, "short": short})
