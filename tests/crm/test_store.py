"""Keeping a run, and reading it back."""

from functools import partialmethod
from pathlib import Path

import pandas as pd
import pytest

import salesmark as sm
from salesmark.analysis import metrics
from salesmark.cli import main
from salesmark.crm.store import TABLES


@pytest.fixture(scope="module")
def run():
    return sm.simulate(sm.company("electronics_retailer"), months=4, seed=7)


@pytest.fixture(scope="module")
def folder(run, tmp_path_factory):
    return sm.crm.to_csv(run, tmp_path_factory.mktemp("kept") / "run")


def test_every_table_of_a_run_is_kept_and_can_be_asked_in_sql(run, tmp_path):
    path = sm.crm.save(run, tmp_path / "store.duckdb")
    with sm.crm.open(path) as connection:
        for name in TABLES:
            assert len(connection.table(name).fetchall()) == len(getattr(run, name))
        won = connection.execute("select sum(amount) from deals where status = 'won'").fetchone()[0]
        cents = connection.execute("select sum(cents) from ledger where account = 'revenue'").fetchone()[0]
        about = connection.execute("select name, currency, start, months, seed from about").fetchone()
    assert won == pytest.approx(metrics.revenue(run))
    assert round(won * 100) == cents
    assert about == (run.name, run.currency, run.start, 4, 7)
    assert [file.name for file in tmp_path.iterdir()] == ["store.duckdb"]


def test_a_missing_date_is_null_in_the_database(run, tmp_path):
    with sm.crm.open(sm.crm.save(run, tmp_path / "store.duckdb")) as connection:
        unknown = connection.execute("select count(*) from deals where closed_day is null").fetchone()[0]
    assert unknown == run.deals["closed_day"].isna().sum() > 0


def test_a_kept_run_cannot_be_changed(run, tmp_path):
    import duckdb

    with (
        sm.crm.open(sm.crm.save(run, tmp_path / "store.duckdb")) as connection,
        pytest.raises(duckdb.InvalidInputException, match="read-only"),
    ):
        connection.execute("delete from deals")


def test_nothing_is_ever_overwritten(run, tmp_path):
    precious = tmp_path / "deals.csv"
    precious.write_text("mine", encoding="utf-8")
    with pytest.raises(sm.BadInput, match="nothing is overwritten"):
        sm.crm.save(run, precious)
    with pytest.raises(sm.BadInput, match="nothing is overwritten"):
        sm.crm.to_csv(run, tmp_path)
    assert precious.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()) == [precious]


def test_a_database_is_whole_or_not_there(run, tmp_path):
    class Broken:
        name, currency, start, months, seed = run.name, run.currency, run.start, run.months, run.seed
        customers, monthly, stages = run.customers, run.monthly, run.stages

        @property
        def touches(self):
            raise RuntimeError("power cut")

    for keep in (lambda: sm.crm.save(Broken(), tmp_path / "store.duckdb"), lambda: sm.crm.to_csv(Broken(), tmp_path)):
        with pytest.raises(RuntimeError, match="power cut"):
            keep()
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_is_refused(run, tmp_path):
    with pytest.raises(sm.BadInput, match="Make that folder first"):
        sm.crm.save(run, tmp_path / "nowhere" / "store.duckdb")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(sm.BadInput, match="cannot be made"):
        sm.crm.to_csv(run, tmp_path / "file" / "folder")


@pytest.mark.parametrize("folder", [False, True])
def test_a_target_is_checked_before_anything_is_run(tmp_path, folder):
    (tmp_path / "deals.csv").write_text("mine", encoding="utf-8")
    taken = tmp_path if folder else tmp_path / "deals.csv"
    with pytest.raises(sm.BadInput, match="nothing is overwritten"):
        sm.crm.free(taken, folder=folder)
    for name in ("deals.csv/new", "x" * 300, "nul\0byte"):
        with pytest.raises(sm.BadInput):
            sm.crm.free(tmp_path / name, folder=folder)
    for blank in ("", " "):
        with pytest.raises(sm.BadInput, match="must be named"):
            sm.crm.free(blank, folder=folder)
    assert sm.crm.free(str(tmp_path / "new"), folder=folder) == tmp_path / "new"
    assert [file.name for file in tmp_path.iterdir()] == ["deals.csv"]  # the check leaves nothing


def test_a_folder_for_tables_may_lie_deeper_than_what_is_there(tmp_path):
    assert sm.crm.free(tmp_path / "a" / "b", folder=True) == tmp_path / "a" / "b"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("fault", ["write", "move"])
def test_tables_that_cannot_all_be_written_leave_none_and_the_next_try_succeeds(run, tmp_path, monkeypatch, fault):
    done = []

    def full(*inputs, whole, **options):
        done.append(inputs)
        if len(done) == 3:
            raise OSError(28, "No space left on device")
        return whole(*inputs, **options)

    owner, name = (pd.DataFrame, "to_csv") if fault == "write" else (Path, "replace")
    with monkeypatch.context() as patch:
        patch.setattr(owner, name, partialmethod(full, whole=getattr(owner, name)))
        with pytest.raises(sm.BadInput, match=r"No space left on device.*room"):
            sm.crm.to_csv(run, tmp_path / "kept")
    assert list(tmp_path.rglob("*.csv")) == []
    assert len(list(sm.crm.to_csv(run, tmp_path / "kept").iterdir())) == len(TABLES)


@pytest.mark.parametrize("error", ["duckdb", "os"])
def test_a_database_that_cannot_be_written_is_refused_in_words(run, tmp_path, monkeypatch, error):
    import duckdb

    def fails(*_inputs, **_options):
        raise duckdb.IOException("IO Error: disk full\ndetails") if error == "duckdb" else OSError("disk full")

    monkeypatch.setattr(duckdb, "connect", fails)
    with pytest.raises(sm.BadInput, match=r"cannot be made \(.*disk full\)\. .*room"):
        sm.crm.save(run, tmp_path / "store.duckdb")
    (tmp_path / "there.duckdb").touch()
    with pytest.raises(sm.BadInput, match="cannot be opened"):
        sm.crm.open(tmp_path / "there.duckdb")


def test_only_a_database_is_opened(tmp_path):
    with pytest.raises(sm.BadInput, match="not there"):
        sm.crm.open(tmp_path / "gone.duckdb")
    (tmp_path / "other.duckdb").write_text("no database" * 1000, encoding="utf-8")
    with pytest.raises(sm.BadInput, match="cannot be opened"):
        sm.crm.open(tmp_path / "other.duckdb")


def test_a_run_kept_as_csv_and_read_like_an_export_gives_the_same_figures(run, folder):
    data = sm.crm.read(folder)
    assert (data.currency, len(data.deals)) == (run.currency, len(run.deals))
    ours, theirs = metrics.kpis(run), metrics.kpis(data)
    assert theirs == {name: pytest.approx(ours[name], rel=1e-5, nan_ok=True) for name in theirs}
    assert data.deals["stage"].astype(str).tolist() == run.deals["stage"].astype(str).tolist()
    assert set(data.tables) == {"customer"}


def test_every_table_of_a_run_is_a_csv_file(run, folder):
    assert sorted(path.name for path in folder.iterdir()) == sorted(f"{name}.csv" for name in TABLES)
    ledger = pd.read_csv(folder / "ledger.csv", keep_default_na=False)
    assert ledger["cents"].sum() == run.ledger["cents"].sum()


def test_simulate_prints_the_page_and_keeps_the_run(tmp_path, capsys):
    words = ["simulate", "electronics_retailer", "--months", "3", "--seed", "7"]
    keep = ["--save", str(tmp_path / "run.duckdb"), "--csv", str(tmp_path / "run")]
    assert main(words + keep) == 0
    page = capsys.readouterr().out
    assert main(words + keep) == 2
    assert "Acquisition cost" in page
    assert "█" in page or "#" in page
    assert page.count(str(tmp_path)) == 2
    assert "nothing is overwritten" in capsys.readouterr().err
