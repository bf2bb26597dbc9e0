"""Pictures of deals say what was played: no bar and no word of their own."""

import pytest

import salesmark as sm
from salesmark.charts.selling import deal, deals
from salesmark.charts.theme import percent
from salesmark.reports.deals import DealDesk, of_deals


@pytest.fixture(scope="module")
def desk():
    return DealDesk(sm.company("software_company"))


def bars(ax, height):
    return [bar.get_width() for bar in ax.patches if bar.get_height() == pytest.approx(height)]


def test_a_bar_is_the_chance_of_a_talk_and_a_diamond_the_best_calm_one(desk):
    ax, played = deal(desk, buyer=28), desk.usual[27]
    assert bars(ax, 0.5) == [talk.chance for talk in played.talks]
    marks = [line.get_xdata()[0] for line in ax.lines if line.get_marker() == "D"]
    assert marks[:-1] == [talk.best for talk in played.talks]
    assert ax.get_title("left") == "Lost at the demonstration"


def test_nothing_is_told_before_it_happens(desk):
    assert bars(deal(desk, buyer=28, held=0), 0.5) == []
    first = sm.charts.describe(deal(desk, buyer=28, held=0))
    assert "fits" not in first
    assert first.endswith("Next is the first contact: no doubt is raised.")
    one = deal(desk, buyer=28, held=1)
    assert len(bars(one, 0.5)) == 1
    assert one.get_title("left") == "Yes at the first contact. What next?"
    assert "fits well" in sm.charts.describe(one)


def test_a_deal_that_is_won_tells_price_discount_and_satisfaction(desk):
    moves = {"every_step": "advise", "answers": True}
    played = next(each for each in desk.play(moves) if each.won and each.asked > 0.1)
    ax = deal(desk, moves, buyer=played.buyer)
    words = sm.charts.describe(ax)
    assert ax.get_title("left").startswith("Signed: €")
    assert f"asks for {percent(played.asked)} off; you give {percent(played.given)}" in words
    assert f"Satisfaction with how it went is {played.satisfaction:.2f}" in words


def test_a_move_is_held_against_the_best_calm_one(desk):
    weak = sm.charts.describe(deal(desk, {"every_step": "offer at once"}, buyer=28, held=1))
    assert "The best move without pushing, 'advise', has" in weak
    strong = sm.charts.describe(deal(desk, {"every_step": "advise, and push"}, buyer=28, held=1))
    assert "the rest is paid for in satisfaction" in strong
    even = sm.charts.describe(deal(desk, {"every_step": "advise"}, buyer=28, held=1))
    assert "No move without pushing has a better one." in even


def test_a_buyer_who_says_no_can_be_asked_again(desk):
    played = next(each for each in desk.usual if any(talk.again for talk in each.talks))
    at = next(number for number, talk in enumerate(played.talks) if talk.again)
    ax = deal(desk, buyer=played.buyer, held=at)
    assert ax.get_title("left").endswith("You may ask again")
    assert any("again" in text.get_text() for text in deal(desk, buyer=played.buyer).texts)


def test_a_buyer_who_asks_for_nothing_is_said_to(desk):
    moves = {"every_step": "both, and push", "answers": True}
    played = next(each for each in desk.play(moves) if not each.asked and each.won)
    assert "asks for no discount" in sm.charts.describe(deal(desk, moves, buyer=played.buyer))


def test_many_deals_are_drawn_step_by_step_beside_todays(desk):
    ax, played = deals(desk, {"answers": True}), desk.play({"answers": True})
    mine, todays = bars(ax, 0.4), bars(ax, 0.3)
    assert mine[0] == todays[0] == 200
    assert mine[-1] == sum(each.won for each in played)
    assert todays[-1] == sum(each.won for each in desk.usual)
    assert ax.get_title("left") == f"{mine[-1]} of 200 buyers sign, {mine[-1] - todays[-1]} more than today"
    share = of_deals(played)["share_won"]
    assert f"Share won: {percent(share)} (today" in sm.charts.describe(ax)


def test_todays_own_deals_are_drawn_alone():
    ax = deals(sm.company("car_dealer"))
    assert bars(ax, 0.3) == []
    assert "today" not in ax.get_title("left") + sm.charts.describe(ax)


def test_where_nobody_signs_nothing_is_averaged(desk):
    never = desk.company.change(process={"negotiation": {"goes_on": 0.0}})
    ax = deals(never)
    assert ax.get_title("left") == "0 of 200 buyers sign"
    assert "Mean value of a deal won: none." in sm.charts.describe(ax)
