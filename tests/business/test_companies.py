"""Does each company look like its trade? Ranges with their reasons; none is a validation."""

import functools
import re

import numpy as np
import pytest

from salesmark.analysis import metrics
from salesmark.business.company import companies, company
from salesmark.business.journey import Stage
from salesmark.simulation.run import simulate

_YEARS = 2
_BUYERS = [Stage.CUSTOMER.number, Stage.RETAINED.number, Stage.ADVOCATE.number]

#: Holds for every company: under today's plan it neither booms nor collapses, the first years show the plan and not
#: the run-in, and sellers are busy but not run off their feet (above 90 % queues explode).
EVERYWHERE = {
    "growth": (-0.10, 0.15),
    "drift_of_stages": (0.0, 0.25),
    "drift_of_customers": (-0.1, 0.1),
    "utilisation": (0.4, 0.9),
}

#: Company -> figure -> lowest and highest value. Shares of revenue: The CMO Survey (about 2025, self-reported, firms of
#: a whole country) gives marketing 15.5 % of revenue in B2C products and 6.0 % in B2C services.
RANGES = {
    "car_dealer": {
        "qualified_leads": (0.4, 0.7),  # people look at cars long before they buy one
        "first_contacts": (0.3, 0.6),  # a third are told that nothing here fits, a third ask elsewhere meanwhile
        "win_rate": (0.2, 0.4),  # dealers speak of 20 to 30 % of those who come in (blogs of the trade, low trust)
        "cycle_days": (12, 35),  # a test drive, an offer, a talk with the bank: weeks
        "hours_waited": (2, 24),
        "acquisition_cost": (1000, 2700),  # below the margin on one car, as many never buy a second
        "payback_months": (12, 36),  # rare purchases: a customer brings little margin a year
        "staff_share": (0.015, 0.065),  # dealers' whole payroll was 6.5 % of sales in 2016 (NADA Data, medium trust)
        "marketing_share": (0.01, 0.025),  # advertising alone was 1.06 % of sales in 2012 (NADA Data, medium trust)
        "gross_margin": (0.10, 0.13),  # 11.4 % in 2016 (NADA Data, medium trust)
        "profit_share": (0.0, 0.05),  # around 2.6 % before tax, 2011 to 2015 (NADA Data, medium trust)
        "orders_a_year": (0.08, 0.2),  # the next car after five years and more
        "peak": (1.03, 1.3),  # spring
        "trough": (0.8, 0.98),  # winter
    },
    "cleaning_service": {
        "qualified_leads": (0.4, 0.7),
        "first_contacts": (0.25, 0.5),  # one person answers beside all else: many have asked the next firm by then
        "win_rate": (0.35, 0.6),  # who lets the firm come round means it
        "cycle_days": (5, 16),  # a call, a visit, a trial
        "hours_waited": (8, 48),
        "acquisition_cost": (150, 800),  # guides of the trade say 100 to 300 (low trust), without the founders' hours
        "payback_months": (3, 14),  # regular orders pay it back within the year
        "staff_share": (0.06, 0.14),  # the office only: cleaners' wages are cost of goods
        "marketing_share": (0.03, 0.08),  # near B2C services
        "gross_margin": (0.38, 0.5),  # cleaners' wages are half of all costs or more (low trust)
        "profit_share": (0.05, 0.2),  # guides of the trade say 10 to 20 % (low trust); out of it the founders live
        "orders_a_year": (12, 28),  # between monthly and fortnightly
        "peak": (1.03, 1.25),  # spring cleaning
        "trough": (0.8, 0.95),  # summer holidays
    },
    "clothing_store": {
        "qualified_leads": (0.35, 0.65),
        "first_contacts": (0.5, 0.8),  # they stand in the shop; few walk out before somebody greets them
        "win_rate": (
            0.4,
            0.65,
        ),  # of those who talk to the staff: above the 20 to 40 % of all who walk in (our judgement)
        "cycle_days": (0.5, 4),  # the same day, or after a night's sleep
        "hours_waited": (0.5, 6),
        "acquisition_cost": (80, 300),  # two to six baskets' margin: it needs those who come again
        "payback_months": (6, 20),
        "staff_share": (0.10, 0.2),  # advice on foot all day: above electronics
        "marketing_share": (0.06, 0.155),  # below B2C products: one shop, no television
        "gross_margin": (0.45, 0.53),  # women's and men's clothing stores 2008, US Census Bureau (medium trust)
        "profit_share": (0.0, 0.08),
        "orders_a_year": (2, 5),  # with each season
        "peak": (1.35, 1.75),  # December: 1.56 in the US Census Bureau's factors (high trust)
        "trough": (0.7, 0.9),  # January: .75
    },
    "consulting_firm": {
        "qualified_leads": (0.4, 0.7),  # many ask around long before there is a budget
        "first_contacts": (0.3, 0.6),  # partners ring back a day or two later, and some want what the firm is not
        "win_rate": (0.2, 0.45),  # near one in three who were visited; about every other proposal (our judgement)
        "cycle_days": (60, 120),  # diagnosis, proposal, a meeting of the board
        "hours_waited": (24, 96),  # who sells on one day of the week rings back on that day
        "acquisition_cost": (3000, 10000),  # below the margin on one project, as many buy only one
        "payback_months": (6, 24),  # a project every other year
        "staff_share": (0.03, 0.09),  # sellers' part of the week only: days at the client are cost of goods
        "marketing_share": (0.01, 0.04),  # below B2C services: referrals do the work
        "gross_margin": (0.33, 0.45),  # a third and more of the fee pays for offices, partners and idle days
        "profit_share": (0.05, 0.2),  # before what partners take out
        "orders_a_year": (0.3, 0.8),  # every other year
        "peak": (1.03, 1.3),  # new budgets, and plans for the next year
        "trough": (0.65, 0.92),  # summer holidays
    },
    "electronics_retailer": {
        "qualified_leads": (0.35, 0.6),  # about half of the leads cool down first; who is sent back may come again
        "first_contacts": (0.3, 0.7),
        "win_rate": (0.35, 0.6),  # people who are advised in a shop buy more often than firms buy from firms
        "cycle_days": (3, 12),  # two rests of 2 and 4 days on average and some waiting for an adviser
        "hours_waited": (3, 24),
        "acquisition_cost": (250, 700),  # 30 % of some 500 euros is 150 a basket: two to four baskets' margin
        "payback_months": (10, 30),
        "staff_share": (0.08, 0.15),  # above a supermarket's share, below a service firm's (our judgement)
        "marketing_share": (0.07, 0.12),  # about the mean of all firms, 9.4 % (The CMO Survey)
        "gross_margin": (0.29, 0.31),
        "profit_share": (0.0, 0.08),
        "orders_a_year": (0.5, 1.3),
        "peak": (1.2, 1.7),  # the holidays
        "trough": (0.7, 0.9),  # February
    },
    "local_restaurant": {
        "qualified_leads": (0.5, 0.8),  # from hungry to booked is a short way
        "first_contacts": (0.45, 0.75),  # the evening they wanted is full, or nobody answers the telephone
        "win_rate": (0.75, 0.95),  # who has a table comes, but for those who do not turn up
        "cycle_days": (0.5, 4),  # booked for the weekend
        "hours_waited": (1, 8),
        "acquisition_cost": (60, 200),  # one to four bills' margin
        "payback_months": (3, 12),
        "staff_share": (0.14, 0.25),  # service only; with the kitchen near a third
        "marketing_share": (0.03, 0.08),  # near B2C services
        "gross_margin": (0.64, 0.70),  # food and drink are about a third of the bill
        "profit_share": (0.0, 0.08),  # thin: 26 % of new ones close or change hands in a year (Parsa et al. 2005)
        "orders_a_year": (3, 8),
        "peak": (1.05, 1.25),  # December
        "trough": (0.88, 0.99),  # after the holidays
    },
    "software_company": {
        "qualified_leads": (0.3, 0.55),  # more than half of those who read or watch something put it off
        "first_contacts": (0.25, 0.5),  # a day passes before the call, and a third are found not to fit
        "win_rate": (0.12, 0.3),  # about one demonstration in three leads to a contract
        "cycle_days": (60, 85),  # an appointment, a demonstration, several signatures: two months and more
        "hours_waited": (20, 36),  # the service level is a day
        "acquisition_cost": (8000, 18000),  # one to two first years of the mean contract
        "payback_months": (15, 36),  # such firms report one to three years (surveys of the trade, low trust)
        "staff_share": (0.12, 0.25),  # marketers and sellers; the developers are overhead
        "marketing_share": (0.07, 0.16),  # around the mean of all firms, 9.4 % (The CMO Survey)
        "gross_margin": (0.72, 0.82),  # servers and support cost about a fifth
        "profit_share": (0.0, 0.1),
        "orders_a_year": (0.8, 1.0),  # one renewal a year from all but the new and those who leave
        "peak": (1.0, 1.2),  # sellers push as their quarter ends
        "trough": (0.85, 1.0),  # the middle of the quarter, when nobody hurries
    },
}

#: Months (1 for January) in which the trade sells most, and least.
SEASONS = {
    "car_dealer": ((3, 4, 5), (1, 2, 12)),
    "cleaning_service": ((3, 4), (7, 8)),
    "clothing_store": ((12,), (1,)),
    "consulting_firm": ((2, 3, 10), (7, 8)),
    "electronics_retailer": ((12,), (2,)),
    "local_restaurant": ((12,), (1, 2)),
    "software_company": ((3, 6, 9, 12), (2, 5, 8, 11)),
}


@functools.cache
def runs_of(name):
    return [simulate(company(name), months=12 * _YEARS, seed=seed) for seed in range(3)]


def moves(runs, out_of, into=None):
    rows = [run.events[run.events["from"] == out_of] for run in runs]
    return sum(len(row) if into is None else int((row["to"] == into).sum()) for row in rows)


@functools.cache
def figures(name):
    """Return what an owner would ask about the firm, as means of a year."""
    runs, firm = runs_of(name), company(name)
    money = sum(run.monthly.drop(columns="month").sum() for run in runs) / (_YEARS * len(runs))
    weekly = [run.weekly for run in runs]
    hours = {column: sum(week[column].sum() for week in weekly) for column in ("hours_worked", "hours_available")}
    waited = sum((week["mean_wait_hours"].fillna(0) * week["first_contacts"]).sum() for week in weekly)
    wages = 52 * sum(
        firm.roles[role].wage * number
        for desk in (firm.plan.marketing, firm.plan.sales)
        for role, number in desk.people.items()
    )
    buyers = np.mean([run.stages[:, _BUYERS].sum(axis=1).mean() for run in runs])
    acquisition = (money["marketing"] + money["sales"]) / money["new_customers"]
    margin = money["revenue"] - money["cost_of_goods"]
    years = np.array([run.monthly["revenue"].to_numpy().reshape(_YEARS, 12).sum(axis=1) for run in runs]).mean(axis=0)
    start, later = (np.mean([run.stages[week] for run in runs], axis=0) for week in (0, 52))
    big = start > 0.02 * runs[0].population
    sold = np.mean(
        [run.monthly[["won", "orders"]].to_numpy().reshape(_YEARS, 12, 2).mean(axis=0) for run in runs], axis=0
    )
    per_week = sold.sum(axis=1) / np.array([4, 4, 5] * 4)
    busy, quiet = (per_week[np.array(months) - 1].mean() / per_week.mean() for months in SEASONS[name])
    return {
        "qualified_leads": moves(runs, "interested", "considering") / moves(runs, "interested"),
        "first_contacts": moves(runs, "considering", "intending") / moves(runs, "considering"),
        "win_rate": moves(runs, "intending", "customer") / moves(runs, "intending"),
        "cycle_days": np.mean([metrics.cycle_days(run).median for run in runs]),
        "hours_waited": waited / sum(week["first_contacts"].sum() for week in weekly),
        "acquisition_cost": acquisition,
        "payback_months": 12 * acquisition * buyers / margin,
        "staff_share": wages / money["revenue"],
        "marketing_share": money["marketing"] / money["revenue"],
        "gross_margin": margin / money["revenue"],
        "profit_share": money["profit"] / money["revenue"],
        "utilisation": hours["hours_worked"] / hours["hours_available"],
        "growth": (years[1:] / years[:-1] - 1).mean(),
        "drift_of_stages": np.abs(later / np.maximum(start, 1) - 1)[big].max(),
        "drift_of_customers": later[_BUYERS].sum() / start[_BUYERS].sum() - 1,
        "orders_a_year": money["orders"] / buyers,
        "peak": busy,
        "trough": quiet,
    }


@pytest.mark.parametrize(
    ("name", "figure"), [(name, figure) for name in companies() for figure in EVERYWHERE | RANGES.get(name, {})]
)
def test_a_company_looks_like_its_trade(name, figure):
    low, high = (EVERYWHERE | RANGES[name])[figure]
    assert low < figures(name)[figure] < high


@pytest.mark.parametrize("name", companies())
def test_every_figure_of_a_company_has_a_range(name):
    assert set(EVERYWHERE | RANGES[name]) == set(figures(name))


def test_the_software_company_loses_between_a_tenth_and_a_fifth_of_its_contracts_a_year():
    """Such firms report some 13 % (surveys of the trade, low trust), more where they sell to small firms."""
    lost, kept = sum(np.array([note.ended for note in run.notes]).sum(axis=0) for run in runs_of("software_company"))
    assert 0.10 < lost / (lost + kept) < 0.18


@pytest.mark.parametrize("name", companies())
def test_deals_with_a_good_fit_are_won_more_often(name):
    deals = [run.deals[(run.deals["kind"] == "new") & (run.deals["status"] != "open")] for run in runs_of(name)]
    fits = [run.customers["fit"].to_numpy()[deal["customer"]] for run, deal in zip(runs_of(name), deals, strict=True)]
    won = np.concatenate([deal["status"] == "won" for deal in deals])
    good = np.concatenate(fits) == "good"
    assert won[good].mean() > 1.1 * won[~good].mean()


def test_no_two_companies_share_a_name_on_the_door_or_at_the_desks():
    firms = [company(name) for name in companies()]
    assert len({firm.title for firm in firms}) == len(firms)
    people = [person for firm in firms for person in firm.desks.values()]
    people += [segment.persona.partition(",")[0] for firm in firms for segment in firm.segments.values()]
    assert len(set(people)) == len(people) == 5 * len(firms)


@pytest.mark.parametrize("name", companies())
def test_a_company_has_two_thousand_to_twenty_thousand_people_and_three_segments(name):
    firm = company(name)
    assert 2_000 <= firm.market.population <= 20_000
    assert len(firm.segments) == 3
    assert firm.before == firm.plan
    assert firm.plan.marketing.price == firm.economics.reference_price


@pytest.mark.parametrize("name", companies())
def test_every_number_says_what_it_rests_on(name):
    sources = [source for _, source in company(name).sources.values()]
    assert len(sources) > 100
    known = re.compile(r"(assumption|decision|by definition)\b|.*\b(19|20)\d\d\b")
    assert [source for source in sources if not known.match(source)] == []
