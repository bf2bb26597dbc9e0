"""The blank `____`: stands where an answer is missing, and never stops a worksheet."""

from __future__ import annotations

from typing import Any, Final


class Blank:
    """An answer that is not there yet; whatever is computed from it is not there yet either."""

    __slots__ = ()
    __array_ufunc__ = None  # numpy and pandas hand arithmetic with a blank back to the blank
    __pandas_priority__ = 10_000

    def __repr__(self) -> str:
        return "____ (not attempted yet: put your answer here)"

    def __format__(self, how: str) -> str:
        return "____"

    def __bool__(self) -> bool:
        return False

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return hash(Blank)

    def __reduce__(self) -> str:
        return "____"

    def __getattr__(self, name: str) -> Blank:
        if name.startswith("_"):  # notebooks and copy ask for hooks by such names
            raise AttributeError(name)
        return self

    def __iter__(self) -> Any:
        return iter(())

    def __contains__(self, item: object) -> bool:
        return False


def _still_blank(blank: Blank, *_: Any, **__: Any) -> Blank:
    return blank


_TWO_SIDED = "add sub mul truediv floordiv mod pow matmul and or xor lshift rshift divmod"
_OTHERS = "eq ne lt le gt ge neg pos abs invert round trunc floor ceil call getitem"
for _name in f"{_TWO_SIDED} r{_TWO_SIDED.replace(' ', ' r')} {_OTHERS}".split():
    setattr(Blank, f"__{_name}__", _still_blank)

____: Final = Blank()


def has_blank(answer: Any) -> bool:
    """Return whether an answer is a blank, or a list, tuple, set or dict with a blank in it.

    Example:
        >>> has_blank([0.2, ____]), has_blank(0.2)
        (True, False)
    """
    if isinstance(answer, dict):
        return any(has_blank(part) for part in answer.values())
    if isinstance(answer, list | tuple | set | frozenset):
        return any(has_blank(part) for part in answer)
    return isinstance(answer, Blank)
