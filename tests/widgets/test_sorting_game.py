"""The sorting game without a browser: every card can be laid, every move is answered, disputes are no mistakes."""

import pytest

import salesmark as sm
from salesmark.widgets.sorting_game import cards

WRONG = {"marketing": "sales", "sales": "both", "both": "marketing"}
DISPUTED = [name for name, facts in cards().items() if facts.get("disputed")]


@pytest.fixture
def game():
    return sm.widgets.sorting_game()


def lay_all(game):
    for name, facts in cards().items():
        game.place(facts["desk"], name)


def test_there_are_thirty_cards_for_three_desks_and_sources_disagree_over_some():
    assert len(cards()) == 30
    assert {facts["desk"] for facts in cards().values()} == {"marketing", "sales", "both"}
    assert len(DISPUTED) == 5
    assert len({facts["text"] for facts in cards().values()}) == 30


@pytest.mark.parametrize(("name", "facts"), cards().items(), ids=list(cards()))
def test_every_card_says_why_it_lies_where_it_lies_and_helps_on_where_it_does_not(game, name, facts):
    if facts.get("disputed"):
        assert "hint" not in facts
        assert "Sources disagree" in facts["why"]
        for desk in ("marketing", "sales", "both"):
            assert sm.widgets.sorting_game().place(desk, name).endswith(facts["why"])
        return
    said = game.place(WRONG[facts["desk"]], name)
    assert said.startswith("Not ")
    assert facts["hint"] in said
    assert name not in game.placed
    assert game.card == name
    assert facts["why"] in game.place(facts["desk"], name)
    assert game.placed == {name: facts["desk"]}
    assert game.missed == {name}


def test_a_card_that_lies_leaves_the_hand_and_the_next_one_comes(game):
    names = list(cards())
    assert game.card == names[0]
    game.place("marketing")
    assert game.card == names[1]
    with pytest.raises(sm.BadInput, match=f"Unknown card in hand '{names[0]}'"):
        game.place("marketing", names[0])


def test_only_what_was_right_at_once_counts_as_such(game):
    game.place("sales")
    game.place("marketing")
    game.place("sales")
    assert game.summary == "2 of 30 cards sorted, 1 right at the first try."


def test_at_the_end_the_hand_is_empty_and_the_score_is_said(game):
    lay_all(game)
    assert game.card == ""
    assert game.words.endswith("30 of 30 cards sorted, 30 right at the first try.")
    assert (game.table["yours"] == game.table["desk"]).all()
    with pytest.raises(sm.BadInput, match="All thirty cards are sorted"):
        game.place("sales")
    game.reset()
    assert (game.card, game.placed, game.missed) == (next(iter(cards())), {}, set())


def test_a_share_code_restores_the_game(game):
    game.place("sales")
    game.place("marketing")
    game.place("sales", DISPUTED[0])
    other = sm.widgets.sorting_game()
    other.load(f" {game.share()} ")
    assert (other.placed, other.missed) == (game.placed, game.missed)
    assert other.card not in other.placed
    scope = {"sm": sm}
    exec(other.code().rpartition("\n")[0], scope)  # noqa: S102 - the game's own lines
    assert scope["game"].placed == game.placed
    lay_all(sm.widgets.sorting_game())
    assert other.share() == game.share()


@pytest.mark.parametrize(
    "code", ["", "01-", "02-" + 30 * "-", "01-" + 31 * "-", "01-x" + 29 * "-", "01-s" + 29 * "-", "nonsense"]
)
def test_what_is_no_share_code_is_refused_and_changes_nothing(game, code):
    game.place("marketing")
    with pytest.raises(sm.BadInput, match="no share code of this game"):
        game.load(code)
    assert len(game.placed) == 1


def test_an_unknown_desk_is_refused(game):
    with pytest.raises(sm.BadInput, match=r"Unknown desk 'sails'. Did you mean 'sales'"):
        game.place("sails")


def test_the_page_plays_by_messages_and_shows_what_python_holds(game):
    names = list(cards())
    game._heard(None, {"do": "step", "by": -1}, [])
    assert game.card == names[-1]
    game._heard(None, {"do": "step", "by": 1}, [])
    game._heard(None, {"do": "place", "desk": "marketing"}, [])
    view = game._view
    assert view["card"] == cards()[names[1]]["text"]
    assert view["desks"]["marketing"] == [{"text": cards()[names[0]]["text"], "disputed": False}]
    assert view["words"] == game.words
    code = view["share"]
    game._heard(None, {"do": "reset"}, [])
    assert game._view["share"] == "01-" + 30 * "-"
    game._heard(None, {"do": "load", "code": code}, [])
    assert game._view["share"] == code
    with pytest.raises(sm.BadInput):
        game._heard(None, {"do": "load", "code": "x"}, [])
    assert "no share code" in game.error
    game._heard(None, {"do": "place", "desk": "both"}, [])
    assert game.error == ""


def test_an_error_stays_on_the_page_where_no_test_runs(game, monkeypatch):
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    monkeypatch.delenv("SALESMARK_BUILD", raising=False)
    lay_all(game)
    game._heard(None, {"do": "place", "desk": "both"}, [])
    assert "All thirty cards are sorted" in game.error
    game._heard(None, {"do": "step", "by": 1}, [])  # nothing is in the hand: nothing happens
    assert game.card == ""


def test_without_a_browser_the_game_is_a_sentence(game):
    assert game._repr_mimebundle_()[0]["text/plain"] == f"Sorting game. {game.summary}"
