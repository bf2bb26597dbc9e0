"""What is sold, what it costs, and what makes customers stay; not for the plan to decide."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark._checks import BadInput, each, fraction, not_negative, positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Economics:
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

    reference_price: float
    unit_cost: float
    quality_cost: float
    basket_spread: float
    premium: float
    contract_weeks: float
    churn: float
    churn_slope: float
    overhead: float

    def __post_init__(self) -> None:
        positive("reference_price", self.reference_price, unit="euros")
        not_negative("unit_cost", self.unit_cost, unit="euros")
        each(not_negative, self, "quality_cost", "basket_spread", "premium", "churn_slope")
        if 0 < not_negative("contract_weeks", self.contract_weeks, unit="weeks") < 1:
            raise BadInput(
                f"contract_weeks must be 0 or 1 and more, got {self.contract_weeks!r}. Set 0 for no contract."
            )
        fraction("churn", self.churn)
        not_negative("overhead", self.overhead, unit="euros a week")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
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

    promise_pull: float
    disappointment: float
    push_harm: float
    review_weight: float
    review_memory: float
    unasked: float
    annoyance: float
    forgiving: float
    wear: float
    rest: float

    def __post_init__(self) -> None:
        each(not_negative, self, "promise_pull", "disappointment", "unasked")
        each(fraction, self, "push_harm", "review_weight", "review_memory", "annoyance", "forgiving", "wear", "rest")
