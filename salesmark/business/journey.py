"""The customer's journey: its stages in order, and the desk that works each of them."""

from __future__ import annotations

from enum import Enum


class Desk(Enum):
    """Who acts on a customer: one to many, or one to one."""

    MARKETING = "marketing"
    SALES = "sales"
    BOTH = "both"


class Stage(Enum):
    """Where a person stands on the way from stranger to advocate, in order, and the two ways out."""

    UNAWARE = "unaware"
    AWARE = "aware"
    INTERESTED = "interested"  # a lead
    CONSIDERING = "considering"  # a marketing-qualified lead
    INTENDING = "intending"  # a sales-qualified lead
    CUSTOMER = "customer"
    RETAINED = "retained"
    ADVOCATE = "advocate"
    LOST = "lost"  # said no, or was never called back; may come back
    LEFT = "left"  # was a customer once

    @property
    def number(self) -> int:
        """Position in the journey, 0 for unaware; the engine's arrays hold this number.

        Example:
            >>> Stage.CUSTOMER.number
            5
        """
        return _NUMBER[self]

    @property
    def desk(self) -> Desk:
        """The desk that works this stage; the hand-off lies between considering and intending.

        Example:
            >>> Stage.CONSIDERING.desk, Stage.INTENDING.desk
            (<Desk.MARKETING: 'marketing'>, <Desk.SALES: 'sales'>)
        """
        if self is Stage.INTENDING:
            return Desk.SALES
        if self in (Stage.CUSTOMER, Stage.RETAINED, Stage.ADVOCATE):
            return Desk.BOTH
        return Desk.MARKETING


STAGES: tuple[Stage, ...] = tuple(Stage)
STAGE_NAMES: tuple[str, ...] = tuple(stage.value for stage in STAGES)
_NUMBER = {stage: number for number, stage in enumerate(STAGES)}
