"""Keeping a run: all its tables in one DuckDB file, or one CSV file a table."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from salesmark._checks import BadInput

if TYPE_CHECKING:
    import duckdb

    from salesmark.simulation.run import Run

TABLES = ("customers", "touches", "events", "deals", "ledger", "monthly", "weekly")


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
        BadInput: The file exists already, or its folder does not.

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

    path = Path(path)
    _must_be_new(path)
    if not path.parent.is_dir():
        raise BadInput(f"{path} must lie in a folder that exists, but {path.parent} does not. Make that folder first.")
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with duckdb.connect(str(part)) as connection:
            for name, frame in {"about": _about(run), **_frames(run)}.items():
                connection.register("frame", _without_categories(frame))
                connection.execute(f'create table "{name}" as select * from frame')  # noqa: S608 - names are ours
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
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
    except duckdb.Error as error:
        raise BadInput(
            f"{path} must be a DuckDB file made by sm.crm.save, but it cannot be opened "
            f"({str(error).splitlines()[0]}). Save the run again under another name."
        ) from None


def to_csv(run: Run, folder: str | Path) -> Path:
    """Keep the tables of a run as CSV files, which `read` and any spreadsheet can read.

    The deals carry dates and the currency beside the columns of a run.

    Args:
        run: A simulated run.
        folder: Where to put them; made if it is not there.

    Returns:
        The folder.

    Raises:
        BadInput: One of the files exists already, or the folder cannot be made.
    """
    folder = Path(folder)
    for name in TABLES:
        _must_be_new(folder / f"{name}.csv")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(
            f"{folder} must be a folder, but it cannot be made ({error.strerror}). Name another one."
        ) from None
    for name, frame in _frames(run).items():
        if name == "deals":
            when = {part: _dates(frame[f"{part}_day"], run) for part in ("opened", "closed")}
            frame = frame.assign(**when, currency=run.currency)
        part = folder / f".{name}.csv.{os.getpid()}.part"
        try:
            frame.to_csv(part, index=False, encoding="utf-8", lineterminator="\n")
            part.replace(folder / f"{name}.csv")
        finally:
            part.unlink(missing_ok=True)
    return folder


def _must_be_new(path: Path) -> None:
    if path.exists():
        raise BadInput(
            f"{path} is there already, and nothing is overwritten. Choose another name, or move that file away."
        )


def _frames(run: Run) -> dict[str, pd.DataFrame]:
    return {name: getattr(run, name) for name in TABLES}


def _about(run: Run) -> pd.DataFrame:
    names = ("name", "currency", "start", "months", "seed")
    return pd.DataFrame([{name: getattr(run, name) for name in names}])


def _without_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Return categories as plain texts, which SQL compares and sorts as one expects."""
    return frame.astype({name: "str" for name in frame if isinstance(frame[name].dtype, pd.CategoricalDtype)})


def _dates(days: pd.Series[float], run: Run) -> pd.Series[str]:
    when = pd.Timestamp(run.start) + pd.to_timedelta(days, unit="D")
    return when.dt.round("s").dt.strftime("%Y-%m-%d %H:%M:%S")
