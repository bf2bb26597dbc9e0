"""The sorting game of lesson 01: thirty activities of a car dealer, to be laid on the right desk.

Here live the cards, the judgement and the words; `sorting_game.js` beside it draws the desks and listens.
"""

from __future__ import annotations

import pathlib
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import traitlets

from salesmark._checks import BadInput, one_of
from salesmark.business.journey import Desk
from salesmark.widgets.page import OnPage, joined, no_code

if TYPE_CHECKING:
    import pandas as pd

_HERE = pathlib.Path(__file__).parent
_DESKS = tuple(desk.value for desk in Desk)
_NAMES = {"marketing": "marketing's desk", "sales": "sales' desk", "both": "both desks"}
_LESSON = "01"


def sorting_game() -> SortingGame:
    """Deal thirty cards, each an activity of a car dealer, to be laid on a desk: marketing, sales or both.

    Returns:
        The game. `place("sales")` lays the card in hand; `table` holds the cards, `words` what was said last.

    Example:
        >>> game = sorting_game()
        >>> print(game.place("marketing"))
        Right: marketing's desk. Finding out what a whole market needs comes before any advert, ...
    """
    return SortingGame()


class SortingGame(OnPage):
    """The game; made by `sorting_game`.

    Attributes:
        words: What was said to the last move.
        card: Name of the card in hand; '' once all lie.
        placed: Card -> the desk it lies on.
        missed: Cards that were tried on a wrong desk first.
    """

    _esm = joined("parts.js", "sorting_game.js")
    _css = joined("lab.css", "sorting_game.css")

    _view = traitlets.Dict().tag(sync=True)  # all that the page shows
    words, card = traitlets.Unicode(), traitlets.Unicode()

    def __init__(self) -> None:
        super().__init__(self._do)
        self.placed: dict[str, str] = {}
        self.missed: set[str] = set()
        self.reset()

    def place(self, desk: str, card: str = "") -> str:
        """Lay a card on a desk.

        Args:
            desk: "marketing", "sales" or "both".
            card: Name of the card; '' for the one in hand.

        Returns:
            Whether it belongs there, and why.

        Raises:
            BadInput: There is no such desk or card, or the card lies already.
        """
        one_of("desk", desk, _DESKS)
        self.choose(card or self.card)
        card = self.card
        facts = cards()[card]
        if facts.get("disputed"):
            said = f"Laid on {_NAMES[desk]}, and nobody can say that you are wrong. {facts['why']}"
        elif desk == facts["desk"]:
            said = f"Right: {_NAMES[desk]}. {facts['why']}"
        else:
            self.missed.add(card)
            return self._say(f"Not {_NAMES[desk]}. {facts['hint']} Try another desk.")
        after = self._next(1)
        self.placed[card] = desk
        self.card = after if after != card else ""
        return self._say(said + ("" if self.card else f" {self.summary}"))

    def choose(self, card: str) -> None:
        """Take a card into the hand.

        Args:
            card: Its name.

        Raises:
            BadInput: There is no such card in the hand.
        """
        left = [name for name in cards() if name not in self.placed]
        if not left:
            raise BadInput("All thirty cards are sorted. Press Reset, or call reset(), to play again.")
        self.card = one_of("card in hand", card, left)
        self._show()

    def reset(self) -> None:
        """Take all cards back into the hand."""
        self.placed.clear()
        self.missed.clear()
        self.card = next(iter(cards()))
        self._say("Whose work is this? Lay the card on a desk.")

    def share(self) -> str:
        """Return a short code from which `load` restores the game: a letter a card, small where right at once."""
        letters = {name: (desk[0].upper() if name in self.missed else desk[0]) for name, desk in self.placed.items()}
        return f"{_LESSON}-{''.join(letters.get(name, '-') for name in cards())}"

    def code(self) -> str:
        """Return the lines of Python that lay the same cards."""
        return f'game = sm.widgets.sorting_game()\ngame.load("{self.share()}")\nsm.show(game.table)'

    def load(self, code: str) -> None:
        """Lay the cards as they lay when a code was shared.

        Args:
            code: From `share`.

        Raises:
            BadInput: It is no code of this game.
        """
        lesson, _, letters = code.strip().partition("-")
        desks = {desk[0]: desk for desk in _DESKS}
        found = {name: letter for name, letter in zip(cards(), letters, strict=False) if letter != "-"}
        whole = lesson == _LESSON and len(letters) == len(cards())
        if not whole or not all(_accepted(name, desks.get(letter.lower(), "")) for name, letter in found.items()):
            raise no_code(code, "game", _LESSON)
        self.placed = {name: desks[letter.lower()] for name, letter in found.items()}
        self.missed = {name for name, letter in found.items() if letter.isupper()}
        self.card = next((name for name in cards() if name not in self.placed), "")
        self._say(self.summary)

    @property
    def summary(self) -> str:
        """How far the game is, in words."""
        at_once = sum(name not in self.missed for name in self.placed)
        return f"{len(self.placed)} of {len(cards())} cards sorted, {at_once} right at the first try."

    @property
    def table(self) -> pd.DataFrame:
        """One row a card: activity, desk, disputed, and yours: the desk that you laid it on, '' where you have not."""
        import pandas as pd

        rows = [
            (facts["text"], facts["desk"], facts.get("disputed", False), self.placed.get(name, ""))
            for name, facts in cards().items()
        ]
        return pd.DataFrame(rows, columns=["activity", "desk", "disputed", "yours"], index=list(cards()))

    def _next(self, by: int) -> str:
        """Return the name of the card that comes after the one in hand."""
        names = [name for name in cards() if name not in self.placed]
        return names[(names.index(self.card) + by) % len(names)] if self.card else ""

    def _say(self, said: str) -> str:
        self.words = said
        self._show()
        return said

    def _show(self) -> None:
        """Tell the page what to show."""
        piles: dict[str, list[dict[str, Any]]] = {desk: [] for desk in _DESKS}
        for name, desk in self.placed.items():
            facts = cards()[name]
            piles[desk].append({"text": facts["text"], "disputed": facts.get("disputed", False)})
        self._view = {
            "card": cards()[self.card]["text"] if self.card else "",
            "summary": self.summary,
            "words": self.words,
            "share": self.share(),
            "code": self.code(),
            "desks": piles,
        }

    def _do(self, message: Mapping[str, Any]) -> None:
        match message:
            case {"do": "place", "desk": desk}:
                self.place(desk)
            case {"do": "step", "by": by} if self.card:
                self.choose(self._next(by))
            case {"do": "reset"}:
                self.reset()
            case {"do": "load", "code": code}:
                self.load(code)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        data, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {**data, "text/plain": f"Sorting game. {self.summary}"}, metadata


@cache
def cards() -> dict[str, dict[str, Any]]:
    """Return the cards in the order in which they are dealt: name -> text, desk, why, and hint or disputed."""
    return tomllib.loads((_HERE / "sorting_game.toml").read_text(encoding="utf-8"))


def _accepted(card: str, desk: str) -> bool:
    facts = cards()[card]
    return desk == facts["desk"] or (bool(desk) and bool(facts.get("disputed")))
