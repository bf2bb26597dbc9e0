"""The agreement between the two desks: nine practices, and how far such things are lived."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark.business import units
from salesmark.business.sealed import Checked

#: What is lived less and less unless leadership and upkeep keep it alive.
PRACTICES = (
    *("shared_goals", "shared_message", "first_contact_hours", "shared_definition", "shared_tools"),
    *("content_plan", "feedback", "joint_review", "culture"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Checked):
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

    shared_goals: units.Share
    shared_message: units.Share
    first_contact_hours: units.Hours
    lead_threshold: units.Share
    shared_definition: units.Share
    shared_tools: units.Share
    content_plan: units.Share
    feedback: units.Share
    joint_review: units.Share
    leadership: units.Share
    culture: units.Share
    upkeep: units.Share


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOff(Checked):
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

    fit_weight: units.Points
    behaviour_weight: units.Points
    score_noise: units.Points
    response_floor: units.Share
    response_half: units.SomeHours
    learning: units.Share
    goal_slip: units.Points
    leak: units.Share
    known: units.Level
    confusion: units.Share
    neglect: units.Hours
    decay: units.Share
    unled: units.Share
    upkeep_cost: units.EurosAWeek
