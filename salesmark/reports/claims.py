"""Claims as plain data: what `salesmark claims --json` prints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from salesmark.analysis.claims.ledger import Claim


def as_rows(some: Iterable[Claim], *, seed: int = 0) -> list[dict[str, Any]]:
    """Put claims to the test and return plain data.

    Args:
        some: The claims.
        seed: Seed of the first run.

    Returns:
        One row a claim: id, lesson, label, status, and effect, unit, low, high, runs, seed, verdict, seconds; None
        where there is no experiment, and verdict None where a claim is built in; elsewhere holds the first effect,
        in the same unit, by condition or by value of the parameter.
    """
    rows = []
    for claim in some:
        found = claim.test(seed=seed) if claim.experiment else None
        names = ("effect", "unit", "low", "high", "runs", "seed", "verdict", "seconds")
        row = {name: getattr(found, name, None) for name in names}
        over = None
        if found:
            first = next(iter(found.found.experiment.effects.values()))
            over = {words: first.scaled(gap)._asdict() for words, gap in found.elsewhere.items()}
        about = {"id": claim.id, "lesson": claim.lesson, "label": claim.label, "status": claim.status}
        rows.append(about | row | {"elsewhere": over})
    return rows
