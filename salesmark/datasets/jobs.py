"""The jobs at the two desks: what each does, asks for and works with; and which suit somebody's interests, and why."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from salesmark._checks import BadInput, one_of

if TYPE_CHECKING:
    import pandas as pd

#: The most that somebody can like something.
MOST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job at one of the two desks.

    Attributes:
        title: Its name.
        desk: "marketing" or "sales".
        does: What somebody in it does, after "You ...".
        skills: What it takes.
        tools: What it is done with.
        asks: Interest -> how much the job asks of it, 1 for some, 2 for much.
    """

    title: str
    desk: str
    does: str
    skills: str
    tools: str
    asks: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Suited:
    """How well a job suits somebody.

    Attributes:
        job: The job.
        fit: From 0, likes nothing that it asks for, to 1, likes all of it most.
        because: Interests that speak for it, the strongest first.
        but: Interests that it asks for and that are hardly there.
    """

    job: Job
    fit: float
    because: tuple[str, ...]
    but: tuple[str, ...]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((resources.files("salesmark.datasets") / "jobs.toml").read_text(encoding="utf-8"))


def interests() -> dict[str, str]:
    """Return what people may like and do well: short name -> words."""
    return dict(_table()["interests"])


@cache
def every_job() -> tuple[Job, ...]:
    """Return the jobs of both desks, marketing's first."""
    return tuple(Job(title=title, **facts) for title, facts in _table()["jobs"].items())


def jobs(desk: str) -> pd.DataFrame:
    """Return the jobs of a desk as a table.

    Args:
        desk: "marketing" or "sales".

    Returns:
        One row a job: what it does (after "You ..."), skills and tools.

    Raises:
        BadInput: There is no such desk.

    Example:
        >>> list(jobs("sales").index)[-1]
        'sales manager'
    """
    import pandas as pd

    one_of("desk", desk, ("marketing", "sales"))
    mine = [job for job in every_job() if job.desk == desk]
    rows = [{"you ...": job.does, "skills": job.skills, "tools": job.tools} for job in mine]
    return pd.DataFrame(rows, index=[job.title for job in mine])


def suited(likes: Mapping[str, float]) -> list[Suited]:
    """Order all jobs by how well they suit somebody, and say why.

    The fit is the mean of how much each asked-for interest is liked, weighted by how much it is asked for.

    Args:
        likes: Interest -> how much it is liked or done well, 0 to 4; 0 where not named.

    Returns:
        The jobs, the best fit first; equal ones in the order of `every_job()`.

    Raises:
        BadInput: There is no such interest, or a number is not from 0 to 4.

    Example:
        >>> best = suited({"figures": 4, "people": 3})[0]
        >>> best.job.title, best.fit, best.because
        ('market researcher', 0.875, ('figures', 'people'))
    """
    for name, value in likes.items():
        one_of("interest", name, interests())
        if not 0 <= value <= MOST:
            raise BadInput(f"{name} must be from 0 to {MOST}, got {value!r}. Choose between.")
    found = []
    for job in every_job():
        liked = {name: likes.get(name, 0) for name in job.asks}
        points = sum(liked[name] * weight for name, weight in job.asks.items())
        strongest = sorted(liked, key=lambda name: -liked[name] * job.asks[name])
        found.append(
            Suited(
                job=job,
                fit=points / (MOST * sum(job.asks.values())),
                because=tuple(name for name in strongest if liked[name] > MOST / 2),
                but=tuple(name for name in job.asks if liked[name] < MOST / 2),
            )
        )
    return sorted(found, key=lambda one: -one.fit)
