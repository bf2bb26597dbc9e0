"""The agreement between the two desks: what counts as a lead, how fast it is called, what comes back."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark._checks import fraction, not_negative


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What marketing and sales have agreed at the hand-off.

    Attributes:
        first_contact_hours: Hours that pass, by routine, before a qualified lead is on a seller's list;
            waiting for a free seller comes on top.
        lead_threshold: Score that makes a lead a marketing-qualified one (0 to 1).
        feedback: Share of the leads sent back that marketing learns from (0 to 1).
    """

    first_contact_hours: float
    lead_threshold: float
    feedback: float

    def __post_init__(self) -> None:
        not_negative("first_contact_hours", self.first_contact_hours, unit="hours")
        fraction("lead_threshold", self.lead_threshold)
        fraction("feedback", self.feedback)
