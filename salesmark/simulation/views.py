"""Two views of one run: what the firm could know, and what really happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from salesmark._checks import one_of
from salesmark.business.journey import Stage
from salesmark.simulation.clocks import Purpose, uniform
from salesmark.simulation.parameters import Parameters
from salesmark.simulation.records import OfCompany
from salesmark.simulation.tables import from_codes

if TYPE_CHECKING:
    from salesmark.business.company import Company
    from salesmark.business.plan import Plan
    from salesmark.simulation.run import Run

#: Stages at which the firm does not yet know a person by name.
_UNKNOWN = ("unaware", "aware")
#: Euros that an interview costs: an assumption.
_INTERVIEW = 20.0


@dataclass(frozen=True, eq=False)
class Observed(OfCompany):
    """What the firm could know: its leads and customers, the sources they name, the contacts that left a trace.

    What else happened in the run is nobody's business here: a policy gets this and no more.

    Example:
        >>> import salesmark as sm
        >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=7)
        >>> len(run.observed.customers) < len(run.customers)
        True
    """

    _run: Run

    @property
    def company(self) -> Company:  # type: ignore[override]
        """The company; its plan is that of the first quarter."""
        return self._run.company

    @property
    def plan(self) -> Plan:
        """The plan now in force."""
        return self._run.plans[-1]

    @property
    def months(self) -> int:
        """Months that have passed."""
        return self._run.months

    @property
    def weekly(self) -> pd.DataFrame:
        """One row a week: leads that wait, sellers' hours, revenue; nobody can count people who never asked."""
        return self._run.weekly.drop(columns=[*_UNKNOWN])

    @property
    def monthly(self) -> pd.DataFrame:
        """One row a month, as in the run: the firm knows its own books."""
        return self._run.monthly

    @cached_property
    def survey(self) -> pd.DataFrame:
        """What market research finds at the end, as far as it is bought: who knows the firm, segment by segment.

        One row a segment: segment, asked (people), aware (share of those asked). An interview costs 20 euros, the
        money is that of the last quarter, and people are asked at random: few interviews, rough figures.
        """
        run = self._run
        interviews = 13 * self.plan.marketing.effort.get("research", 0.0) / _INTERVIEW
        asked = uniform(run.end.key, 0, 0, Purpose.SURVEY) < interviews / run.population
        knows = run.end.stage != Stage.UNAWARE.number
        people = run.customers.loc[asked, ["segment"]].assign(aware=knows[asked])
        found = people.groupby("segment", observed=False)["aware"].agg(asked="size", aware="mean")
        return found.drop(index="").reset_index()

    @cached_property
    def customers(self) -> pd.DataFrame:
        """One row a person whom the firm knows: customer, segment, stage, and the source as they tell it."""
        known = (self._run.first >= Stage.INTERESTED.number) | (self._run.end.stage >= Stage.INTERESTED.number)
        known[self._run.events.loc[~self._run.events["to"].isin(_UNKNOWN), "customer"]] = True
        table = self._run.customers.loc[known, ["customer", "segment", "stage"]]
        true = self._run.customers.loc[known, "source"]
        return table.assign(source=self._told(table["customer"], true)).reset_index(drop=True)

    @cached_property
    def deals(self) -> pd.DataFrame:
        """One row a deal, as in the run, with the source as the buyer tells it."""
        deals = self._run.deals
        return deals.assign(source=self._told(deals["customer"], deals["source"]))

    @cached_property
    def events(self) -> pd.DataFrame:
        """One row a move among people whom the firm knows; nobody unaware, nobody who merely knows its name."""
        events = self._run.events
        return events[~events["to"].isin(_UNKNOWN)].reset_index(drop=True)

    @cached_property
    def touches(self) -> pd.DataFrame:
        """One row a contact of a known person that left a trace (a click, a coupon): customer, day, channel."""
        touches, run = self._run.touches, self._run
        tracked = [channel.tracked for channel in run.company.touchpoints.values()] + [0.0]  # talk leaves no trace
        customer = touches["customer"].to_numpy(np.int64)
        nth = touches.groupby("customer").cumcount().to_numpy()
        luck = uniform(run.end.key[customer], 0, nth, Purpose.TRACE)
        traced = luck < np.array(tracked)[touches["channel"].cat.codes]
        known = touches["customer"].isin(self.customers["customer"])
        return touches.loc[traced & known, ["customer", "day", "channel"]].reset_index(drop=True)

    def _told(self, customers: pd.Series[int], true: pd.Series[str]) -> pd.Categorical[str]:
        """Return the source that each customer names: mostly the true one, else one of the others."""
        run, number = self._run, customers.to_numpy(np.int64)
        names = [*run.company.touchpoints, "word of mouth", "own need", ""]
        count, source = len(names) - 1, pd.Index(names).get_indexer(pd.Index(true))
        wrong = uniform(run.end.key[number], 0, 0, Purpose.RECALL) >= run.company.market.recall
        others = 1 + (uniform(run.end.key[number], 0, 1, Purpose.RECALL) * (count - 1)).astype(np.int64)
        told = np.where(wrong, (source + others) % count, source)
        return from_codes(np.where(source == count, count, told), names)


@dataclass(frozen=True, eq=False)
class Truth:
    """What really happened, which no firm ever sees.

    Attributes:
        run: The run that is looked at.
    """

    run: Run

    @property
    def parameters(self) -> Parameters:
        """Every number that the engine worked with."""
        return self.run.end.now

    @cached_property
    def causes(self) -> pd.Series[int]:
        """Number of new customers by the true cause that made them a lead."""
        deals = self.run.deals
        won = deals[(deals["kind"] == "new") & (deals["status"] == "won")]
        return won["source"].value_counts().rename("new customers").sort_index()

    def channel_worth(self, *channels: str, tail_months: int = 12) -> pd.DataFrame:
        """Say what each channel was worth: the same run, same people, same luck, without its budget.

        Both runs go on under the last plan for some months more, until what was carried over has died away; with 0
        months more, what it brings after the run's last quarter is left out.

        Args:
            channels: Names of those that are looked at; all if none is named.
            tail_months: Months that both runs go on, rounded up to whole quarters.

        Returns:
            One row a channel: channel, spend, revenue, profit (euros that the channel brought, profit after its
            own cost) and new_customers.

        Raises:
            BadInput: The company has no such channel.

        Example:
            >>> import salesmark as sm
            >>> run = sm.simulate(sm.company("electronics_retailer"), months=3, seed=7)
            >>> worth = run.truth.channel_worth("social", tail_months=3)
            >>> list(worth.columns), len(worth)
            (['channel', 'spend', 'revenue', 'profit', 'new_customers'], 1)
        """
        from salesmark.simulation.run import run_plans

        company, plans, seed = self.run.company, self.run.plans, self.run.seed
        months = 3 * (len(plans) - (-tail_months // 3))
        as_it_was = self.run if months == self.run.months else run_plans(company, plans, months=months, seed=seed)
        rows = []
        for channel in [one_of("channel", name, company.channels) for name in channels] or company.channels:
            bare = run_plans(company, [*_without(plans, channel), plans[-1]], months=months, seed=seed).monthly
            gain = (as_it_was.monthly - bare)[["marketing", "revenue", "profit", "new_customers"]].sum()
            rows.append((channel, gain["marketing"], gain["revenue"], gain["profit"], int(gain["new_customers"])))
        return pd.DataFrame(rows, columns=["channel", "spend", "revenue", "profit", "new_customers"])


def _without(plans: Sequence[Plan], channel: str) -> list[Plan]:
    """Return the same plans with no budget for a channel."""
    return [
        replace(plan, marketing=replace(plan.marketing, budget={**plan.marketing.budget, channel: 0.0}))
        for plan in plans
    ]
