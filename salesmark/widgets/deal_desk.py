"""The deal desk of lesson 05: one deal played talk by talk, then 200 of them by the same moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from salesmark.business.journey import Desk
from salesmark.charts.selling import deal, deals
from salesmark.charts.show import describe
from salesmark.reports.deals import AS_TODAY, BUYERS, MANNERS, MOST_TRIES, SEED, DealDesk, todays
from salesmark.widgets.lab import Answer, Control, Lab

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.business.company import Company

_ONE, _MANY = "one deal", f"{BUYERS} deals"
_BUYER = 28


def deal_desk(company: Company, *, seed: int = SEED) -> Lab:
    """Make the lab in which a deal is played talk by talk, and then many by the same moves.

    Args:
        company: The company.
        seed: Same seed, same buyers and luck.

    Returns:
        The lab: `held` holds the next talk; each step of the sale is a control, and so are answers, discount and
        follow_ups; `show` changes from one deal to 200.

    Example:
        >>> import salesmark as sm
        >>> lab = deal_desk(sm.company("car_dealer"))
        >>> lab.held.value = 1
        >>> lab.words.partition(",")[0]
        'Buyer 28 is like ...'
    """
    desk, usual = DealDesk(company, seed=seed), todays(company)
    controls = [
        Control(name="show", label="Show", value=_ONE, options=(_ONE, _MANY)),
        Control(name="buyer", label="Buyer", value=_BUYER, low=1, high=BUYERS, step=1),
        Control(
            name="held",
            label="Talks held: one more is the next step",
            value=0,
            high=len(company.process) + MOST_TRIES,
            step=1,
        ),
    ]
    ways = (AS_TODAY, *MANNERS)
    for step in company.process:
        label = step.replace("_", " ").capitalize()
        controls.append(Control(name=step, label=label, value=AS_TODAY, options=ways, desk=Desk.SALES))
    controls += [
        Control(name="answers", label="Come with an answer to every doubt", value=False),
        Control(
            name="discount",
            label="Largest discount",
            value=usual["discount"],
            high=company.selling.haggle_size,
            step=0.01,
            unit="%",
            desk=Desk.SALES,
        ),
        Control(
            name="follow_ups",
            label="Further tries after a no",
            value=usual["follow_ups"],
            high=MOST_TRIES,
            step=1,
            desk=Desk.SALES,
        ),
    ]

    def moves(values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: values[name] for name in usual if values[name] != usual[name]}

    def answer(values: Mapping[str, Any], ax: Axes | None) -> Iterator[Answer]:
        if values["show"] == _ONE:
            drawn = deal(desk, moves(values), buyer=values["buyer"], held=values["held"], ax=ax)
        else:
            drawn = deals(desk, moves(values), ax=ax)
        yield drawn, describe(drawn)

    def code(values: Mapping[str, Any]) -> str:
        luck = "" if seed == SEED else f", seed={seed}"
        one = f"deal(firm, moves, buyer={values['buyer']}, held={values['held']}{luck})"
        return (
            f'firm = sm.company("{company.name}")\n'
            f"moves = {moves(values)}\n"
            f"sm.show(sm.charts.{one if values['show'] == _ONE else f'deals(firm, moves{luck})'})"
        )

    return Lab(
        lesson="05",
        question="What moves a buyer to yes, and what does it cost?",
        company=company.title,
        controls=controls,
        answer=answer,
        code=code,
    )
