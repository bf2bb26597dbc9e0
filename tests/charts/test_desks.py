"""The pictures of the two desks: a mark an activity, and bars as long as their numbers."""

import pytest

import salesmark as sm


@pytest.fixture(scope="module")
def run():
    return sm.simulate(sm.company("car_dealer"), months=6, seed=3)


def test_each_activity_is_one_mark_in_its_desks_shape_and_hollow_where_sources_disagree():
    table = sm.widgets.sorting_game().table
    ax = sm.charts.desks(table)
    shapes = {"marketing": "o", "sales": "s", "both": "D"}
    for desk, shape in shapes.items():
        marks = [line for line in ax.lines if line.get_marker() == shape]
        assert len(marks) == (table["desk"] == desk).sum()
        hollow = [mark for mark in marks if mark.get_markerfacecolor() == "none"]
        assert len(hollow) == (table["disputed"] & (table["desk"] == desk)).sum()
    assert ax.get_title("left").endswith("5 are disputed")
    assert sm.charts.describe(ax).count(";") == 4


def test_the_bars_of_contacts_are_as_long_as_the_tables_numbers(run):
    table = sm.journeys.contacts(run)
    ax = sm.charts.contacts(run)
    widths = [bar.get_width() for bar in ax.patches]
    ratios = [advert / talk for advert, talk in zip(widths[::2], widths[1::2], strict=True)]
    parts = table[["contacts", "cost_of_one", "sales_per_100"]]
    assert ratios == pytest.approx(list(parts.iloc[0] / parts.iloc[1]))
    dearer = table["cost_of_one"].iloc[1] / table["cost_of_one"].iloc[0]
    assert f"A talk costs {dearer:.0f} times a noticed advert" in ax.get_title("left")
    assert f"{table['contacts'].iloc[1]:,} talks" in sm.charts.describe(ax)


def test_contacts_are_counted_and_paid_for_as_the_run_says(run):
    table = sm.journeys.contacts(run)
    adverts = run.touches["channel"].isin(list(run.company.channels))
    assert table.loc["a noticed advert", "contacts"] == adverts.sum()
    assert table.loc["a talk", "people"] == run.monthly["first_contacts"].sum()
    assert table.loc["a talk", "sales"] == run.monthly["new_customers"].sum()
    assert table["cost"].sum() == pytest.approx((run.monthly["marketing"] + run.monthly["sales"]).sum(), abs=1)
    assert 0 < table.loc["a noticed advert", "sales"] < table.loc["a talk", "sales"]


def test_who_wins_customers_back_is_told_by_cause(run):
    events = run.events
    (row,) = sm.bonds({"today": run}).to_dict("records")
    back = events[(events["from"] == "left") & events["to"].isin(["aware", "interested"])]
    assert row["back_by_calls"] == (back["cause"] == "warm_calls").sum() > 0
    assert row["back_by_adverts"] == back["cause"].isin(list(run.company.channels)).sum() > 0
    assert row["left"] == (events["to"] == "left").sum()
    assert 0 < row["satisfied"] < 1


def test_where_sellers_ring_nobody_nobody_is_won_back_by_calls():
    silent = sm.company("car_dealer").change(plan={"sales": {"calls": {"warm_calls": 0}}})
    assert sm.bonds({"silent": sm.simulate(silent, months=3, seed=3)})["back_by_calls"].item() == 0


def test_a_firm_without_customers_has_nobody_who_is_satisfied():
    start = {"unaware": 1.0} | dict.fromkeys(
        ("aware", "interested", "considering", "intending", "customer", "retained", "advocate", "lost", "left"), 0.0
    )
    empty = sm.company("car_dealer").change(market={"start": start, "population": 50})
    assert sm.bonds({"empty": sm.simulate(empty, months=1, seed=3)})["satisfied"].isna().all()


def test_bonds_of_one_run_without_a_name_are_refused(run):
    with pytest.raises(sm.BadInput, match="bonds needs runs by name, got Run"):
        sm.bonds(run)
