"""What a learner fills in: forms made of ipywidgets, labelled, usable by keyboard, with the same in words."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import ipywidgets as widgets

from salesmark.classroom.note import Note

#: Long options wrap beside their button, and questions have the page's line height.
_STYLE = """<style>
.salesmark-form .widget-html-content { line-height: 1.45; }
.salesmark-form .widget-radio-box label {
  height: auto; line-height: 1.45; margin-bottom: .3em; padding-left: 1.6em; position: relative;
}
.salesmark-form .widget-radio-box input { left: 0; margin: 0; position: absolute; top: -.15em; }
</style>"""


class Form(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """A form; where no notebook is running, its words stand in for it."""

    def __init__(self, parts: list[widgets.Widget], *, words: str) -> None:
        super().__init__([widgets.HTML(_STYLE, layout={"display": "none"}), *parts])
        self.add_class("salesmark-form")
        self.words = words

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_()
        return bundle | {"text/plain": self.words}


class Commit(Form):
    """One question with a box for a number, or a list to choose from, and a button to commit.

    Attributes:
        box: The text box or the radio buttons.
        button: Commits what the box holds.
        reply: What was said to it.
    """

    def __init__(
        self,
        question: str,
        *,
        label: str,
        choices: tuple[str, ...],
        take: Callable[[Any], tuple[Note, bool]],
        words: str,
    ) -> None:
        self._take = take
        self.box = (
            widgets.RadioButtons(options=choices, value=None, layout={"width": "auto"})
            if choices
            else widgets.Text(description="Your answer", layout={"width": "16em"})
        )
        self.box.tooltip = f"{question}: {label}"
        self.button = widgets.Button(description="Commit", tooltip="Commit your prediction")
        self.button.on_click(lambda _: self.commit())
        self.box.on_msg(lambda _, message, __: self.commit() if message.get("event") == "submit" else None)
        self.reply = widgets.HTML()
        row = [self.box, self.button]
        answer = widgets.VBox(row) if choices else widgets.HBox(row, layout={"flex_flow": "row wrap"})
        super().__init__([_heading(question, label), answer, self.reply], words=words)

    def commit(self) -> None:
        """Hand in what the box holds, and show the reply."""
        self.answer(*self._take(self.box.value))

    def answer(self, note: Note, settled: bool) -> None:
        """Show a reply; once settled, nothing can be changed any more."""
        self.reply.value = note._repr_html_()
        self.box.disabled = self.button.disabled = settled


class Ask(widgets.VBox):  # type: ignore[misc]
    """One multiple-choice question of a quiz, with a button and feedback.

    Attributes:
        options: The radio buttons; their value is the position of the option.
        button: Asks for feedback on the chosen one.
        reply: The feedback.
    """

    def __init__(self, question: str, options: tuple[str, ...], answer: Callable[[int | None], Note]) -> None:
        self._answer = answer
        self.options = widgets.RadioButtons(
            options=[(text, place) for place, text in enumerate(options)],
            value=None,
            layout={"width": "auto"},
        )
        self.options.tooltip = question
        self.button = widgets.Button(description="Check", tooltip=f"Check: {question}")
        self.reply = widgets.HTML()
        self.button.on_click(self._show)
        parts = [_heading(question), self.options, self.button, self.reply]
        super().__init__(parts, layout={"margin": "0 0 1.2em 0"})

    def _show(self, _: widgets.Button) -> None:
        self.reply.value = self._answer(self.options.value)._repr_html_()


def _heading(question: str, label: str = "") -> widgets.HTML:
    return widgets.HTML(f"<strong>{escape(question)}</strong>" + (f"<br>{escape(label)}" if label else ""))
