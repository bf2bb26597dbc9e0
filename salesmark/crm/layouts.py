"""What CRM systems call things, columns, stages and sectors: the words are data, in `layouts.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path


def plain(text: str) -> str:
    """Return the letters and digits of a text in lower case, without anything in brackets.

    Example:
        >>> plain("Deal - Creation date"), plain("Probability (%)"), plain("GTX Pro") == plain("GTXPro")
        ('dealcreationdate', 'probability', True)
    """
    return "".join(letter for letter in _BRACKETS.sub("", text).casefold() if letter.isalnum())


_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

DATES = ("opened", "closed", "won_on", "lost_on")
OUTCOMES = ("stage", "status", "is_won", "won_on", "lost_on")
FLAGS = ("is_won", "is_closed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one system's deal export.

    Attributes:
        system: Its name, as people say it.
        columns: Our field -> the headers that stand for it, the best first.
    """

    system: str
    columns: dict[str, list[str]]

    def match(self, headers: dict[str, bool]) -> dict[str, str]:
        """Return field -> header among headers -> whether their cells answer yes or no; "Closed" may be a date."""
        known = {plain(header): header for header in reversed(headers)}  # of two equal headers the first one counts
        found = {}
        for field, names in self.columns.items():
            hits = [known[plain(name)] for name in names if plain(name) in known]
            if hits and (field not in (*FLAGS, *DATES) or headers[hits[0]] == (field in FLAGS)):
                found[field] = hits[0]
        return found


_DATA = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
#: Everything that can be read about a deal, and so every key that `mapping=` takes, with what it means.
FIELDS: dict[str, str] = _DATA["fields"]
LAYOUTS = tuple(Layout(system=system, columns=columns) for system, columns in _DATA["systems"].items())
GENERIC = LAYOUTS[-1]
_COMMON = {plain(name) for names in GENERIC.columns.values() for name in names}


def recognised(headers: dict[str, bool]) -> Layout:
    """Return the layout with most headers of its own; words that any table may use name no system."""
    return max(
        (GENERIC, *LAYOUTS),
        key=lambda layout: sum(plain(header) not in _COMMON for header in layout.match(headers).values()),
    )


_WORDS = _DATA["words"]
_WON, _LOST, _CLOSED, _NOT = (frozenset(_WORDS[key].split()) for key in ("won", "lost", "closed", "not"))
_OPEN = frozenset(map(plain, _WORDS["open"]))
YES, NO, DELETED = (frozenset(_WORDS[key].split()) for key in ("yes", "no", "deleted"))
CURRENCIES: list[str] = _WORDS["currencies"].split()
SECTORS: list[str] = _WORDS["sectors"].split()


def outcome(text: str) -> str:
    """Return 'won', 'lost' or 'open' for the name of a stage or status, '' if it is not clear.

    Careful on purpose: "Lost interest" is no lost deal, and "Not won yet" no won one.

    Example:
        >>> [outcome(stage) for stage in ("Closed Won", "8 - Verloren", "Proposal", "Lost interest")]
        ['won', 'lost', 'open', '']
    """
    words = set(re.findall(r"[^\W\d_]+", _BRACKETS.sub("", text).casefold()))
    verdicts = [name for name, known in (("won", _WON), ("lost", _LOST)) if words & known]
    if len(verdicts) == 1 and not words & _NOT and (words <= _WON | _LOST | _CLOSED or words & _CLOSED):
        return verdicts[0]
    return "open" if not verdicts and plain(text) in _OPEN else ""
