"""What lasts and what does not: worn messages rest, customers feel a change of quality, newcomers take longer."""

import numpy as np
import pytest

from salesmark.simulation.note import ACCOUNTS
from salesmark.simulation.run import run_plans, simulate


def test_messages_that_nobody_repeats_are_news_again(plain, first_week):
    tired = plain.change(trust={"wear": 0.2, "rest": 0.05})
    quiet = tired.change(plan={"marketing": {"budget": dict.fromkeys(tired.channels, 0)}})
    loud_then, loud_later = (first_week(tired, "reach", weeks=weeks)[0].firm.fresh for weeks in (1, 12))
    quiet_later = first_week(quiet, "reach", weeks=12)[0].firm.fresh
    np.testing.assert_allclose(loud_later, loud_then)  # at the start, wear and rest are even
    assert (quiet_later > loud_later).all()
    assert (loud_later > 0).all()  # without any new message some of it still gets through


def test_everybody_who_is_a_customer_feels_a_change_of_quality(plain):
    firm = plain.change(trust={"disappointment": 1})
    better = firm.change(plan={"marketing": {"quality": 1.1}}).plan
    same, changed = (run_plans(firm, [firm.plan, plan], months=4, seed=3) for plan in (firm.plan, better))
    stayed = (same.end.stage == changed.end.stage) & np.isin(same.end.stage, [6, 7]) & (same.first >= 5)
    before = same.end.mood[stayed]
    room = before < 0.9
    assert stayed.sum() > 100
    assert changed.end.mood[stayed][room] == pytest.approx(before[room] + 0.1)


def test_sellers_far_from_their_quota_do_not_rush(plain):
    keen = plain.change(selling={"rush": 1})
    sold = simulate(keen, months=3, seed=3).cents[:, ACCOUNTS.index("revenue")].sum() / 100
    out_of_reach = keen.change(plan={"sales": {"quota": 100 * sold, "accelerator": 2}})
    hurry = [note.hurry for note in simulate(out_of_reach, months=3, seed=3).notes]
    assert 0 < max(hurry) < 0.05


def test_a_newcomers_talk_takes_longer_and_counts_so(plain):
    one_step = {name: {"hours": 0.3, "objections": 0} for name in plain.process}
    learning = plain.change(selling={"ramp_start": 0.25, "ramp_weeks": 1_000}, process=one_step)
    new = learning.change(before={"sales": {"people": {"adviser": 0}}})
    for firm, worth in ((learning, 1.0), (new, 0.25)):
        run = simulate(firm, months=1, seed=3)
        talks = sum(int(note.answers.sum()) for note in run.notes)
        hours = sum(note.worked for note in run.notes)
        assert talks > 50
        assert hours / talks == pytest.approx(0.3 / worth, rel=0.25)


def test_who_has_a_contract_does_not_buy_a_second_one_before_it_ends(plain):
    year = plain.change(economics={"contract_weeks": 52, "churn": 0.1})
    run = simulate(year, months=6, seed=3)
    written = run.touches[run.touches["stage"].isin(["customer", "retained", "advocate"])]
    assert len(written) > 100
    assert not written["moved"].any()
    assert (run.deals["kind"] == "repeat").sum() == sum(note.ended[1] for note in run.notes)


def test_nobody_has_more_than_three_occasions_of_a_kind_a_day(plain, first_week):
    loud = {"contacts": {"aware": 1e9}, "persuasion": {"aware": 0}}
    _, week = first_week(plain.change(channels={"search": loud}), "pressure")
    shares = np.diff(week.mix[:, :-1], prepend=0)
    assert shares.max() == pytest.approx(21)
