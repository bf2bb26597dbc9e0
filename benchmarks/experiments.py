"""What pairing runs by their seed is worth: the variance of a difference in profit, paired against not.

Run `python benchmarks/experiments.py`; with `--json` the last line is one JSON object. A ratio of 1/20 means that one
pair of runs under one seed tells as much as twenty pairs under seeds of their own.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np

import salesmark as sm
from salesmark.analysis.claims.ledger import claims

#: Seeds; the standard error of a ratio of variances from 48 pairs is about a fifth of it.
RUNS = 48
_FIRM = sm.company("software_company")
_TODAY = _FIRM.plan
CHANGES = {
    "a tenth more for e-mail": {"plan": {"marketing": {"budget": {"email": 1.1 * _TODAY.marketing.budget["email"]}}}},
    "one more seller": {"plan": {"sales": {"people": {"seller": _TODAY.sales.people["seller"] + 1}}}},
    "first contact after 20 hours, not 24": {"plan": {"agreement": {"first_contact_hours": 20}}},
}


def variance_ratios() -> dict[str, tuple[float, float]]:
    """Return for each change the ratio of variances, and by how much new deals change."""
    scenarios = {"today": _FIRM} | {name: _FIRM.change(**change) for name, change in CHANGES.items()}
    result = sm.compare(scenarios, months=36, runs=RUNS, measures=["profit", "new customers"])
    by_arm = result.runs.pivot(index="seed", columns="scenario", values="profit")
    apart = 2 * by_arm["today"].var(ddof=1)
    deals = result.table[result.table["measure"] == "new customers"].set_index("scenario")["mean"]
    return {
        name: (
            float(np.var(result.differences(name, "profit"), ddof=1) / apart),
            float(deals[name] / deals["today"] - 1),
        )
        for name in CHANGES
    }


def claim_seconds() -> dict[str, float]:
    """Return the CPU seconds that each claim with an experiment takes, as other programs may be running."""
    seconds = {}
    for claim in claims.values():
        if claim.experiment:
            start = time.process_time()
            claim.test()
            seconds[claim.id] = time.process_time() - start
    return seconds


def main() -> None:
    """Measure and print."""
    ratios = variance_ratios()
    for name, (ratio, deals) in ratios.items():
        print(f"{name:40} 1/{1 / ratio:6.1f} of the variance; new deals {deals:+.1%}")
    seconds = claim_seconds()
    for name, took in seconds.items():
        print(f"claim {name}: {took:5.1f} s")
    if "--json" in sys.argv[1:]:
        figures = {
            "crn_variance_ratio": {name: round(ratio, 5) for name, (ratio, _) in ratios.items()},
            "deals_change": {name: round(deals, 4) for name, (_, deals) in ratios.items()},
            "claim_seconds_mean": round(float(np.mean(list(seconds.values()))), 2),
        }
        print(json.dumps(figures))


if __name__ == "__main__":
    main()
