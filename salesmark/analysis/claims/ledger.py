"""The ledger: every claim of the course with its label, its source, and the experiment that puts it to the test."""

from __future__ import annotations

import html
import importlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from salesmark._checks import BadInput, one_of, whole
from salesmark.analysis.claims.experiment import Experiment, Verdict, judge

#: What kind of claim it is: whether a run can say anything to it, and what.
LABELS = ("emerges", "built in", "built in (calibrated to this)", "practised")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something that is said about sales and marketing.

    Attributes:
        id: Its id, such as "J03".
        lesson: Number of the lesson that teaches it.
        kind: What it is: a definition, a mechanism, a metric and so on.
        statement: The claim.
        source: Who says so.
        label: One of LABELS; whether nobody coded it, or we assumed it, or the learner practises it.
        experiment: What puts it to the test; None where it is practised, or where its lesson does not stand yet.
    """

    id: str
    lesson: str
    kind: str
    statement: str
    source: str
    label: str
    experiment: Experiment | None

    def test(self, *, seed: int = 0) -> Verdict:
        """Put the claim to the test.

        Args:
            seed: Seed of the first run; the same one gives the same verdict.

        Returns:
            Effect, interval and, where the claim emerges, a verdict.

        Raises:
            BadInput: There is no experiment: it is practised, or comes with its lesson.
        """
        if self.experiment is None:
            raise BadInput(f"{self.id} cannot be run: {self.status}. Try one of: {', '.join(_with_experiments())}.")
        return judge(self.id, self.label, self.experiment, seed=whole("seed", seed, low=0))

    @property
    def status(self) -> str:
        """What can be done with it."""
        if self.label == "practised":
            return "practised, no experiment"
        return "experiment" if self.experiment else f"its experiment comes with lesson {self.lesson}"


class Ledger(Mapping[str, Claim]):
    """All claims, by id.

    Example:
        >>> len(claims), claims["J03"].lesson
        (82, '02')
    """

    def __getitem__(self, name: str) -> Claim:
        return _read()[one_of("claim", name, _read())]

    def get(self, name: str, default: Any = None) -> Any:
        """Return a claim, or something else where there is none of that id."""
        return _read().get(name, default)

    def __contains__(self, name: object) -> bool:
        return name in _read()

    def __iter__(self) -> Iterator[str]:
        return iter(_read())

    def __len__(self) -> int:
        return len(_read())

    def __repr__(self) -> str:
        return f"{len(self)} claims, {len(_with_experiments())} with an experiment that stands"

    def _repr_html_(self) -> str:
        cells = [(claim.id, claim.lesson, claim.statement, claim.label, claim.status) for claim in self.values()]
        rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in cells)
        head = "".join(f"<th>{name}</th>" for name in ("id", "lesson", "claim", "label", "can be run"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


@cache
def _read() -> dict[str, Claim]:
    folder = resources.files("salesmark.analysis.claims")
    text = (folder / "ledger.toml").read_text(encoding="utf-8")
    experiments: dict[str, Experiment] = {}
    for file in sorted(file.name for file in folder.iterdir()):
        if file.startswith("lesson_"):  # the experiments of a lesson that stands
            module = importlib.import_module(f"salesmark.analysis.claims.{file.removesuffix('.py')}")
            experiments |= module.EXPERIMENTS
    return {
        name: Claim(id=name, experiment=experiments.get(name), **facts) for name, facts in tomllib.loads(text).items()
    }


def _with_experiments() -> list[str]:
    return [claim.id for claim in _read().values() if claim.experiment]


claims = Ledger()
