"""The channel mixer of lesson 04: how the money is spread over the channels, and how long it works."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from salesmark._checks import BadInput
from salesmark.business.journey import Desk
from salesmark.charts.long_game import beside
from salesmark.charts.show import describe
from salesmark.simulation.records import need_run
from salesmark.simulation.run import Run, run_plans, simulate
from salesmark.widgets.lab import Answer, Control, Lab, change_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from salesmark.business.company import Company
    from salesmark.business.plan import Plan

_MONTHS, _SEED = 36, 4
_FIRST = 3  # months of the first look; the same people with the same luck as in the first months of the whole run
_STOPS = {"never": 0, "after 1 year": 12, "after 2 years": 24}


def channel_mixer(company: Company, today: Run | None = None, never: Run | None = None) -> Lab:
    """Make the lab in which a budget is spread over channels, and three years pass.

    Args:
        company: The company.
        today: Its 36 months under seed 4, if they were run before; None to run them now.
        never: The same without a euro for channels.

    Returns:
        The lab; each channel is a control, and `stop` says when the spending ends.

    Raises:
        BadInput: A run is not of this company, of 36 months, or under seed 4.

    Example:
        >>> import salesmark as sm
        >>> lab = channel_mixer(sm.company("local_restaurant"))
        >>> lab.social.value = 0
        >>> lab.words.partition(",")[0]
        'In 36 months marketing costs €...'
    """
    budget = company.plan.marketing.budget
    nothing = dict.fromkeys(budget, 0.0)
    now = simulate(company, months=_MONTHS, seed=_SEED) if today is None else _fitting("today", today, company, budget)
    least = _run(company, nothing, 0, _MONTHS) if never is None else _fitting("never", never, company, nothing)
    controls = [
        Control(
            name=name,
            label=f"{name.replace('_', ' ').capitalize()}, a week",
            value=int(euros),
            high=_round_up(4 * euros),
            step=_round_up(4 * euros) / 40,
            unit="€",
            desk=Desk.MARKETING,
        )
        for name, euros in budget.items()
    ]
    controls.append(Control(name="stop", label="Spending stops", value="never", options=tuple(_STOPS)))

    def answer(values: Mapping[str, Any], ax: Axes | None) -> Iterator[Answer]:
        stops, mix = _STOPS[values["stop"]], {name: values[name] for name in budget}
        known = not stops and mix == budget
        for months in (_MONTHS,) if known else (_FIRST, _MONTHS):
            run = now if known else _run(company, mix, stops, months)
            ax = beside(run, now, never=least, stops=stops, ax=ax)
            yield ax, describe(ax)

    def code(values: Mapping[str, Any]) -> str:
        moved = change_of(
            {f"marketing.budget.{name}": values[name] for name in budget},
            {f"marketing.budget.{name}": euros for name, euros in budget.items()},
        )
        return (
            f'firm = sm.company("{company.name}")\n'
            f"run = sm.simulate(firm.change(plan={moved}), months={_MONTHS}, seed={_SEED})\n"
            "sm.show(sm.charts.months(run))"
        )

    return Lab(
        lesson="04",
        question="Where should the money go, and how long does it work?",
        company=company.title,
        controls=controls,
        answer=answer,
        code=code,
        looks=2,
    )


def _fitting(name: str, run: Run, company: Company, budget: Mapping[str, float]) -> Run:
    """Return a run that was made before, if it is the one that the lab would make."""
    made = need_run(run)
    asked = (_MONTHS, company.name, _SEED, dict(budget))
    found = (made.months, made.company.name, made.seed, dict(made.plans[-1].marketing.budget))
    if found != asked:
        wanted, got = (f"{each[0]} months of {each[1]} under seed {each[2]} and {each[3]}" for each in (asked, found))
        raise BadInput(f"{name} must be {wanted}, got {got}. Leave it out, and the lab runs it.")
    return made


def _run(firm: Company, budget: Mapping[str, float], stop: int, months: int) -> Run:
    """Run a budget; from the quarter on in which the spending stops, all channels get nothing."""
    mixed = firm.change(plan={"marketing": {"budget": budget}})
    plans: list[Plan] = [mixed.plan]
    if stop:
        silent = replace(mixed.plan, marketing=replace(mixed.plan.marketing, budget=dict.fromkeys(budget, 0.0)))
        plans = [mixed.plan] * (stop // 3) + [silent]
    return run_plans(mixed, plans, months=months, seed=_SEED)


def _round_up(euros: float) -> int:
    return int(-(-max(euros, 40) // 40) * 40)
