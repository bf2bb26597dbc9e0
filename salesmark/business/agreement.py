"""The agreement between the two desks: nine practices, and how far such things are lived."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark._checks import each, fraction, not_negative, positive

#: What is lived less and less unless leadership and upkeep keep it alive.
PRACTICES = (
    *("shared_goals", "shared_message", "first_contact_hours", "shared_definition", "shared_tools"),
    *("content_plan", "feedback", "joint_review", "culture"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What marketing and sales have agreed. Practices go from 0, not at all, to 1, in full.

    Attributes:
        shared_goals: Lead targets and quotas point the same way: nobody passes on leads to please a target.
        shared_message: Personas, journey and value proposition are agreed: touches do not conflict.
        first_contact_hours: Service level: hours that pass, by routine, before a qualified lead is on a seller's
            list; waiting for a free seller comes on top.
        lead_threshold: Service level: score that makes a lead a marketing-qualified one (0 to 1).
        shared_definition: Service level: how far both mean the same by a qualified lead.
        shared_tools: One CRM: fewer leads get lost on the way, and sellers know what a lead has seen.
        content_plan: Content is planned for both desks: sellers have answers to doubts.
        feedback: Meetings: share of what sales hears, leads sent back and doubts, that reaches marketing.
        joint_review: Results are looked at together: mistakes in scoring are found.
        leadership: Leaders live the agreement; decides how much of the rest survives without upkeep.
        culture: Share of what one desk knows that it passes on to the other.
        upkeep: How much time both take to keep the agreement alive (0 to 1); it costs.
    """

    shared_goals: float
    shared_message: float
    first_contact_hours: float
    lead_threshold: float
    shared_definition: float
    shared_tools: float
    content_plan: float
    feedback: float
    joint_review: float
    leadership: float
    culture: float
    upkeep: float

    def __post_init__(self) -> None:
        not_negative("first_contact_hours", self.first_contact_hours, unit="hours")
        each(fraction, self, "shared_goals", "shared_message", "lead_threshold", "shared_definition", "shared_tools")
        each(fraction, self, "content_plan", "feedback", "joint_review", "leadership", "culture", "upkeep")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff:
    """How leads and the two desks behave at the gate; not for the plan to decide.

    Attributes:
        fit_weight: Points of the lead score for a good fit.
        behaviour_weight: Points for behaviour; the whole of them after four noticed contacts as a lead.
        score_noise: Points, up or down, that the score is off by at most.
        response_floor: Share of the chance of a first contact that is left after a very long wait (0 to 1).
        response_half: Hours of waiting after which half of the rest is gone.
        learning: Share of the gap to perfect knowledge that one week of full feedback closes (0 to 1).
        goal_slip: Points by which the threshold slips where the two desks' goals conflict.
        leak: Share of the qualified leads that get lost on the way where no tool is shared (0 to 1).
        known: How much the odds of a first contact rise when the seller knows all that a lead has seen, 1 for twice.
        confusion: Share of conflicting contacts that push the other way (0 to 1).
        neglect: Hours by which a first contact slips when an agreement is no longer lived.
        decay: Share of the distance to what is kept alive in the long run that an agreement loses a week (0 to 1).
        unled: Share of an agreement that is lived in the long run without leadership and upkeep (0 to 1).
        upkeep_cost: Euros a week that full upkeep takes, in everybody's time.
    """

    fit_weight: float
    behaviour_weight: float
    score_noise: float
    response_floor: float
    response_half: float
    learning: float
    goal_slip: float
    leak: float
    known: float
    confusion: float
    neglect: float
    decay: float
    unled: float
    upkeep_cost: float

    def __post_init__(self) -> None:
        each(not_negative, self, "fit_weight", "behaviour_weight", "score_noise", "goal_slip", unit="points")
        each(fraction, self, "response_floor", "learning", "leak", "confusion", "decay", "unled")
        positive("response_half", self.response_half, unit="hours")
        not_negative("known", self.known)
        not_negative("neglect", self.neglect, unit="hours")
        not_negative("upkeep_cost", self.upkeep_cost, unit="euros a week")
