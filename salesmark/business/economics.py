"""What is sold, what it costs, and what makes customers stay; not for the plan to decide."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark._checks import BadInput
from salesmark.business import units
from salesmark.business.sealed import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics(Checked):
    """What is sold and what it costs.

    Attributes:
        reference_price: Price in euros that people find normal.
        unit_cost: What a basket at the reference price costs the firm to buy and deliver, in euros.
        quality_cost: Percent more unit cost for one percent more quality.
        basket_spread: How much baskets differ: standard deviation of the logarithm.
        premium: How much more people find normal from a firm that stands alone for all they look for, 1 for twice.
        contract_weeks: Weeks that a contract runs, billed in advance; 0 where customers order when they like.
        churn: Share of the contracts that end without renewal, at middling satisfaction and the usual price (0 to 1).
        churn_slope: How strongly satisfaction moves that share, in log per point.
        overhead: Rent, administration and the rest, in euros a week.
    """

    reference_price: units.SomeEuros
    unit_cost: units.Euros
    quality_cost: units.Level
    basket_spread: units.Level
    premium: units.Level
    contract_weeks: units.Weeks
    churn: units.Share
    churn_slope: units.Level
    overhead: units.EurosAWeek

    def _check_together(self) -> None:
        if 0 < self.contract_weeks < 1:
            raise BadInput(
                f"contract_weeks must be 0 or 1 and more, got {self.contract_weeks!r}. Set 0 for no contract."
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust(Checked):
    """What wins people's trust and what loses it.

    Attributes:
        promise_pull: Percent more interest, and better odds of a yes, for one percent more promised.
        disappointment: Satisfaction lost for each point promised beyond what is delivered.
        push_harm: Satisfaction that full pressure costs (0 to 1).
        review_weight: How much reviews sway those who think about it: from a factor of 1 less it to 1 plus it (0 to 1).
        review_memory: Share of last week's reviews that still count this week (0 to 1).
        unasked: How many more personal contacts a firm makes that asks nobody's consent, 1 for twice.
        annoyance: Share of people who shut the firm out in a week at full reach without any consent (0 to 1).
        forgiving: Share of those who come back a week (0 to 1).
        wear: Share of a message's freshness that a week at full reach uses up (0 to 1).
        rest: Share of the wear that is forgotten a week by itself (0 to 1).
    """

    promise_pull: units.Level
    disappointment: units.Level
    push_harm: units.Share
    review_weight: units.Share
    review_memory: units.Share
    unasked: units.Level
    annoyance: units.Share
    forgiving: units.Share
    wear: units.Share
    rest: units.Share
