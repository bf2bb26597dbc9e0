"""The people of the two desks: who is here, since when, and what their work is worth this week."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmark.simulation.clocks import Floats, Purpose, keys, normal
from salesmark.simulation.odds import practised
from salesmark.simulation.parameters import Parameters, headcount

#: Turns a seed into that of the people of the firm, who share no luck with the people of the market.
_OF_THE_FIRM = 0x5A1E5


@dataclass(slots=True)
class Person:
    """Somebody at one of the desks.

    Attributes:
        role: Name of the job.
        number: 1 for the first in the job.
        since: Week from which the work counts as begun; long ago for the experienced.
        here: Whether the person is in today's plan.
    """

    role: str
    number: int
    since: float
    here: bool


@dataclass(frozen=True, slots=True)
class Sellers:
    """What the sellers are worth this week; a seller's number is that of the person in the staff.

    Attributes:
        hours: Seller -> hours a week for buyers.
        slow: Seller -> days of the week that an hour of an experienced person's work takes up.
        odds: Seller -> factor on the odds of a yes, step by step.
    """

    hours: dict[int, float]
    slow: dict[int, float]
    odds: dict[int, list[float]]


class Staff:
    """Everybody who ever worked at one of the desks, in the order in which they came.

    Attributes:
        people: The people; a person's number is the place here.
        hiring: Cents that finding the last newcomers cost, by account.
    """

    __slots__ = ("_key", "hiring", "people")

    def __init__(self, seed: int) -> None:
        self._key = keys(seed ^ _OF_THE_FIRM, 1)
        self.people: list[Person] = []
        self.hiring: dict[str, int] = {}

    def follow(self, now: Parameters, week: int) -> None:
        """Hire and let go as the plan says; on day 0 those of the plan before know their jobs."""
        known = {(person.role, person.number): person for person in self.people}
        before = headcount(now.company.before)
        self.hiring = {"marketing": 0, "sales_wages": 0}
        for role, count in now.people.items():
            job = now.company.roles[role]
            account = "sales_wages" if job.hours else "marketing"
            for number in range(1, count + 1):
                person = known.setdefault((role, number), Person(role, number, week, here=False))
                if not person.here and week == 0 and number <= before.get(role, 0):
                    person.since = -np.inf
                elif not person.here:
                    person.since = week
                    self.hiring[account] -= round(100 * job.hiring)
                person.here = True
        self.people = list(known.values())
        for person in self.people:
            person.here = person.number <= now.people.get(person.role, 0)

    def able(self, now: Parameters, week: int) -> float:
        """Return the share of the marketing budget that the people at hand can run well (0 to 1)."""
        budget = float(now.spend.sum())
        if not budget:
            return 1.0
        handles = np.array([now.company.roles[person.role].handles * person.here for person in self.people])
        return min(float(handles @ self._worth(now, week)) / budget, 1.0)

    def sellers(self, now: Parameters, week: int) -> Sellers:
        """Return what the sellers at hand are worth this week."""
        roles, steps = now.company.roles, list(now.company.process)
        worth, talent = self._worth(now, week), now.company.selling.talent
        hours, slow, odds = {}, {}, {}
        for number, person in enumerate(self.people):
            job = roles[person.role]
            if person.here and job.hours:
                luck = talent * normal(self._key, 0, number, Purpose.TALENT)[0]
                gift = float(np.exp(np.clip(luck, -20, 20))) * worth[number]
                hours[number] = job.hours
                slow[number] = float(7 / (job.hours * worth[number]))
                odds[number] = [float(gift * job.skill.get(step, 1.0)) for step in steps]
        return Sellers(hours, slow, odds)

    def learning(self, now: Parameters, week: int) -> bool:
        """Say whether somebody is still new to the job."""
        ramp = now.company.selling.ramp_weeks
        return any(person.here and week - person.since < ramp for person in self.people)

    def _worth(self, now: Parameters, week: int) -> Floats:
        since = np.array([person.since for person in self.people])
        return practised(week - since, now.company.selling.ramp_weeks, now.company.selling.ramp_start)
