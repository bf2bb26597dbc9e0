"""How fast the engine is, beside other ways to do the same, and what a company's run costs in time and memory.

Run `python benchmarks/engine.py`; with `--json` the last line is one JSON object. It needs Mesa and SimPy:
`python -m pip install -c constraints.txt -e ".[benchmarks]"`. CPU time, as other programs may be running; each figure
is the best of some tries.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc

import numpy as np

import salesmark as sm

try:
    from funnel import FUNNELS, LAST, WEEKS
except ModuleNotFoundError as missing:
    sys.exit(
        f"The comparison needs Mesa and SimPy, and {missing.name} is not installed. "
        'Type: python -m pip install -c constraints.txt -e ".[benchmarks]"'
    )


def funnel_microseconds(people: int, *, tries: int) -> dict[str, float]:
    """Return the CPU microseconds that each way to run the funnel takes for one person and week.

    Raises:
        AssertionError: The ways do not agree, within luck, on how many people end at each stage.
    """
    best, ends = dict.fromkeys(FUNNELS, np.inf), {name: np.zeros(LAST + 1) for name in FUNNELS}
    for seed in range(tries):
        for name, funnel in FUNNELS.items():
            weeks = funnel(people, seed)
            start = time.process_time()
            stages, moves = weeks()
            best[name] = min(best[name], 1e6 * (time.process_time() - start) / (people * WEEKS))
            assert moves == np.sum(stages), f"{name}: the log does not hold every move"
            ends[name] += np.bincount(stages, minlength=LAST + 1)
    mean = sum(ends.values()) / len(ends)
    spread = np.sqrt(mean * (1 - mean / (tries * people)))
    for name, people_at in ends.items():
        assert (abs(people_at - mean) < 4 * spread).all(), f"{name}: another funnel, {people_at} against {mean}"
    return best


def cpu_seconds(people: int, *, tries: int) -> float:
    """Return the CPU seconds that 156 weeks of the electronics retailer take, engine arrays only."""
    shop = sm.company("electronics_retailer").change(market={"population": people})
    spent = []
    for seed in range(tries):
        start = time.process_time()
        sm.simulate(shop, months=36, seed=seed)
        spent.append(time.process_time() - start)
    return min(spent)


def peak_megabytes(people: int) -> float:
    """Return the most memory that numpy and Python held during 156 weeks, no table made."""
    shop = sm.company("electronics_retailer").change(market={"population": people})
    tracemalloc.start()
    sm.simulate(shop, months=36, seed=0)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 2**20


def import_seconds(module: str, *, tries: int = 7) -> float:
    """Return the CPU seconds that a fresh Python takes to start and import a module."""
    code = f"import {module}, time; print(time.process_time())"
    return min(
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout)  # noqa: S603
        for _ in range(tries)
    )


def main() -> None:
    """Measure and print."""
    print(f"a funnel of eight stages, 100,000 people, {WEEKS} weeks, every move in a log:")
    funnel = funnel_microseconds(100_000, tries=2)
    for name, cost in funnel.items():
        print(
            f"  {name:12} {1000 * cost:8.1f} ns a person and week, {cost / funnel['salesmark']:6.1f} times salesmark's"
        )
    print("the electronics retailer with all its mechanisms, 156 weeks:")
    sizes = {10_000: 7, 20_000: 9, 100_000: 3, 1_000_000: 1}
    seconds = {people: cpu_seconds(people, tries=tries) for people, tries in sizes.items()}
    for people, cost in seconds.items():
        print(f"  {people:9,} people: {cost:7.3f} s, {1e6 * cost / people:5.1f} microseconds a customer")
    figures = {
        "ratio_vs_mesa": round(funnel["mesa"] / funnel["salesmark"], 1),
        "ratio_vs_simpy": round(funnel["simpy"] / funnel["salesmark"], 1),
        "ratio_vs_plain_loop": round(funnel["plain loop"] / funnel["salesmark"], 1),
        "company_20k_cpu_ms": round(1_000 * seconds[20_000], 1),
        "company_1m_cpu_s": round(seconds[1_000_000], 2),
        "company_1m_peak_mb": round(peak_megabytes(1_000_000)),
        "import_ratio": round(import_seconds("salesmark") / import_seconds("numpy"), 2),
    }
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:20} {value:>10}")


if __name__ == "__main__":
    main()
