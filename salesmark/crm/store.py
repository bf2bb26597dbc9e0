"""Keeping a run: all its tables in one DuckDB file, or one CSV file a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from salesmark._checks import BadInput
from salesmark._safely import all_or_none, new_file, new_folder, reason
from salesmark.simulation.records import need_run

if TYPE_CHECKING:
    import duckdb

    from salesmark.simulation.run import Run

TABLES = ("customers", "touches", "events", "deals", "ledger", "monthly", "weekly")
_ABOUT = ("name", "currency", "start", "months", "seed")


def free(path: str | Path, *, folder: bool = False) -> Path:
    """Return a path if a run can be kept there: ask before a long run, not after it.

    Args:
        path: The new file, for `save`.
        folder: Whether it is the folder for `to_csv`, which need not be there.

    Returns:
        The path.

    Raises:
        BadInput: It is empty, is there already, lies in no folder, or cannot be written.

    Example:
        >>> free("nowhere/store.duckdb")
        Traceback (most recent call last):
        salesmark._checks.BadInput: nowhere must be a folder that exists, but it is none. Make that folder first.
    """
    return new_folder(path, [f"{name}.csv" for name in TABLES]) if folder else new_file(path)


def save(run: Run, path: str | Path) -> Path:
    """Keep all tables of a run in one DuckDB file, to be asked in SQL.

    The file holds the tables of `TABLES` and `about`, one row with name, currency, start, months and seed.
    It is there whole or not at all.

    Args:
        run: A simulated run.
        path: The new file, such as `store.duckdb`.

    Returns:
        The path.

    Raises:
        BadInput: The file exists already, its folder does not, or it cannot be written.

    Example:
        >>> import salesmark as sm
        >>> from tempfile import TemporaryDirectory
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=1)
        >>> with TemporaryDirectory() as folder:
        ...     path = sm.crm.save(run, Path(folder) / "store.duckdb")
        ...     with sm.crm.open(path) as connection:
        ...         connection.execute("select months, seed from about").fetchall()
        [(3, 1)]
    """
    import duckdb

    path = free(path)
    about = pd.DataFrame([{name: getattr(need_run(run), name) for name in _ABOUT}])
    with all_or_none(path.parent, (OSError, duckdb.Error)) as part:
        with duckdb.connect(str(part / "run")) as connection:
            for name, frame in {"about": about, **_frames(run)}.items():
                connection.register("frame", _without_categories(frame))
                connection.execute(f'create table "{name}" as select * from frame')  # noqa: S608 - names are ours
        (part / "run").rename(part / path.name)
    return path


def open(path: str | Path) -> duckdb.DuckDBPyConnection:  # noqa: A001 - read as sm.crm.open
    """Open a kept run for questions in SQL; nothing in it can be changed.

    Args:
        path: A file made by `save`.

    Returns:
        A read-only connection; `.execute("select ...").df()` gives a pandas table.

    Raises:
        BadInput: The file is missing or no DuckDB database.
    """
    import duckdb

    path = Path(path)
    if not path.is_file():
        raise BadInput(f"{path} must be a DuckDB file, but it is not there. Make it: sm.crm.save(run, {path.name!r}).")
    try:
        return duckdb.connect(str(path), read_only=True)
    except (OSError, duckdb.Error) as error:
        raise BadInput(
            f"{path} must be a DuckDB file made by sm.crm.save, but it cannot be opened ({reason(error)}). "
            "Save the run again under another name."
        ) from None


def to_csv(run: Run, folder: str | Path) -> Path:
    """Keep the tables of a run as CSV files, which `read` and any spreadsheet can read.

    The deals carry dates and the currency beside the columns of a run. All tables are there, or none.

    Args:
        run: A simulated run.
        folder: Where to put them; made if it is not there.

    Returns:
        The folder.

    Raises:
        BadInput: One of the files exists already, or the folder cannot be made or written to.
    """
    folder = free(folder, folder=True)
    with all_or_none(folder) as part:
        for name, frame in _frames(run).items():
            if name == "deals":
                when = {which: _dates(frame[f"{which}_day"], run) for which in ("opened", "closed")}
                frame = frame.assign(**when, currency=run.currency)
            frame.to_csv(part / f"{name}.csv", index=False, encoding="utf-8", lineterminator="\n")
    return folder


def _frames(run: Run) -> dict[str, pd.DataFrame]:
    return {name: getattr(need_run(run), name) for name in TABLES}


def _without_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Return categories as plain texts, which SQL compares and sorts as one expects."""
    return frame.astype({name: "str" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})


def _dates(days: pd.Series[float], run: Run) -> pd.Series[str]:
    when = pd.Timestamp(run.start) + pd.to_timedelta(days, unit="D")
    return when.dt.round("s").dt.strftime("%Y-%m-%d %H:%M:%S")
