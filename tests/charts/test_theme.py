"""Axes to draw on: clean for the first chart, and clean again for every other one."""

import pandas as pd
import pytest

import salesmark as sm
from salesmark.charts import long_game, selling, teams
from salesmark.charts.show import describe, picture
from salesmark.charts.theme import canvas
from salesmark.datasets.jobs import suited


@pytest.fixture(scope="module")
def charts():
    """Charts of many kinds: with and without axes, numbers or names at the ticks, lines, bars, areas, words."""
    shop = sm.simulate(sm.company("local_restaurant").change(market={"population": 1000}), months=6, seed=4)
    dealer = sm.company("car_dealer")
    table = pd.DataFrame(
        {"team": ["one", "two"] * 2, "people": [1000, 1000, 3000, 3000], "profit": [10.0, -5.0, 20.0, 90.0]}
    ).assign(wages=100.0, new_customers=3.0, busy=0.2, waited=1.0, run_well=1.0)
    table.attrs = {"months": 24, "currency": "€"}
    return {
        "funnel": lambda ax: sm.charts.funnel(shop, ax=ax),
        "journey": lambda ax: sm.charts.journey(shop, ax=ax),
        "months": lambda ax: sm.charts.months(shop, ax=ax),
        "money": lambda ax: sm.charts.money(shop, ax=ax),
        "beside": lambda ax: long_game.beside(shop, shop, never=shop, stops=3, ax=ax),
        "by_volume": lambda ax: teams.by_volume(table, ax=ax),
        "suited": lambda ax: teams.suited(suited({"figures": 4}), ax=ax),
        "nothing": lambda ax: teams.suited(suited({}), ax=ax),
        "deal": lambda ax: selling.deal(dealer, {}, buyer=3, held=2, ax=ax),
        "deals": lambda ax: selling.deals(dealer, {}, ax=ax),
    }


def at_rest():
    """Axes of our own, in a figure that stays as it is: the layout of a chart depends a little on the one before."""
    ax = canvas(None)
    ax.get_figure().set_layout_engine("none")
    return ax


def test_nothing_of_an_earlier_chart_stays_and_the_axes_are_the_same(charts):
    alone = {name: (picture(ax := chart(at_rest())), describe(ax)) for name, chart in charts.items()}
    ax = at_rest()
    ax.set_yticks([0.2, 0.4], ["low", "high"])
    for name in [*charts, *reversed(charts)]:
        assert charts[name](ax) is ax
        assert (picture(ax), describe(ax)) == alone[name], name


def test_axes_of_somebody_else_are_emptied_too(charts):
    from matplotlib.figure import Figure

    ax = Figure().add_subplot()
    ax.set_yscale("log")
    ax.legend(ax.plot([1, 2]), ["a line"])
    charts["money"](ax)
    assert ax.get_yscale() == "linear"
    assert ax.get_legend() is None
