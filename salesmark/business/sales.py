"""Sales: the people who speak to one buyer at a time, the steps of a sale, and what sales decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmark._checks import BadInput, sums_to_one_at_most
from salesmark.business import units
from salesmark.business.sealed import Checked


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Checked):
    """A job. Who has hours for buyers sells; who handles a budget markets; one person can do both.

    Attributes:
        hours: Hours a week that one person has for buyers, 0 for none.
        handles: Euros a week of marketing that one person can run well, 0 for none.
        wage: What one person costs, in euros a week, all charges included.
        hiring: What finding one more person costs, in euros.
        skill: Step of the sale -> odds of a yes, 1 for the average seller; 1 where not named.
    """

    hours: units.HoursAWeek
    handles: units.EurosAWeek
    wage: units.EurosAWeek
    hiring: units.Euros
    skill: Mapping[str, units.Factor]


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesStep(Checked):
    """One step of the sales process, first contact to closing.

    Attributes:
        hours: A seller's working hours for it, on average.
        days: Days that the buyer takes before the next step, on average.
        goes_on: Chance that a well-fitting buyer goes on to the next step (0 to 1).
        poor_fit: Factor on that chance for a buyer whom the offer fits poorly (0 to 1).
        objections: Share of the buyers who raise a doubt here (0 to 1).
        reason: Why a buyer is lost here, in the seller's words.
    """

    hours: units.SomeHours
    days: units.Days
    goes_on: units.Share
    poor_fit: units.Share
    objections: units.Share
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Selling(Checked):
    """How talks with buyers go; not for the plan to decide. Odds are chance / (1 - chance).

    Attributes:
        complexity: How much there is to understand before buying, 0 for a loaf of bread, 1 for a control system.
        method_match: How far the odds of a yes fall when the method misses the complexity by 1, in log-odds.
        method_hours: How much longer a talk takes with a wholly consultative method, 1 for twice.
        remote_hours: Share of the hours that a remote talk saves (0 to 1).
        remote_odds: What a remote talk costs in log-odds, for a product of complexity 1.
        doubt: Factor on the odds where a doubt is not answered (0 to 1).
        haggling: Share of the buyers who ask for a discount before they close (0 to 1).
        haggle_size: Largest discount that they ask for (0 to 1); they spread evenly below it.
        price_odds: Percent that the odds of closing fall when the price rises by one percent.
        push_odds: What full pressure adds to the odds of a yes, in log-odds.
        follow_up_days: Days after a no until the seller tries again, on average.
        follow_up_decay: Factor on the chance with each further try (0 to 1).
        usual_commission: Share of the revenue that the trade pays; twice as much adds a third of `drive`.
        drive: How much commission moves the odds: all of it between none and very much, as a share.
        rush: How far an accelerator of 2 makes sellers pull deals forward as the quarter ends (0 to 1).
        ramp_weeks: Weeks until a new person is worth an experienced one.
        ramp_start: Share of an experienced person's work that a new one does in the first week (0 to 1).
        talent: How much people in one job differ: standard deviation of the log-odds.
        upsell: Share of the suggestions that buyers take (0 to 1).
        upsell_size: What a taken suggestion adds, as a share of the basket.
        tact: What suggestions at every purchase cost in satisfaction (0 to 1).
    """

    complexity: units.Share
    method_match: units.Level
    method_hours: units.Level
    remote_hours: units.Share
    remote_odds: units.Level
    doubt: units.Share
    haggling: units.Share
    haggle_size: units.Share
    price_odds: units.Level
    push_odds: units.Level
    follow_up_days: units.Days
    follow_up_decay: units.Share
    usual_commission: units.ShareOfRevenue
    drive: units.Share
    rush: units.Share
    ramp_weeks: units.SomeWeeks
    ramp_start: units.SomeShare
    talent: units.Level
    upsell: units.Share
    upsell_size: units.Level
    tact: units.Share


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPlan(Checked):
    """What sales decides.

    Attributes:
        people: Role -> number of people.
        calls: Kind of call -> share of the sellers' spare hours that goes into it; together 1 or less.
        commission: Share of the revenue of new deals that goes to the seller (0 to 1).
        quota: Revenue that each seller is to close in a quarter, in euros; 0 for none.
        accelerator: Factor on the commission for what a seller closes beyond the quota, 1 for none.
        discount_limit: Largest discount that a seller may give (0 to below 1).
        follow_ups: How often a buyer who said no is asked again.
        consultative: How far sellers ask and advise rather than offer at once (0 to 1).
        pressure: How hard they push for a yes (0 to 1).
        remote: Share of the talks by telephone or video (0 to 1).
        suggestions: Share of the purchases at which something more is suggested (0 to 1).
    """

    people: Mapping[str, units.People]
    calls: Mapping[str, units.Share]
    commission: units.Share
    quota: units.EurosAQuarter
    accelerator: units.Level
    discount_limit: units.Share
    follow_ups: units.Times
    consultative: units.Share
    pressure: units.Share
    remote: units.Share
    suggestions: units.Share

    def _check_together(self) -> None:
        sums_to_one_at_most("calls", self.calls, "an hour can be spent once")
        if self.discount_limit == 1:
            raise BadInput("discount_limit must be below 1, got 1: that gives the goods away. Try 0.1.")
        if self.accelerator < 1:
            raise BadInput(f"accelerator must be 1 or more, got {self.accelerator!r}. Set 1 for none.")
        if self.accelerator > 1 and not self.quota:
            raise BadInput(
                f"accelerator {self.accelerator!r} pays for what lies beyond the quota, and there is none. "
                "Set quota, in euros a quarter, or accelerator to 1."
            )
