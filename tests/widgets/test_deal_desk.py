"""The deal desk: what it shows is what the desk plays, and its code gives the same."""

import pytest

import salesmark as sm
from salesmark.reports.deals import DealDesk, of_deals


@pytest.fixture(scope="module")
def firm():
    return sm.company("software_company")


@pytest.fixture
def lab(firm):
    return sm.widgets.deal_desk(firm)


def test_the_next_step_holds_one_more_talk(lab, firm):
    talks = DealDesk(firm).usual[27].talks
    said = [lab.words]
    for held in range(1, len(talks) + 1):
        lab.held.value = held
        said.append(lab.words)
    assert len(set(said)) == len(said)
    assert lab._answer["title"] == "Lost at the demonstration"
    lab.held.value = 7
    assert lab.words == said[-1]


def test_rashid_can_be_won(lab, firm):
    moves = dict.fromkeys(firm.process, "advise")
    lab.set(held=7, answers=True, **moves)
    assert lab._answer["title"].startswith("Signed: €")


def test_two_hundred_deals_are_played_by_the_same_moves(lab, firm):
    lab.set(show="200 deals", answers=True)
    won = of_deals(DealDesk(firm).play({"answers": True}))["won"]
    assert lab._answer["title"].startswith(f"{won} of 200 buyers sign, ")


@pytest.mark.parametrize("show", ["one deal", "200 deals"])
@pytest.mark.parametrize("seed", [5, 2024])
def test_its_code_draws_the_same(firm, show, seed):
    lab = sm.widgets.deal_desk(firm, seed=seed)
    lab.set(show=show, held=3, negotiation="offer, and push", discount=0.2)
    scope = {"sm": sm, "drawn": []}
    exec(lab.code().replace("sm.show(", "drawn.append("), scope)  # noqa: S102 - the lab's own lines
    assert sm.charts.describe(scope["drawn"][0]) == lab.words


def test_every_company_whose_sellers_sell_has_a_desk():
    for name in sm.companies():
        lab = sm.widgets.deal_desk(sm.company(name))
        assert list(lab.values)[3:-3] == list(sm.company(name).process)
        lab.held.value = lab._controls["held"].high
        assert lab.words
