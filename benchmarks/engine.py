"""How fast the engine is: CPU time and memory of a company's run, and what importing the package costs.

Run `python benchmarks/engine.py`, or with `--json` for one object. CPU time, as other programs may be running; each
figure is the best of some tries.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tracemalloc

import salesmark as sm


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
    figures = {
        "company_20k_cpu_ms": round(1_000 * cpu_seconds(20_000, tries=7), 1),
        "company_100k_cpu_s": round(cpu_seconds(100_000, tries=3), 2),
        "company_1m_cpu_s": round(cpu_seconds(1_000_000, tries=1), 2),
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
