"""Labs that a learner plays with: controls and pictures over a run; they hold no formula of their own."""

from __future__ import annotations

from salesmark.widgets.cards import company_card, company_cards
from salesmark.widgets.channel_mixer import channel_mixer
from salesmark.widgets.deal_desk import deal_desk
from salesmark.widgets.journey_board import journey_board
from salesmark.widgets.sorting_game import sorting_game
from salesmark.widgets.team_builder import career_compass, team_builder

__all__ = [
    "career_compass",
    "channel_mixer",
    "company_card",
    "company_cards",
    "deal_desk",
    "journey_board",
    "sorting_game",
    "team_builder",
]
