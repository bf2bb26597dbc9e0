"""Small published tables and the glossary, each with its source and how far to trust it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib import resources

from salesmark._checks import one_of

__all__ = ["Entry", "Glossary", "glossary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word of the course.

    Attributes:
        term: The word.
        means: What it means, in one or two sentences.
        lesson: Number of the lesson that uses it first.
        desk: "marketing", "sales" or "both"; "" for words of the course itself.
        see: Other entries worth reading.
    """

    term: str
    means: str
    lesson: str
    desk: str = ""
    see: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"{self.term}: {self.means}" + (f"\nSee also: {', '.join(self.see)}." if self.see else "")

    def _repr_html_(self) -> str:
        also = f"<br><em>See also: {escape(', '.join(self.see))}.</em>" if self.see else ""
        return f"<p style='max-width:72ch'><strong>{escape(self.term)}</strong>: {escape(self.means)}{also}</p>"


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words of the course in alphabetical order; a notebook shows them as a table.

    Attributes:
        entries: The words.
    """

    entries: tuple[Entry, ...]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        return "\n".join(f"{entry.term}: {entry.means}" for entry in self.entries)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row' style='text-align:left'>{escape(entry.term)}</th>"
            f"<td style='text-align:left'>{escape(entry.means)}</td>"
            f"<td style='text-align:left'>{entry.desk or '–'}</td><td>{entry.lesson}</td></tr>"
            for entry in self.entries
        )
        columns = ("Word", "Meaning", "Desk", "Lesson")
        head = "".join(f"<th scope='col' style='text-align:left'>{word}</th>" for word in columns)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def glossary(*terms: str) -> Entry | Glossary:
    """Look up a word of the course, a few of them, or all.

    Args:
        *terms: The words; none for the whole glossary.

    Returns:
        The entry of a single word, else a table of entries.

    Raises:
        BadInput: A word is not in the glossary; the nearest one is suggested.

    Example:
        >>> glossary("lead")
        lead: A person or firm that has shown interest. Not yet a promise to buy.
        See also: marketing-qualified lead, sales-qualified lead.
    """
    known = _entries()
    found = tuple(known[_known(term, known)] for term in terms)
    return found[0] if len(found) == 1 else Glossary(found or tuple(known.values()))


def _known(word: str, known: Mapping[str, Entry]) -> str:
    """Find the word as the glossary writes it: capitals, hyphens and a plural's s do not matter."""
    bare = {re.sub(r"[\s_-]", "", term).casefold(): term for term in known}
    asked = re.sub(r"[\s_-]", "", str(word)).casefold()
    return bare.get(asked) or bare.get(asked.removesuffix("s")) or one_of("word", word, known)


@cache
def _entries() -> dict[str, Entry]:
    table = tomllib.loads((resources.files("salesmark.datasets") / "glossary.toml").read_text("utf-8"))
    entries = {
        term: Entry(term=term, **{**fields, "see": tuple(fields.get("see", ()))})
        for term, fields in sorted(table.items(), key=lambda item: item[0].casefold())
    }
    for entry in entries.values():
        one_of(f"desk of {entry.term!r}", entry.desk, ("marketing", "sales", "both", ""))
        for other in entry.see:
            one_of(f"word that {entry.term!r} points to,", other, entries)
    return entries
