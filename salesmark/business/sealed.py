"""Dictionaries that cannot be changed: a company stays as it is, whatever is asked of it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

from salesmark._checks import BadInput

V = TypeVar("V")


class Sealed(dict[str, V]):
    """A dictionary of names and values that can be read, copied and pickled, but not changed.

    Example:
        >>> Sealed({"search": 700})["search"] = 0
        Traceback (most recent call last):
        salesmark._checks.BadInput: A company is fixed once made, so 'search' cannot be set in place. ...
    """

    def _refuse(self, *arguments: Any, **_: Any) -> NoReturn:
        what = f"{arguments[0]!r}" if arguments else "its values"
        raise BadInput(
            f"A company is fixed once made, so {what} cannot be set in place. "
            "Ask for a changed copy: company.change(plan={...})."
        )

    __setitem__ = __delitem__ = __ior__ = clear = pop = popitem = setdefault = update = _refuse

    def __reduce__(self) -> tuple[type[Sealed[V]], tuple[dict[str, V]]]:
        return type(self), (dict(self),)

    def __deepcopy__(self, memo: dict[int, Any]) -> Sealed[V]:
        return self


def seal(thing: Any) -> None:
    """Seal the dictionaries of a frozen dataclass, from its `__post_init__`.

    Args:
        thing: The dataclass; its fields that hold a mapping are changed in place.
    """
    for field in dataclasses.fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, Mapping):
            object.__setattr__(thing, field.name, Sealed(value))
