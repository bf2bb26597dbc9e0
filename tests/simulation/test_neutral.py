"""What nobody feels changes nothing: with its own number neutral, a mechanism leaves every move as it was."""

import pytest

from salesmark.business.marketing import EFFORTS
from salesmark.simulation.run import simulate

#: What would act if the fact beside it were not neutral in `plain`, and the accounts that it still costs.
CHANGES = {
    "rivals who are noticed by nobody": ({"rivals": {"spend": 1e6}}, set()),
    "clutter without rivals": ({"rivals": {"clutter": 1}}, set()),
    "money for efforts without strength": (
        {"plan": {"marketing": {"effort": dict.fromkeys(EFFORTS, 3_000)}}},
        {"marketing"},
    ),
    "no consent asked of people who do not mind": ({"plan": {"marketing": {"consent": 0}}}, set()),
    "a position that earns no premium": ({"plan": {"marketing": {"positioning": {"advice": 0}}}}, set()),
    "a promise that draws nobody and disappoints nobody": ({"plan": {"marketing": {"promise": 1.5}}}, set()),
    "quality that nobody notices": ({"plan": {"marketing": {"quality": 1.5}}}, {"cost_of_goods"}),
    "goals that conflict without a slip": ({"plan": {"agreement": {"shared_goals": 0}}}, set()),
    "messages that confuse nobody": ({"plan": {"agreement": {"shared_message": 0}}}, set()),
    "tools where nothing leaks": ({"plan": {"agreement": {"shared_tools": 0}}}, set()),
    "answers to doubts that do not matter": ({"plan": {"agreement": {"content_plan": 0}}}, set()),
    "feedback, reviews and culture where nobody learns": (
        {"plan": {"agreement": {"feedback": 1, "joint_review": 1, "culture": 1}}},
        set(),
    ),
    "leadership of an agreement that never fades": ({"plan": {"agreement": {"leadership": 0}}}, set()),
    "upkeep of an agreement that never fades": ({"plan": {"agreement": {"upkeep": 1}}}, {"overhead"}),
    "neglect of an agreement that never fades": ({"hand_off": {"neglect": 500}}, set()),
    "a method that makes no difference": ({"plan": {"sales": {"consultative": 1}}}, set()),
    "a product as hard as any method finds it": ({"selling": {"complexity": 1}}, set()),
    "talks from afar that save and cost nothing": ({"plan": {"sales": {"remote": 1}}}, set()),
    "pressure that moves and harms nobody": ({"plan": {"sales": {"pressure": 1}}}, set()),
    "discounts that nobody asks for": ({"plan": {"sales": {"discount_limit": 0.5}}}, set()),
    "commission that spurs nobody": ({"plan": {"sales": {"commission": 0.2}}}, {"commission"}),
    "an accelerator that hurries nobody": (
        {"plan": {"sales": {"commission": 0.2, "quota": 1, "accelerator": 3}}},
        {"commission"},
    ),
    "suggestions that nobody takes and nobody minds": ({"plan": {"sales": {"suggestions": 1}}}, set()),
    "a longer ramp where nobody is new": ({"selling": {"ramp_weeks": 500, "ramp_start": 0.01}}, set()),
    "dearer hiring where nobody is new": ({"roles": {"adviser": {"hiring": 1e6}}}, set()),
    "churn where nobody signs": ({"economics": {"churn": 0.9, "churn_slope": 5}}, set()),
    "a shock of nothing": (
        {"shocks": {"calm": {"starts": 2, "weeks": 9, "demand": 1, "rivals": 1, "channels": {"email": 1}}}},
        set(),
    ),
    "a shock after the end": (
        {"shocks": {"late": {"starts": 27, "weeks": 9, "demand": 0, "rivals": 9, "channels": {"email": 0}}}},
        set(),
    ),
    "a place that nobody goes to": (
        {
            "places": {"kiosk": {"serves": {}, "cost": 70, "fee": 0.9}},
            "plan": {"marketing": {"places": ["shops", "website", "kiosk"]}},
        },
        {"overhead"},
    ),
    "what marketers cannot run, where they can run all": ({"roles": {"marketer": {"handles": 2e9}}}, set()),
}


@pytest.fixture(scope="module")
def today(plain):
    return simulate(plain, months=6, seed=3)


@pytest.mark.parametrize("what", CHANGES)
def test_a_mechanism_set_neutral_is_gone(plain, today, same_people, what):
    change, costs = CHANGES[what]
    assert same_people(simulate(plain.change(**change), months=6, seed=3), today) == costs


def test_the_plain_company_lives(today):
    """Else the tests above would say nothing: people notice, are called, buy, buy again, lapse and are lost."""
    assert set(today.touches["channel"]) >= {"search", "email", "calls", "word of mouth"}
    assert set(today.events["cause"]) >= {"first contact", "sale", "said no", "sent back", "lapsed", "came back"}
    assert (today.deals["kind"] == "new").sum() > 50
