"""Running a company: `simulate` lets the weeks pass, `Run` holds what came out, as arrays and as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
import numpy.typing as npt

from salesmark._checks import BadInput, whole
from salesmark.business.company import Company
from salesmark.business.plan import Plan
from salesmark.simulation.clocks import Codes, Ints
from salesmark.simulation.note import MONTH_OF_WEEK, Week
from salesmark.simulation.parameters import STAGE_COUNT, parameters
from salesmark.simulation.records import OfCompany
from salesmark.simulation.state import State, starting_state, together
from salesmark.simulation.week import run_week

if TYPE_CHECKING:
    import pandas as pd

    from salesmark.simulation.views import Observed, Truth

#: From what a firm can know to the plan of its next quarter.
Policy: TypeAlias = "Callable[[Observed], Plan]"


def simulate(company: Company, *, months: int = 12, seed: int = 0, policy: Policy | None = None) -> Run:
    """Run a company under its plan, or under a policy that looks at the firm's own figures each quarter.

    Args:
        company: The company; `company.change(...)` asks "what if?".
        months: How long, in months; a quarter has 13 weeks.
        seed: Any whole number, 0 or more; the same seed gives the same numbers on every machine, and two plans
            under one seed meet the same people.
        policy: A function from what the firm could know, `Run.observed`, to the plan of the next quarter; None for
            the same plan throughout. The first quarter always runs under the company's plan.

    Returns:
        What happened.

    Raises:
        BadInput: A value breaks a rule, or the policy returned no plan.

    Example:
        >>> from salesmark.business.company import company
        >>> run = simulate(company("electronics_retailer"), months=3, seed=7)
        >>> run.weeks, int(run.stages[-1].sum())
        (13, 20000)
        >>> def hire_when_busy(seen):
        ...     busy = seen.weekly["hours_worked"].tail(13).sum() > 0.5 * seen.weekly["hours_available"].tail(13).sum()
        ...     return seen.company.change(plan={"sales": {"people": {"adviser": 4 if busy else 3}}}).plan
        >>> run = simulate(company("electronics_retailer"), months=6, seed=7, policy=hire_when_busy)
        >>> [plan.sales.people["adviser"] for plan in run.plans]
        [3, 4]
    """
    if not isinstance(company, Company):
        raise BadInput(f"company must be a Company, got {company!r}. Make one with sm.company(name).")
    months = whole("months", months, low=1, high=240, unit="months")
    seed = whole("seed", seed, low=0)

    def decide(quarter: int, run: Run) -> Plan:
        if policy is None:
            return company.plan
        plan = policy(run.observed)
        if not isinstance(plan, Plan):
            raise BadInput(
                f"A policy must return a Plan, got {plan!r} for quarter {quarter + 1}. "
                "Return seen.company.change(plan={...}).plan, or seen.plan for no change."
            )
        return company.check_plan(plan)

    return _run(company, company.plan, decide, months, seed)


def run_plans(company: Company, plans: Sequence[Plan], *, months: int, seed: int) -> Run:
    """Run a company under one plan a quarter; the last plan stays in force.

    Args:
        company: The company; where its people start does not depend on the plans.
        plans: Plan of the first quarter, of the second, and so on.
        months: How long, in months.
        seed: Same seed, same numbers.

    Returns:
        What happened.
    """
    return _run(company, plans[0], lambda quarter, _: plans[min(quarter, len(plans) - 1)], months, seed)


def _run(company: Company, plan: Plan, decide: Callable[[int, Run], Plan], months: int, seed: int) -> Run:
    """Let the weeks pass; ask at each quarter's start, but the first's, for the plan."""
    state = starting_state(parameters(company, plan), seed)
    first, counts = state.stage.copy(), [state.counts]
    plans: list[Plan] = [plan]
    notes: list[Week] = []
    for number in range(weeks_in(months)):
        quarter, week = divmod(number, 13)
        if quarter and not week:
            so_far = Run(company, tuple(plans), 3 * quarter, seed, first, np.array(counts), list(notes), state)
            plans.append(decide(quarter, so_far))
            state.begin_quarter(plans[-1])
        notes.append(run_week(state))
        counts.append(state.counts)
    return Run(company, tuple(plans), months, seed, first, np.array(counts), notes, state)


def weeks_in(months: int) -> int:
    """Return the number of weeks in so many months.

    Args:
        months: Months from the start.

    Returns:
        Weeks; a quarter has 13, its months 4, 4 and 5.

    Example:
        >>> weeks_in(1), weeks_in(3), weeks_in(12), weeks_in(36)
        (4, 13, 52, 156)
    """
    years, rest = divmod(months, 12)
    return 52 * years + sum(month < rest for month in MONTH_OF_WEEK)


def _table(name: str, words: str) -> cached_property[pd.DataFrame]:
    """Return a property that holds a table of a run, made by `tables` when it is first asked for."""

    def made(run: Run) -> pd.DataFrame:
        from salesmark.simulation import tables

        table: pd.DataFrame = getattr(tables, name)(run)
        return table

    made.__doc__ = words
    return cached_property(made)


@dataclass(frozen=True, eq=False, repr=False)
class Run(OfCompany):
    """What happened in a company: arrays, and tables that are made when first asked for.

    Attributes:
        company: The company that ran.
        plans: Its plan of the first quarter, of the second, and so on; the last stays in force.
        months: How long, in months.
        seed: The seed; the same one gives the same run.
        first: Number of the stage of each customer on day 0, shape (n,).
        counts: Customers by cell at the start and at each week's end, shape (weeks + 1, cells).
        notes: What the firm read off at each week's end.
        end: The engine's state after the last week; read-only by custom.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=7)
        >>> list(run.monthly.columns[:4])
        ['month', 'leads', 'first_contacts', 'won']
    """

    company: Company
    plans: tuple[Plan, ...]
    months: int
    seed: int
    first: Codes
    counts: Ints
    notes: list[Week]
    end: State

    def __repr__(self) -> str:
        return f"Run of {self.company.title}: {self.months} months, seed {self.seed}, {self.population:,} people"

    @property
    def weeks(self) -> int:
        """Number of weeks that passed."""
        return len(self.notes)

    @property
    def population(self) -> int:
        """Number of people in the market."""
        return len(self.first)

    @property
    def month_of_week(self) -> Ints:
        """Month of each week, 1 for the first, shape (weeks,)."""
        week = np.arange(self.weeks)
        month: Ints = 12 * (week // 52) + np.array(MONTH_OF_WEEK)[week % 52] + 1
        return month

    @cached_property
    def stages(self) -> Ints:
        """Number of people at each stage, at the start and at each week's end, shape (weeks + 1, 10)."""
        stages: Ints = self.counts.reshape(self.weeks + 1, -1, STAGE_COUNT).sum(axis=1)
        return stages

    @cached_property
    def moves(self) -> dict[str, npt.NDArray[Any]]:
        """Every move and every noticed contact, in order of time: one array a column."""
        names = ("day", "customer", "from", "to", "cause", "seller", "step")
        columns = dict(zip(names, together(self.end.moves, len(names)), strict=True))
        order = np.argsort(columns["day"], kind="stable")
        return {name: column[order] for name, column in columns.items()}

    @cached_property
    def cents(self) -> Ints:
        """Money by week, account and segment (the firm as a whole last), shape (weeks, 6, S + 1)."""
        return np.array([note.cents for note in self.notes])

    def paths(self, customers: npt.ArrayLike) -> npt.NDArray[np.uint8]:
        """Return where some customers stood, week by week.

        Args:
            customers: Their numbers, shape (k,).

        Returns:
            Number of the stage at the start and at each week's end, shape (k, weeks + 1).

        Raises:
            BadInput: There is no customer of that number.

        Example:
            >>> import salesmark as sm
            >>> run = sm.simulate(sm.company("electronics_retailer"), months=1, seed=7)
            >>> run.paths([0, 1]).shape
            (2, 5)
        """
        wanted = np.asarray(customers, np.int64)
        if wanted.size and not (wanted.min() >= 0 and wanted.max() < self.population):
            raise BadInput(
                f"customers must be numbers from 0 to {self.population - 1}, got {wanted.min()} to {wanted.max()}. "
                "Choose among run.customers."
            )
        people, asked = np.unique(wanted, return_inverse=True)
        row = np.full(self.population, -1)
        row[people] = np.arange(len(people))
        moved = row[self.moves["customer"]]
        mine = moved >= 0
        week = (self.moves["day"][mine] // 7).astype(np.int64)
        table = np.full((len(people), self.weeks + 1), -1)
        table[:, 0] = self.first[people]
        table[moved[mine], week + 1] = self.moves["to"][mine]
        latest = np.maximum.accumulate(np.where(table >= 0, np.arange(self.weeks + 1), 0), axis=1)
        filled: npt.NDArray[np.uint8] = np.take_along_axis(table, latest, axis=1).astype(np.uint8)
        return filled[asked]

    customers = _table("customers", "One row a person: who they are, where they stand at the end, how they feel.")
    touches = _table("touches", "One row a noticed contact: customer, day, stage, channel, moved.")
    events = _table("events", "One row a move from stage to stage; columns as in records.EVENTS.")
    deals = _table("deals", "One row a deal, repeat orders included; columns as in records.DEALS.")
    ledger = _table("ledger", "Money in cents by month, account and segment; costs are below 0.")
    monthly = _table("monthly", "One row a month: people, deals and money.")
    weekly = _table("weekly", "One row a week: people by stage, the queue at the hand-off, sellers' hours, revenue.")

    @cached_property
    def observed(self) -> Observed:
        """What the firm could know of this run."""
        from salesmark.simulation.views import Observed

        return Observed(self)

    @cached_property
    def truth(self) -> Truth:
        """What really happened, which no firm ever sees."""
        from salesmark.simulation.views import Truth

        return Truth(self)
