"""What a company is made of, and what changing one can and cannot do."""

import copy
import dataclasses
import pickle
import tomllib
from importlib import resources

import numpy as np
import pytest

from salesmark._checks import BadInput, sums_to_one
from salesmark.business import company as room
from salesmark.business.company import companies, company
from salesmark.business.journey import STAGE_NAMES, STAGES, Desk, Stage
from salesmark.business.sealed import Sealed


@pytest.fixture(scope="module")
def shop():
    return company("electronics_retailer")


def test_the_hand_off_lies_between_considering_and_intending():
    desks = [stage.desk for stage in STAGES]
    assert desks[:4] == [Desk.MARKETING] * 4
    assert desks[4] is Desk.SALES
    assert desks[5:8] == [Desk.BOTH] * 3
    assert [stage.number for stage in STAGES] == list(range(10))
    assert Stage("lost").desk is Desk.MARKETING


def test_a_change_names_only_what_changes_and_leaves_the_original_alone(shop):
    before = copy.deepcopy(shop)
    bold = shop.change(
        plan={"marketing": {"budget": {"search": 2000}}, "sales": {"people": {"adviser": 5}}}, market={"cooling": 0.1}
    )
    assert dict(bold.plan.marketing.budget) == {"search": 2000, "social": 500, "leaflets": 500, "email": 150}
    assert bold.plan.sales.people["adviser"] == 5
    assert bold.market.cooling == 0.1
    assert bold.plan.agreement == shop.plan.agreement
    assert shop == before
    assert shop.change() == shop


def test_a_whole_plan_can_take_the_place_of_todays(shop):
    other = shop.change(plan={"marketing": {"price": 480}}).plan
    assert shop.change(plan=other).plan is other
    assert shop.change(plan={"sales": other.sales, "marketing": {"promise": 2}}).plan.marketing.price == 520


def test_a_segment_or_a_channel_can_be_added(shop):
    students = {**dataclasses.asdict(shop.segments["families"]), "share": 0.2}
    both = shop.change(
        segments={"families": {"share": 0.3}, "students": students},
        channels={"radio": dataclasses.replace(shop.channels["social"], audience={"students": 2})},
        plan={"marketing": {"budget": {"radio": 40}}},
    )
    assert list(both.segments) == ["families", "enthusiasts", "seniors", "students"]
    assert both.channels["radio"].audience == {"students": 2}
    assert both.plan.marketing.budget["radio"] == 40


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pln": {}}, "Unknown field of company 'pln'. Did you mean 'plan'?"),
        ({"plan": {"marketing": {"budgets": {}}}}, "Unknown field of plan.marketing 'budgets'. Did you mean 'budget'?"),
        ({"plan": {"marketing": {"budget": {"serch": 5}}}}, "Unknown channel 'serch'. Did you mean 'search'?"),
        ({"plan": {"sales": {"people": {"advisor": 5}}}}, "Unknown role 'advisor'. Did you mean 'adviser'?"),
        ({"plan": 3}, "plan must be a dictionary of its fields, got 3."),
        ({"plan": {"marketing": {"budget": 700}}}, "plan.marketing.budget must be a dictionary of names and values"),
        ({"plan": {"marketing": {"budget": {"search": -5}}}}, "budget.search must be 0 or more (in euros a week)"),
        ({"plan": {"marketing": {"budget": {"search": "a lot"}}}}, "budget.search must be a number, 0 or more"),
        ({"plan": {"marketing": {"price": 0}}}, "price must be above 0 (in euros), got 0"),
        ({"plan": {"marketing": {"people": {"marketer": -1}}}}, "people.marketer must be a whole number, 0 or more"),
        ({"plan": {"sales": {"people": {"adviser": 2.5}}}}, "people.adviser must be a whole number, 0 or more"),
        (
            {"plan": {"sales": {"commission": 5}}},
            "commission must be a fraction from 0 to 1, got 5. Did you mean 0.05?",
        ),
        ({"plan": {"agreement": {"lead_threshold": 40}}}, "Did you mean 0.4?"),
        ({"plan": {"agreement": {"first_contact_hours": -1}}}, "first_contact_hours must be 0 or more (in hours)"),
        ({"title": 3}, "title must be a text, got 3"),
        ({"market": {"season": 1}}, "market.season must be a list, got 1"),
        ({"market": {"season": [1, 1]}}, "season must have 12 numbers, one a month, got 2"),
        ({"market": {"season": [0] * 12}}, "season must be above 0 in one month or more"),
        ({"market": {"season": [1] * 11 + [-1]}}, "season of month 12 must be 0 or more"),
        ({"market": {"start": dict.fromkeys(STAGE_NAMES, 0.15)}}, "start must sum to 1, got 1.5"),
        ({"market": {"start": {"awear": 0.9}}}, "Unknown stage 'awear'. Did you mean 'aware'?"),
        ({"market": {"voice": {"fan": 1}}}, "Unknown stage 'fan'"),
        ({"market": {"need": {"aware": -1}}}, "need.aware must be 0 or more"),
        ({"market": {"word_of_mouth": {"aware": 2}}}, "word_of_mouth.aware must be a fraction"),
        ({"market": {"population": 0}}, "population must be a whole number, 1 or more"),
        ({"market": {"patience": 0}}, "patience must be above 0 (in days)"),
        ({"segments": {"families": {"share": 0.6}}}, "the segments' shares must sum to 1, got 1.1"),
        ({"segments": {"students": {"share": 0.0}}}, "segments.students must say persona, good_fit"),
        ({"channels": {"search": {"carry_over": 1}}}, "carry_over must be below 1, got 1: nothing would ever fade"),
        ({"channels": {"search": {"contacts": {"awear": 1}}}}, "Unknown stage 'awear'"),
        ({"channels": {"search": {"persuasion": {"aware": 2}}}}, "persuasion.aware must be a fraction"),
        ({"channels": {"search": {"audience": {"aliens": 1}}}}, "Unknown segment 'aliens'"),
        ({"channels": {"search": {"audience": {"families": -1}}}}, "audience.families must be 0 or more"),
        ({"process": {"greet": {"hours": 0}}}, "hours must be above 0"),
        ({"roles": {"adviser": {"hours": -1}}}, "hours must be 0 or more (in hours a week), got -1"),
        ({"roles": {"adviser": {"skill": {"great": 2}}}}, "Unknown step of the sale 'great'. Did you mean 'greet'?"),
        ({"roles": {"adviser": {"skill": {"greet": 0}}}}, "skill.greet must be above 0, got 0"),
        ({"plan": {"marketing": {"places": ["shop"]}}}, "Unknown place 'shop'. Did you mean 'shops'? Choose one of: "),
        ({"plan": {"marketing": {"places": "shops"}}}, "plan.marketing.places must be a list, got 'shops'"),
        ({"plan": {"marketing": {"places": []}}}, "places must name one place or more, got none: nobody could buy"),
        ({"places": {"shops": {"serves": {"aliens": 1}}}}, "Unknown segment 'aliens'"),
        ({"places": {"shops": {"serves": {"families": 90}}}}, "serves.families must be a fraction"),
        ({"places": {"shops": {"fee": -0.1}}}, "fee must be a fraction from 0 to 1, got -0.1"),
        (
            {"plan": {"marketing": {"positioning": {"advise": 0.1}}}},
            "Unknown aim of positioning 'advise'. Did you mean 'advice'?",
        ),
        (
            {"plan": {"marketing": {"positioning": {"advice": 0.8, "price": 0.4}}}},
            "positioning must sum to 1 or less, got 1.2: attention for one difference is lost to the others. Lower",
        ),
        ({"plan": {"marketing": {"positioning": {"price": -1}}}}, "positioning.price must be a fraction"),
        ({"rivals": {"known_for": {"adivce": 0.5}}}, "Unknown aim of the rivals 'adivce'. Did you mean 'advice'?"),
        ({"plan": {"marketing": {"effort": {"reserch": 5}}}}, "Unknown effort 'reserch'. Did you mean 'research'?"),
        ({"plan": {"marketing": {"effort": {"research": -5}}}}, "effort.research must be 0 or more (in euros a week)"),
        (
            {"efforts": {"magic": {"carry_over": 0, "half_saturation": 1, "strength": 1}}},
            "Unknown effort 'magic'. Choose one of: research, content, testing, community.",
        ),
        ({"efforts": {"content": {"carry_over": 1}}}, "carry_over must be below 1, got 1: nothing would ever fade"),
        (
            {"plan": {"sales": {"accelerator": 2, "quota": 0}}},
            "accelerator 2 pays for what lies beyond the quota, and there is none. Set quota, in euros a quarter, or",
        ),
        ({"plan": {"sales": {"accelerator": 0.5}}}, "accelerator must be 1 or more, got 0.5. Set 1 for none."),
        (
            {"plan": {"sales": {"discount_limit": 1}}},
            "discount_limit must be below 1, got 1: that gives the goods away. Try 0.1.",
        ),
        ({"plan": {"sales": {"discount_limit": 10}}}, "Did you mean 0.1?"),
        ({"plan": {"sales": {"follow_ups": 1.5}}}, "follow_ups must be a whole number from 0 to 9"),
        ({"plan": {"sales": {"calls": {"cold": 1}}}}, "Unknown kind of call 'cold'. There is none here; leave it out."),
        ({"economics": {"contract_weeks": 0.5}}, "contract_weeks must be 0 or 1 and more, got 0.5. Set 0 for no"),
        ({"economics": {"churn": 15}}, "churn must be a fraction from 0 to 1, got 15. Did you mean 0.15?"),
        ({"segments": {"families": {"values": {"price": 0.9}}}}, "values must sum to 1, got 1.5. Mend one of: advice"),
        ({"shocks": {"strike": {"starts": 3}}}, "shocks.strike must say weeks, demand, rivals, channels, and does not"),
        ({"before": {"marketing": {"budget": {"serch": 5}}}}, "Unknown channel 'serch'. Did you mean 'search'?"),
    ],
)
def test_a_change_that_breaks_a_rule_says_what_the_rule_and_the_remedy_are(shop, changes, words):
    with pytest.raises(BadInput) as caught:
        shop.change(**changes)
    assert words in str(caught.value)
    assert str(caught.value).rstrip().endswith((".", "?"))


@pytest.mark.parametrize(
    ("shock", "words"),
    [
        ({"channels": {"serch": 0.5}}, "Unknown channel of a shock 'serch'. Did you mean 'search'?"),
        ({"channels": {"search": -0.5}}, "channels.search must be 0 or more, got -0.5"),
        ({"starts": 0}, "starts must be a whole number, 1 or more (in weeks from the first), got 0"),
        ({"weeks": 2.5}, "weeks must be a whole number, 1 or more (in weeks), got 2.5"),
        ({"demand": -1}, "demand must be 0 or more, got -1"),
    ],
)
def test_a_shock_names_what_there_is_and_lasts_whole_weeks(shop, shock, words):
    quiet = {"starts": 3, "weeks": 4.0, "demand": 1, "rivals": 1, "channels": {"search": 0}}
    assert shop.change(shocks={"strike": quiet}).shocks["strike"].weeks == 4
    with pytest.raises(BadInput) as caught:
        shop.change(shocks={"strike": quiet | shock})
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("calls", "words"),
    [
        ({"warm_call": 0.1}, "Unknown kind of call 'warm_call'. Did you mean 'warm_calls'? Choose one of: "),
        ({"warm_calls": 50}, "calls.warm_calls must be a fraction from 0 to 1, got 50. Did you mean 0.5?"),
        (
            {"warm_calls": 0.7, "cold_calls": 0.5},
            "calls must sum to 1 or less, got 1.2: an hour can be spent once. Lower one of: warm_calls, cold_calls.",
        ),
    ],
)
def test_sellers_spend_each_spare_hour_once_and_on_calls_that_the_firm_knows(calls, words):
    dealer = company("car_dealer")
    both = dealer.change(calls={"cold_calls": dealer.calls["warm_calls"]})
    with pytest.raises(BadInput) as caught:
        both.change(plan={"sales": {"calls": calls}})
    assert words in str(caught.value)


def test_people_are_reached_by_channels_first_and_then_by_sellers_calls():
    dealer = company("car_dealer")
    assert list(dealer.touchpoints) == [*dealer.channels, *dealer.calls]
    assert dealer.touchpoints["warm_calls"] is dealer.calls["warm_calls"]


def test_a_company_describes_all_four_efforts(shop):
    some = {name: effort for name, effort in shop.efforts.items() if name not in ("content", "testing")}
    with pytest.raises(BadInput) as caught:
        dataclasses.replace(shop, efforts=some)
    assert str(caught.value) == (
        "efforts must describe research, content, testing, community, got no content, testing. Add the rest."
    )


def test_what_was_done_before_stays_when_the_plan_changes(shop):
    later = shop.change(plan={"marketing": {"budget": {"search": 2000}}, "sales": {"people": {"adviser": 5}}})
    assert later.before is shop.before
    assert later.before == shop.plan != later.plan
    other = later.change(before={"marketing": {"budget": {"search": 0}}})
    assert other.before.marketing.budget["search"] == 0
    assert other.plan is later.plan


def test_a_sale_has_a_first_contact_and_a_close(shop):
    with pytest.raises(BadInput, match="process must have two steps or more, got 1"):
        dataclasses.replace(shop, process={"greet": shop.process["greet"]})


def test_an_unknown_company_is_answered_with_the_names_of_those_that_stand():
    with pytest.raises(BadInput, match=r"Unknown company 'electronic_retailer'\. Did you mean 'electronics_retailer'"):
        company("electronic_retailer")
    assert companies() == sorted(companies())


@pytest.mark.parametrize(
    "edit",
    [
        lambda shop: shop.plan.marketing.budget.__setitem__("search", 0),
        lambda shop: shop.plan.marketing.budget.update(search=0),
        lambda shop: shop.plan.sales.people.clear(),
        lambda shop: shop.plan.sales.people.pop("adviser"),
        lambda shop: shop.channels.popitem(),
        lambda shop: shop.market.start.setdefault("aware", 1),
        lambda shop: shop.channels["email"].contacts.__delitem__("lost"),
        lambda shop: shop.sources.__ior__({"a": 1}),
        lambda shop: shop.before.marketing.effort.update(research=0),
        lambda shop: shop.rivals.known_for.clear(),
        lambda shop: shop.roles["adviser"].skill.setdefault("greet", 9),
    ],
)
def test_nothing_in_a_company_can_be_set_in_place(shop, edit):
    before = dataclasses.asdict(shop)
    with pytest.raises(BadInput, match=r"A company is fixed once made.*company.change\(plan=\{\.\.\.\}\)"):
        edit(shop)
    assert dataclasses.asdict(shop) == before
    with pytest.raises(dataclasses.FrozenInstanceError):
        shop.plan.marketing.price = 3


def test_a_company_survives_copying_and_pickling_sealed(shop):
    for twin in (pickle.loads(pickle.dumps(shop)), copy.deepcopy(shop), copy.copy(shop)):  # noqa: S301 - our own bytes
        assert twin == shop
        assert isinstance(twin.plan.marketing.budget, Sealed)
        assert twin.change(plan={"marketing": {"budget": {"search": 1}}}).plan.marketing.budget["search"] == 1


def test_the_dictionary_that_came_in_does_not_lead_into_the_company(shop):
    budget = {"search": 10.0}
    changed = dataclasses.replace(shop.plan.marketing, budget=budget)
    budget["search"] = 99.0
    assert changed.budget["search"] == 10


def test_a_whole_number_that_arrives_as_a_decimal_becomes_whole(shop):
    rounded = shop.change(market={"population": 500.0}, plan={"sales": {"people": {"adviser": np.float64(2)}}})
    assert isinstance(rounded.plan.sales.people["adviser"], int)
    assert isinstance(rounded.market.population, int)


@pytest.mark.parametrize("name", companies())
def test_every_number_of_a_company_says_its_unit_and_its_source(name):
    made = company(name)
    text = (resources.files("salesmark.business") / "companies" / f"{name}.toml").read_text(encoding="utf-8")
    leaves = []

    def walk(table, at):
        for key, value in table.items():
            if isinstance(value, dict):
                walk(value, [*at, key])
            elif not isinstance(value, str):
                leaves.append(".".join([*at, key]))

    walk(tomllib.loads(text), [])
    assert set(made.sources) == set(leaves)
    assert len(leaves) > 100
    for path, (unit, source) in made.sources.items():
        assert unit.strip(), path
        assert source.strip(), path
        value = made
        for part in path.split("."):
            value = value[part] if isinstance(value, dict) else getattr(value, part)
        assert isinstance(value, int | float | tuple), path


@pytest.mark.parametrize("bare", [0.5, [0.5], [0.5, "share"], [0.5, "share", ""], ["half", "share", "guess"], [], True])
def test_a_number_without_unit_and_source_is_refused(bare):
    with pytest.raises(BadInput, match=r"market.cooling must be \[number, unit, source\], got .* Add unit and source"):
        room._plain({"market": {"cooling": bare}}, "", {})


def test_stages_of_a_start_are_the_stages_of_the_journey(shop):
    assert set(shop.market.start) == set(STAGE_NAMES)
    sums_to_one("start", shop.market.start)


def test_in_another_town_there_is_as_much_money_a_person_and_the_same_team(shop):
    town = shop.in_town(5_000)
    assert town.market.population == 5_000
    assert dict(town.plan.marketing.budget) == {"search": 175, "social": 125, "leaflets": 125, "email": 37.5}
    assert town.before.marketing.budget == town.plan.marketing.budget
    assert town.channels["search"].half_saturation == shop.channels["search"].half_saturation / 4
    assert town.rivals.spend == shop.rivals.spend / 4
    assert (town.plan.sales, town.roles, town.economics) == (shop.plan.sales, shop.roles, shop.economics)
    assert shop.in_town(20_000) == shop
    with pytest.raises(BadInput, match="people"):
        shop.in_town(0)


def test_a_team_is_these_people_and_nobody_else():
    firm = company("cleaning_service")
    alone = firm.with_team(all_rounder=1)
    assert (sum(alone.plan.marketing.people.values()), sum(alone.plan.sales.people.values())) == (0, 1)
    assert alone.before.sales.people == alone.plan.sales.people
    fresh = firm.with_team(promoter=2, estimator=3, known=False)
    assert fresh.before == firm.before
    assert (fresh.plan.marketing.people["promoter"], fresh.plan.sales.people["estimator"]) == (2, 3)
    with pytest.raises(BadInput, match="Unknown role 'estimater'"):
        firm.with_team(estimater=1)
