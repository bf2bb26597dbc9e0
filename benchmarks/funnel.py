"""One funnel, told four times: on this engine, on Mesa, on SimPy, and as a plain loop. All of the code is here to read.

Everybody starts at the first of eight stages. Somebody at a stage moves to the next with a constant hazard a week, at
any time of the week and, with luck, more than once in it. Every move is written down: day, who, from, to.
Each of the four functions sets everything up and returns a function that lets the weeks pass; only that is timed. It
returns the stage of each person at the end, and the number of moves in the log.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Generator
from typing import Any

import mesa
import numpy as np
import simpy

import salesmark as sm
from salesmark.simulation.note import Week
from salesmark.simulation.parameters import Parameters, parameters
from salesmark.simulation.state import starting_state
from salesmark.simulation.week import STEPS, hand_over

#: Hazard a week of moving on, from each stage but the last: unaware, aware, interested (a lead), considering,
#: intending, customer, retained, advocate.
HAZARDS = (0.02, 0.04, 0.10, 0.20, 0.20, 0.05, 0.02)
LAST = len(HAZARDS)
WEEKS = 52

Weeks = Callable[[], tuple[Any, int]]


def on_this_engine(people: int, seed: int) -> Weeks:
    """The engine as it stands: its state, its clocks, and its own steps of a week as far as the scoring of leads."""
    steps = STEPS[: STEPS.index(hand_over)]
    state = starting_state(_only_the_funnel(people), seed)
    state.pace[:] = 1

    def weeks() -> tuple[Any, int]:
        for _ in range(WEEKS):
            week = Week(cents=np.zeros((1, 1), np.int64))
            for step in steps:
                step(state, week)
            state.close_week()
        return state.stage, sum(len(block[0]) for block in state.moves)

    return weeks


def _only_the_funnel(people: int) -> Parameters:
    """A company in which nothing acts but people's own need, at every stage, with these hazards."""
    shop = sm.company("electronics_retailer")
    shop = shop.change(
        market={
            "population": people,
            "start": {**dict.fromkeys(shop.market.start, 0), "unaware": 1},
            "season": (1,) * 12,
            **dict.fromkeys(("forgetting", "cooling", "recycling", "lapse", "delight", "imitation"), 0),
        },
        hand_off={"score_noise": 0},
        before={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}},
        plan={"marketing": {"budget": dict.fromkeys(shop.channels, 0)}, "agreement": {"lead_threshold": 0}},
    )
    now = parameters(shop, shop.plan)
    need = now.cause["own need"]
    drift, goes_to = np.zeros_like(now.drift), now.goes_to.copy()
    drift[:, :LAST, need] = HAZARDS
    goes_to[:, :LAST, need] = np.arange(1, LAST + 1)
    return dataclasses.replace(now, drift=drift, goes_to=goes_to, chance=np.ones_like(now.chance))


class Person(mesa.Agent):
    """One person in Mesa: every week the pressure of the stage works off what is left of the threshold."""

    def __init__(self, model: Market) -> None:
        super().__init__(model)
        self.stage = 0
        self.left = model.random.expovariate(1)

    def step(self) -> None:
        """Live through one week."""
        time = 0.0
        while self.stage < LAST and self.left < HAZARDS[self.stage] * (1 - time):
            time += self.left / HAZARDS[self.stage]
            self.model.log.append((7 * (self.model.week + time), self.unique_id, self.stage, self.stage + 1))
            self.stage += 1
            self.left = self.model.random.expovariate(1)
        if self.stage < LAST:
            self.left -= HAZARDS[self.stage] * (1 - time)


class Market(mesa.Model):
    """The market in Mesa."""

    def __init__(self, people: int, seed: int) -> None:
        super().__init__(rng=seed)
        self.week = 0
        self.log: list[tuple[float, int, int, int]] = []
        Person.create_agents(self, people)


def on_mesa(people: int, seed: int) -> Weeks:
    """An `AgentSet`, and one `do` a week."""
    market = Market(people, seed)

    def weeks() -> tuple[Any, int]:
        for market.week in range(WEEKS):
            market.agents.do("step")
        return [person.stage for person in market.agents], len(market.log)

    return weeks


def on_simpy(people: int, seed: int) -> Weeks:
    """One process a person, one event a move; nothing happens in a week without a move."""
    luck, market = random.Random(seed), simpy.Environment()  # noqa: S311
    stages = [0] * people
    log: list[tuple[float, int, int, int]] = []

    def life(person: int) -> Generator[simpy.Event]:
        for stage, hazard in enumerate(HAZARDS):
            yield market.timeout(luck.expovariate(hazard))
            log.append((7 * market.now, person, stage, stage + 1))
            stages[person] = stage + 1

    for person in range(people):
        market.process(life(person))

    def weeks() -> tuple[Any, int]:
        market.run(until=WEEKS)
        return stages, len(log)

    return weeks


def in_a_plain_loop(people: int, seed: int) -> Weeks:
    """The same as in Mesa, on plain lists, without any framework."""
    luck = random.Random(seed)  # noqa: S311
    stages, lefts = [0] * people, [luck.expovariate(1) for _ in range(people)]
    log: list[tuple[float, int, int, int]] = []

    def weeks() -> tuple[Any, int]:
        for week in range(WEEKS):
            for person in range(people):
                stage, left, time = stages[person], lefts[person], 0.0
                while stage < LAST and left < HAZARDS[stage] * (1 - time):
                    time += left / HAZARDS[stage]
                    log.append((7 * (week + time), person, stage, stage + 1))
                    stage += 1
                    left = luck.expovariate(1)
                if stage < LAST:
                    lefts[person] = left - HAZARDS[stage] * (1 - time)
                stages[person] = stage
        return stages, len(log)

    return weeks


FUNNELS = {"salesmark": on_this_engine, "mesa": on_mesa, "simpy": on_simpy, "plain loop": in_a_plain_loop}
