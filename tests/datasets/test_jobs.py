"""The jobs of both desks, and what they ask of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import salesmark as sm
from salesmark.datasets.jobs import MOST, every_job, interests, suited


def test_every_job_asks_for_known_interests_and_every_interest_is_asked_for():
    asked = [name for job in every_job() for name in job.asks]
    assert set(asked) == set(interests())
    assert {weight for job in every_job() for weight in job.asks.values()} == {1, 2}
    assert all(max(job.asks.values()) == 2 for job in every_job())


def test_no_two_jobs_ask_for_the_same():
    asks = [frozenset(job.asks.items()) for job in every_job()]
    assert len(set(asks)) == len(asks)


def test_the_tables_hold_the_nine_jobs_of_marketing_and_the_four_of_sales():
    marketing, sales = sm.jobs("marketing"), sm.jobs("sales")
    assert (len(marketing), len(sales)) == (9, 4)
    assert list(marketing.columns) == ["you ...", "skills", "tools"]
    assert {"market researcher", "marketing operations specialist"} <= set(marketing.index)
    with pytest.raises(sm.BadInput, match="desk"):
        sm.jobs("sails")


def test_each_job_comes_first_for_whoever_likes_what_it_asks_for_and_nothing_else():
    for job in every_job():
        likes = {name: MOST * weight / 2 for name, weight in job.asks.items()}
        best = [one.job.title for one in suited(likes)[:4]]
        assert job.title in best, job.title


@given(
    st.dictionaries(st.sampled_from(sorted(interests())), st.integers(0, MOST)), st.sampled_from(sorted(interests()))
)
def test_liking_something_more_never_lowers_a_fit(likes, name):
    more = likes | {name: MOST}
    before, after = ({one.job.title: one.fit for one in suited(what)} for what in (likes, more))
    assert all(0 <= before[title] <= after[title] <= 1 for title in before)


def test_reasons_are_what_is_liked_and_doubts_what_is_not():
    one = next(one for one in suited({"strangers": 4, "bargains": 3}) if one.job.title == "account executive")
    assert one.because == ("bargains", "strangers")
    assert one.but == ("patience",)
    assert one.fit == pytest.approx((4 * 1 + 3 * 2 + 0) / (4 * 5))


@pytest.mark.parametrize("likes", [{"figures": 5}, {"figurs": 1}, {"figures": -1}])
def test_an_answer_that_cannot_be_is_refused(likes):
    with pytest.raises(sm.BadInput, match="figures"):
        suited(likes)
