"""Randomness by position: a number belongs to (seed, customer, stage, visit, purpose), never to an order of draws.

So two runs with one seed differ only where their plans differ, and a run is the same on every machine.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Keys: TypeAlias = npt.NDArray[np.uint64]
#: One purpose or several.
Purposes: TypeAlias = int | Keys
#: Numbers of stages, causes and the like, in as few bits as will hold them: a run writes down millions.
Codes: TypeAlias = npt.NDArray[np.integer[Any]]

#: Thresholds and pressures are multiples of 1 / GRID, so that their sums are exact in any order. A last bit of log,
#: exp or power that differs from machine to machine then decides something only where two random numbers agree in
#: some fifty bits: less than once in a million runs. What a run counts, people and cents, is whole numbers.
GRID = float(2**30)

_GOLDEN = 0x9E3779B97F4A7C15
_MASK = 2**64 - 1
# Numbers as arrays without an axis: numpy need not look up each time what they are.
_STRIDE, _A_VISIT = np.array(_GOLDEN, np.uint64), np.array((_GOLDEN << 16) & _MASK, np.uint64)
_12, _27, _30, _31 = (np.array(bits, np.uint64) for bits in (12, 27, 30, 31))
_FIRST, _SECOND = np.array(0xBF58476D1CE4E5B9, np.uint64), np.array(0x94D049BB133111EB, np.uint64)
#: Bits of 1.0; with 52 bits of chance below them a float from 1 to 2, and half a step keeps it off both ends.
_ONE, _ONE_LESS = np.array(0x3FF0000000000000, np.uint64), np.array(1 - 2.0**-53)
_AND_INVERTED = np.array([[0], [_MASK]], np.uint64)
_GRAINS, _A_GRAIN = np.array(GRID), np.array(1 / GRID)


class Purpose(IntEnum):
    """What a random number is for; each purpose has numbers of its own."""

    THRESHOLD = 0
    CAUSE = 1
    CHANCE = 2
    SCORE = 3
    PATIENCE = 4
    SERVICE = 5
    OUTCOME = 6
    DAYS = 7
    BASKET = 8
    SATISFACTION = 9
    SEGMENT = 10
    FIT = 11
    START = 12
    ACTIVITY = 13
    RECALL = 14
    TRACE = 15
    JUDGEMENT = 16
    LEAK = 17
    DOUBT = 18
    HAGGLING = 19
    UPSELL = 20
    RENEWAL = 21
    TALENT = 22
    SURVEY = 23
    HURRY = 24


_OF_STAGE = (np.arange(256, dtype=np.uint64) << np.uint64(8)) * _STRIDE
_OF_PURPOSE = np.arange(len(Purpose), dtype=np.uint64) * _STRIDE


def keys(seed: int, customers: int) -> Keys:
    """Return one key a customer, from which all of that customer's random numbers follow.

    Args:
        seed: Any whole number.
        customers: How many.

    Returns:
        Keys, shape (customers,).

    Example:
        >>> int(keys(0, 3)[2]) == int(keys(0, 1000)[2])
        True
    """
    start = _mixed(np.array((seed * _GOLDEN + 1) & _MASK, np.uint64))
    return _mixed(start + np.arange(1, customers + 1, dtype=np.uint64) * _STRIDE)


def uniform(key: Keys, stage: Codes | int, visit: Codes | int, purpose: Purposes) -> Floats:
    """Return numbers strictly between 0 and 1, each fixed by its position.

    Args:
        key: Customers' keys, shape (k,).
        stage: Number of the stage, any shape that broadcasts with the keys.
        visit: How often the customer has entered the stage, any shape that broadcasts with the keys.
        purpose: What the number is for, one `Purpose` or an array of them that broadcasts with the keys.

    Returns:
        Uniform numbers, of the shape of all four together.

    Example:
        >>> uniform(keys(7, 2), 1, 1, Purpose.THRESHOLD).round(3)
        array([0.084, 0.448])
    """
    return drawn(key, place(stage, visit), purpose)


def place(stage: Codes | int, visit: Codes | int) -> Keys:
    """Return where among a customer's random numbers those of a visit to a stage begin.

    Args:
        stage: Number of the stage, 0 to 255, any shape.
        visit: How often the customer has entered the stage, any shape that broadcasts with it.

    Returns:
        Places for `drawn`, of the shape of both together.

    Example:
        >>> bool(drawn(keys(7, 1), place(2, 1), Purpose.CHANCE) == uniform(keys(7, 1), 2, 1, Purpose.CHANCE))
        True
    """
    begins: Keys = np.add(np.multiply(np.asarray(visit).astype(np.uint64), _A_VISIT), _OF_STAGE[stage])
    return begins


def drawn(key: Keys, place: Keys, purpose: Purposes) -> Floats:
    """Return the uniform numbers for a purpose at known places.

    Args:
        key: Customers' keys, shape (k,).
        place: From `place`, any shape that broadcasts with the keys.
        purpose: As for `uniform`.

    Returns:
        Numbers strictly between 0 and 1, of the shape of all three together.

    Example:
        >>> drawn(keys(7, 2), place(1, 1), Purpose.THRESHOLD).round(3)
        array([0.084, 0.448])
    """
    bits = _mixed(key ^ np.add(place, _OF_PURPOSE[purpose]))
    bits >>= _12
    bits |= _ONE
    numbers = bits.view(np.float64)
    numbers -= _ONE_LESS
    return numbers


def exponential(key: Keys, stage: Codes | int, visit: Codes | int, purpose: Purposes) -> Floats:
    """Return unit-exponential numbers on the grid, each fixed by its position.

    Args:
        key: Customers' keys, shape (k,).
        stage: As for `uniform`.
        visit: As for `uniform`.
        purpose: As for `uniform`.

    Returns:
        Numbers above 0 with mean 1, of the shape of all four together.

    Example:
        >>> exponential(keys(7, 2), 1, 1, Purpose.THRESHOLD).round(3)
        array([2.472, 0.803])
    """
    return on_grid(-np.log(uniform(key, stage, visit, purpose)))


def normal(key: Keys, stage: Codes | int, visit: Codes | int, purpose: Purposes) -> Floats:
    """Return standard normal numbers, each fixed by its position (Box and Muller, 1958).

    Args:
        key: Customers' keys, shape (k,).
        stage: As for `uniform`.
        visit: As for `uniform`.
        purpose: As for `uniform`.

    Returns:
        Numbers with mean 0 and standard deviation 1, of the shape of all four together.

    Example:
        >>> bool(abs(normal(keys(7, 10_000), 1, 1, Purpose.BASKET).mean()) < 0.03)
        True
    """
    first, second = uniform(key ^ _AND_INVERTED, stage, visit, purpose)
    drawn: Floats = np.sqrt(-2 * np.log(first)) * np.cos(2 * np.pi * second)
    return drawn


def on_grid(values: Floats) -> Floats:
    """Return the values rounded to multiples of 1 / GRID, so that their sums are exact.

    Args:
        values: Any shape, below 2**22.

    Returns:
        The same shape.

    Example:
        >>> float(on_grid(np.array([1 / 3]))[0]) * GRID
        357913941.0
    """
    rounded: Floats = values * _GRAINS
    np.rint(rounded, out=rounded)
    rounded *= _A_GRAIN
    return rounded


def _mixed(bits: Keys) -> Keys:
    """Scramble 64 bits in place (the finaliser of SplitMix64: Steele, Lea and Flood, 2014)."""
    bits ^= bits >> _30
    bits *= _FIRST
    bits ^= bits >> _27
    bits *= _SECOND
    bits ^= bits >> _31
    return bits
