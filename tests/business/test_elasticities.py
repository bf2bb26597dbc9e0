"""Do companies answer to spending, selling and price as firms in published studies do? Arcs over 10 % up and down."""

import functools

import numpy as np
import pytest

from salesmark.business.company import companies, company
from salesmark.simulation.run import simulate

#: Pairs of runs, and pairs where contracts are few and journeys long; both of a pair meet the same people and luck.
RUNS, RUNS_OF_CONTRACTS = 12, 40


def spending(firm, factor):
    """Every channel's budget times a factor, from the first week."""
    budget = {name: euros * factor for name, euros in firm.plan.marketing.budget.items()}
    return firm.change(plan={"marketing": {"budget": budget}})


def selling(firm, factor):
    """Every seller's hours times a factor, from the first week."""
    return firm.change(roles={name: {"hours": role.hours * factor} for name, role in firm.roles.items()})


def asking(firm, factor):
    """The price times a factor, from the first week."""
    return firm.change(plan={"marketing": {"price": firm.plan.marketing.price * factor}})


def sold(firm, run, first_week, last_week):
    """Units sold in these weeks: purchases, or new contracts where customers sign them."""
    won = run.deals[run.deals["status"] == "won"]
    if firm.economics.contract_weeks:
        won = won[won["kind"] == "new"]
    return won["closed_day"].between(7 * first_week, 7 * last_week, inclusive="left").sum()


@functools.lru_cache
def arcs(name, change):
    """Elasticity and its standard error: in years 2 and 3, and in the first quarter."""
    firm = company(name)
    runs = RUNS_OF_CONTRACTS if firm.economics.contract_weeks else RUNS
    firms = [change(firm, factor) for factor in (1.1, 0.9)]
    pairs = [[simulate(each, months=36, seed=seed) for each in firms] for seed in range(runs)]
    spans = []
    for first, last in ((52, 156), (0, 13)):
        units = np.array([[sold(firm, run, first, last) for run in pair] for pair in pairs], float)
        arc = np.log(units.sum(axis=0))
        single = np.log(units[:, 0] / units[:, 1]) / np.log(1.1 / 0.9)
        spans.append(((arc[0] - arc[1]) / np.log(1.1 / 0.9), single.std(ddof=1) / np.sqrt(runs)))
    return spans


@pytest.mark.slow
@pytest.mark.parametrize("name", companies())
def test_sales_answer_to_advertising_as_in_sethuraman_tellis_and_briesch_2011(name):
    """Long run .24, short run .12, means of 751 and 402 published estimates, Journal of Marketing Research.

    12 pairs of runs (40 where contracts are signed): the standard error is below .03, so the bound of .10 is more than
    three of them. Of the first quarter it is below .05: that lies below the long run, no more is asked.
    """
    (long_run, error), (first_quarter, quarter_error) = arcs(name, spending)
    assert error < 0.03
    assert quarter_error < 0.05
    assert abs(long_run - 0.24) < 0.10
    assert first_quarter < long_run


@pytest.mark.slow
def test_deals_answer_to_selling_effort_as_in_albers_mantrala_and_sridhar_2010():
    """.34 is the mean of 506 published estimates; Journal of Marketing Research."""
    (long_run, error), _ = arcs("software_company", selling)
    assert error < 0.03
    assert abs(long_run - 0.34) < 0.10


@pytest.mark.slow
def test_purchases_answer_to_price_as_in_bijmolt_van_heerde_and_pieters_2005():
    """-2.62 is the mean of 1,851 published estimates; Journal of Marketing Research. Built in: tuned to it."""
    (long_run, error), _ = arcs("clothing_store", asking)
    assert error < 0.1
    assert abs(long_run + 2.6) < 0.5
