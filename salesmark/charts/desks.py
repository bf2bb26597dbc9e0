"""Pictures of the two desks: which activities lie where, and what a contact of each costs and brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from salesmark.analysis import journeys
from salesmark.business.journey import Desk
from salesmark.charts.show import caption
from salesmark.charts.theme import BOLD, DESK_NAMES, INK, LOOKS, SMALL, TEXT, amount, canvas, count

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from salesmark.simulation.run import Run

_ROWS = (("a noticed advert", Desk.MARKETING), ("a talk", Desk.SALES))


def desks(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw on which desk each activity of the sorting game lies.

    Args:
        table: One row an activity: desk, and disputed (whether sources disagree), as `game.table` holds it.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes: a mark an activity, in the desk's shape and colour; where sources disagree it is hollow.

    Example:
        >>> import salesmark as sm
        >>> desks(sm.widgets.sorting_game().table).get_title("left")
        "12 cards are marketing's, 9 are sales', 4 need both, 5 are disputed"
    """
    ax = canvas(ax, height=2.6)
    counts = {}
    for row, (desk, look) in enumerate(LOOKS.items()):
        mine = table[table["desk"] == desk.value]
        clear = counts[desk] = int((~mine["disputed"]).sum())
        for place in range(len(mine)):
            face = look.colour if place < clear else "none"
            ax.plot(place, row, look.marker, color=look.colour, markerfacecolor=face, markersize=13, markeredgewidth=2)
        ax.text(-0.8, row, DESK_NAMES[desk], ha="right", va="center", **TEXT)
        ax.text(len(mine) - 0.2, row, str(len(mine)), va="center", **BOLD)
    disputed = table[table["disputed"]]
    ax.text(-0.4, 2.75, "hollow: sources disagree", va="center", **SMALL)
    ax.set(xlim=(-3.5, 13.5), ylim=(3, -0.6))
    ax.set_axis_off()
    marketing, sales, both = (counts[desk] for desk in LOOKS)
    finding = f"{marketing} cards are marketing's, {sales} are sales', {both} need both, {len(disputed)} are disputed"
    named = "; ".join(str(text)[0].lower() + str(text)[1:] for text in disputed["activity"])
    return caption(ax, finding, f"Sources disagree over: {named}.")


def contacts(run: Run, ax: Axes | None = None) -> Axes:
    """Draw an advert beside a talk: how many, what one costs, how often it ends in a sale.

    Args:
        run: A run.
        ax: Axes to draw on, emptied first; None makes a new figure.

    Returns:
        The Axes; three pairs of bars, marketing's solid, sales' striped, each pair with a scale of its own.

    Example:
        >>> import salesmark as sm
        >>> contacts(sm.simulate(sm.company("car_dealer"), months=3, seed=2)).get_title("left")
        'A talk costs ... times a noticed advert, and sells ... times as often'
    """
    table = journeys.contacts(run)
    parts = {
        "contacts": [count(value) for value in table["contacts"]],
        "cost_of_one": [amount(value, run.currency) for value in table["cost_of_one"]],
        "sales_per_100": [f"{value:.1f}" for value in table["sales_per_100"]],
    }
    heads = ("how many", "cost of one", "sales by 100 of them")
    ax = canvas(ax, height=2.6)
    for column, (part, written) in enumerate(parts.items()):
        values = table[part].to_numpy(float)
        long = 0.62 * values / max(float(np.nanmax(values)), 1e-9)
        ax.text(column, -0.75, heads[column], va="center", **SMALL)
        for row, (_, desk) in enumerate(_ROWS):
            ax.barh(row, long[row], left=column, height=0.5, **LOOKS[desk].area())
            ax.text(column + long[row] + 0.03, row, written[row], va="center", **BOLD)
    for row, (name, _) in enumerate(_ROWS):
        ax.text(-0.05, row, name, ha="right", va="center", color=INK, fontfamily=TEXT["fontfamily"], fontsize=11)
    ax.set(xlim=(-0.72, 2.95), ylim=(1.5, -1.1))
    ax.set_axis_off()
    dearer, better = (float(table[part].iloc[1] / table[part].iloc[0]) for part in ("cost_of_one", "sales_per_100"))
    finding = f"A talk costs {dearer:.0f} times a noticed advert, and sells {better:.0f} times as often"
    first, second = ([parts[part][row] for part in parts] for row in (0, 1))
    words = (
        f"{first[0]} noticed adverts at {first[1]} each; of 100 of them {first[2]} made a lead who bought. "
        f"{second[0]} talks at {second[1]} each; of 100 of them {second[2]} ended in a sale."
    )
    return caption(ax, finding, words)
