"""The deal desk: the engine's own talks with buyers who stay the same, whatever is decided."""

import dataclasses

import numpy as np
import pytest

import salesmark as sm
from salesmark.reports.deals import MANNERS, DealDesk, of_deals, todays
from salesmark.simulation.odds import with_odds
from salesmark.simulation.parameters import parameters
from salesmark.simulation.talks import next_turn


@pytest.fixture(scope="module")
def firm():
    return sm.company("software_company")


@pytest.fixture(scope="module")
def desk(firm):
    return DealDesk(firm)


def test_the_chance_of_a_talk_is_the_engines(firm, desk):
    calm = firm.change(plan={"sales": {"consultative": 1, "pressure": 0}})
    now = parameters(calm, calm.plan)
    segments = list(firm.segments)
    for deal in desk.play({"every_step": "advise", "answers": True, "follow_ups": 0}):
        if not deal.fits:
            continue
        for talk in deal.talks[:3]:
            step = list(firm.process).index(talk.step)
            odds = now.odds[step, segments.index(deal.segment)]
            assert talk.chance == pytest.approx(with_odds(firm.process[talk.step].goes_on, float(odds)))
        if len(deal.talks) == 4:
            haggled = np.exp(firm.selling.price_odds * (2 * deal.given - deal.asked))
            odds = now.odds[3, segments.index(deal.segment)]
            chance = with_odds(firm.process["negotiation"].goes_on, float(odds * haggled))
            assert deal.talks[3].chance == pytest.approx(chance)


def test_the_same_buyers_come_whatever_is_decided(desk):
    one, other = desk.play(), desk.play({"every_step": "offer at once", "discount": 0.2})
    for mine, his in zip(one, other, strict=True):
        assert (mine.segment, mine.fits, mine.asked) == (his.segment, his.fits, his.asked)
        assert mine.talks[0].doubt == his.talks[0].doubt
        assert his.given == pytest.approx(min(his.asked, 0.2))
    assert DealDesk(desk.company).play() == one
    assert DealDesk(desk.company, seed=6).play() != one


def test_a_better_chance_never_loses_a_talk_that_was_won(desk):
    one, other = desk.play({"follow_ups": 0}), desk.play({"follow_ups": 0, "answers": True})
    for mine, his in zip(one, other, strict=True):
        assert len(his.talks) >= len(mine.talks)
        assert his.won >= mine.won


def test_answers_leave_no_doubt_open_and_pushing_costs_satisfaction(desk):
    talks = [talk for deal in desk.play({"answers": True}) for talk in deal.talks]
    assert all(talk.answered == talk.doubt for talk in talks)
    assert any(talk.doubt and not talk.answered for deal in desk.usual for talk in deal.talks)
    calm, pushed = (of_deals(desk.play({"every_step": way})) for way in ("advise", "advise, and push"))
    assert pushed["won"] > calm["won"]
    assert pushed["satisfaction"] < calm["satisfaction"] - 0.2


def test_the_best_calm_move_is_better_than_every_calm_move(desk):
    for way, (_, push) in MANNERS.items():
        talks = [talk for deal in desk.play({"every_step": way}) for talk in deal.talks]
        if not push:
            assert all(talk.chance <= talk.best + 1e-12 for talk in talks)
            assert not [talk for talk in talks if talk.better == way and not talk.doubt and talk.chance != talk.best]
    pushed = [talk for deal in desk.play({"every_step": "advise, and push", "answers": True}) for talk in deal.talks]
    assert all(talk.chance > talk.best for talk in pushed)


def test_who_says_no_is_asked_again_as_often_as_decided_and_not_if_the_offer_does_not_fit(desk):
    for tries in (0, 2):
        for deal in desk.play({"follow_ups": tries}):
            assert deal.talks[-1].again <= tries
            if not deal.fits and not deal.talks[0].agrees:
                assert len(deal.talks) == 1
    assert max(deal.talks[-1].again for deal in desk.play({"follow_ups": 2})) == 2


def test_the_next_talk_follows_from_the_answer():
    assert next_turn(0, 4, 0, agrees=True, fits=False) == 1
    assert next_turn(3, 4, 2, agrees=True, fits=True) == -1
    assert next_turn(5, 4, 2, agrees=False, fits=True) == 9
    assert next_turn(9, 4, 2, agrees=False, fits=True) == -1
    assert next_turn(0, 4, 2, agrees=False, fits=False) == -1


def test_the_best_discount_is_some_part_of_what_is_asked_for(desk):
    haggler = next(deal for deal in desk.usual if deal.asked > 0.2)
    best = desk.best_discount(haggler.buyer, {"answers": True})
    assert best in [pytest.approx(haggler.asked * part / 4) for part in range(5)]
    thin = desk.company.change(economics={"unit_cost": 9_900.0})
    assert DealDesk(thin).best_discount(haggler.buyer) == 0


def test_many_deals_come_to_a_row_each(firm):
    table = sm.play_deals({"today": firm, "never again": (firm, {"follow_ups": 0})}, buyers=60)
    deals = DealDesk(firm, buyers=60).play()
    won = [deal for deal in deals if deal.won]
    today = table.loc["today"]
    assert today["won"] == len(won)
    assert today["share_won"] == pytest.approx(len(won) / 60)
    assert today["value"] == pytest.approx(np.mean([deal.value for deal in won]), abs=0.5)
    assert today["hours"] == pytest.approx(sum(deal.hours for deal in deals) / len(won))
    assert table["won"]["never again"] <= today["won"]


def test_deals_of_which_none_is_won_have_no_value(firm):
    (lost,) = [dataclasses.replace(deal, talks=deal.talks[:1]) for deal in DealDesk(firm).usual if not deal.won][:1]
    sums = of_deals([lost])
    assert (sums["won"], sums["profit"]) == (int(lost.won), 0) or lost.won
    assert np.isnan(of_deals([deal for deal in DealDesk(firm).usual if not deal.won])["value"])


def test_todays_moves_are_those_of_the_plan(firm):
    assert todays(firm) == {
        **dict.fromkeys(firm.process, "as today"),
        "answers": False,
        "discount": 0.1,
        "follow_ups": 1,
    }


@pytest.mark.parametrize(
    ("moves", "says"),
    [
        ({"discovery": "adivse"}, "Did you mean 'advise'"),
        ({"discovry": "advise"}, "Unknown move 'discovry'"),
        ({"answers": "yes"}, "answers must be True or False"),
        ({"discount": 12}, "discount"),
        ({"follow_ups": 9}, "follow_ups"),
    ],
)
def test_a_move_that_nobody_can_make_is_refused(desk, moves, says):
    with pytest.raises(sm.BadInput, match=says):
        desk.play(moves)
