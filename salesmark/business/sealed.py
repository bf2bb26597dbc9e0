"""What a company is made on: fields that are checked by their types, dictionaries that cannot be changed."""

from __future__ import annotations

import functools
import typing
from collections.abc import Mapping
from typing import Annotated, Any, NoReturn, TypeVar

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


class Checked:
    """What the dataclasses of this room are made on: each field is checked by its type, each dictionary sealed.

    Example:
        >>> from salesmark.business.marketing import Place
        >>> Place(serves={"families": 1}, cost=300, fee=20)
        Traceback (most recent call last):
        salesmark._checks.BadInput: fee must be a fraction from 0 to 1, got 20. Did you mean 0.2?
    """

    __slots__ = ()

    def __post_init__(self) -> None:
        for name, hint in hints_of(type(self)).items():  # type: ignore[arg-type]
            object.__setattr__(self, name, _fitting(name, hint, getattr(self, name)))
        self._check_together()

    def _check_together(self) -> None:
        """Check what no field shows by itself."""


@functools.cache
def hints_of(kind: Any) -> dict[str, Any]:
    """Return field -> type hint of a dataclass, with what it says beside the type."""
    return typing.get_type_hints(kind, include_extras=True)


def _fitting(name: str, hint: Any, value: Any) -> Any:
    """Return a value that fits its type hint: whole numbers become whole, the rest stays as it came."""
    origin = typing.get_origin(hint)
    if origin is Mapping:
        key, inner = typing.get_args(hint)
        return Sealed({_fitting(name, key, at): _fitting(f"{name}.{at}", inner, item) for at, item in value.items()})
    if origin is Annotated:
        kind, *rules = typing.get_args(hint)
        fits = [rule(name, value) for rule in rules]
        return fits[-1] if kind is int else value
    return value
