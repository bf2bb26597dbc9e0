"""The learner's own run: their seed, made once, and nobody's tables are anybody else's."""

import pytest

import salesmark as sm
from salesmark.classroom import own
from salesmark.classroom.record import update
from salesmark.simulation.run import simulate

pytestmark = pytest.mark.usefixtures("fresh_home")


@pytest.fixture
def made(monkeypatch):
    """What was simulated, in a kernel that has kept nothing yet."""
    asked = []
    monkeypatch.setattr(own, "_KEPT", own.deque(maxlen=2))
    monkeypatch.setattr(own, "simulate", lambda firm, **how: asked.append(how) or simulate(firm, **how))
    return asked


@pytest.fixture(scope="module")
def firm():
    return sm.company("cleaning_service").change(market={"population": 300})


def test_it_is_the_run_of_my_seed_and_made_once(made, firm):
    update(lambda record: record.update(seed=41))
    run = sm.my_run(firm, months=3)
    assert run.monthly.equals(sm.simulate(firm, months=3, seed=41).monthly)
    assert sm.my_run(firm.change(), months=3).monthly.equals(run.monthly)
    assert own.kept_run(firm, 3).monthly.equals(run.monthly)
    assert made == [{"months": 3, "seed": 41}]


def test_another_firm_another_time_and_another_seed_are_other_runs(made, firm):
    update(lambda record: record.update(seed=41))
    first = sm.my_run(firm, months=3)
    assert sm.my_run(firm, months=4).months == 4
    assert not sm.my_run(firm.change(plan={"marketing": {"price": 60}}), months=3).monthly.equals(first.monthly)
    update(lambda record: record.update(seed=42))
    assert sm.my_run(firm, months=3).seed == 42
    assert len(made) == 4


def test_who_changes_a_table_changes_no_answer(made, firm):
    monthly = sm.my_run(firm, months=3).monthly
    monthly["revenue"] = 0
    assert own.kept_run(firm, 3).monthly["revenue"].sum() > 0
    assert len(made) == 1


def test_only_the_last_runs_are_kept(made, firm):
    for months in (1, 2, 3, 3, 2, 1):
        sm.my_run(firm, months=months)
    assert [how["months"] for how in made] == [1, 2, 3, 1]


@pytest.mark.usefixtures("made")
def test_what_is_no_company_is_refused():
    with pytest.raises(sm.BadInput, match="company must be a Company"):
        sm.my_run("car_dealer")
