"""Tables side by side: credit by the last trace and by what buyers say, deal by deal; runs year by year."""

import pytest

import salesmark as sm


@pytest.fixture(scope="module")
def year():
    return sm.simulate(sm.company("clothing_store").change(market={"population": 2000}), months=6, seed=4)


def test_each_purchase_goes_to_the_last_trace_of_the_thirty_days_before_it(year):
    seen, credit = year.observed, dict.fromkeys(year.company.channels, 0.0)
    traces = dict(iter(seen.touches.groupby("customer")))
    for deal in seen.deals[seen.deals["status"] == "won"].itertuples():
        mine = traces.get(deal.customer, seen.touches[:0])
        mine = mine[(mine["day"] <= deal.closed_day) & (mine["day"] >= deal.closed_day - 30)]
        if len(mine):
            credit[mine.loc[mine["day"].idxmax(), "channel"]] += deal.amount
    table = sm.tables.returns(year)
    assert (table["by_trace"] * table["spend"]).to_dict() == pytest.approx(credit)
    assert credit["coupons"] > 0
    assert table.loc["window", "by_trace"] == 0


def test_by_word_counts_all_that_those_buy_who_name_the_channel(year):
    deals = year.observed.deals
    named = deals[(deals["status"] == "won") & (deals["source"] == "newspaper")]["amount"].sum()
    table = sm.tables.returns(year)
    assert table.loc["newspaper", "by_word"] == pytest.approx(named / (26 * 400))


def test_the_spend_is_that_of_each_quarters_plan_and_what_costs_nothing_returns_nothing():
    shop = sm.company("clothing_store").change(
        market={"population": 500}, plan={"marketing": {"budget": {"coupons": 0}}}
    )
    louder = shop.change(plan={"marketing": {"budget": {"social": 1000}}}).plan
    table = sm.tables.returns(sm.simulate(shop, months=6, seed=1, policy=lambda _: louder))
    assert table.loc["social", "spend"] == 13 * 250 + 13 * 1000
    assert table.loc["coupons", ["by_trace", "by_word"]].isna().all()


def test_channels_stand_side_by_side_as_the_company_has_them():
    house = sm.company("local_restaurant")
    table = sm.tables.channels(house)
    assert table["euros_a_week"].to_dict() == dict(house.plan.marketing.budget)
    assert table.loc["newsletter", "speaks_most_to"] in ("customer", "retained", "advocate")
    assert table.loc["board", "leaves_a_trace"] == 0


def test_the_ledger_moves_money_to_the_channels_that_look_best_and_away_from_those_that_look_worst():
    """The arms of claim M04 are fixed; what they rest on is read off years that nobody chose."""
    arms = sm.claims["M04"].experiment.arms
    today = sm.company("clothing_store").plan.marketing.budget
    for way, arm in (("by_word", "as buyers say"), ("by_trace", "as traces say")):
        tables = [sm.tables.returns(sm.simulate(sm.company("clothing_store"), seed=seed)) for seed in range(4)]
        looks = sum(table[way] for table in tables).sort_values()
        moved = arms[arm]["plan"]["marketing"]["budget"]
        assert {name for name in moved if moved[name] < today[name]} == set(looks.index[:2])
        assert [name for name in moved if moved[name] > today[name]] == [looks.index[-1]]
        assert sum(moved.values()) == sum(today.values())


def test_sums_go_year_by_year_and_quarter_by_quarter():
    run = sm.simulate(sm.company("electronics_retailer").change(market={"population": 500}), months=14, seed=1)
    revenue = run.monthly["revenue"]
    years, quarters = (sm.tables.sums({"it": run}, "revenue", by=by).loc["it"] for by in ("year", "quarter"))
    assert years.to_dict() == {
        "year_1": round(revenue[:12].sum()),
        "year_2": round(revenue[12:].sum()),
        "in_all": round(revenue.sum()),
    }
    assert list(quarters.index) == [*(f"quarter_{number}" for number in range(1, 6)), "in_all"]
    with pytest.raises(sm.BadInput, match=r"Unknown figure 'proft'\. Did you mean 'profit'"):
        sm.tables.sums({"it": run}, "proft")
    with pytest.raises(sm.BadInput, match="Unknown period 'week'"):
        sm.tables.sums({"it": run}, by="week")
    longer = sm.simulate(run.company, months=15, seed=1)
    with pytest.raises(sm.BadInput, match="must be of one length, got months: 'it' 14, 'longer' 15"):
        sm.tables.sums({"it": run, "longer": longer})
