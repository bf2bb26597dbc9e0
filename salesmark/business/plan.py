"""The plan: everything that people decide, desk by desk."""

from __future__ import annotations

from dataclasses import dataclass

from salesmark.business.agreement import Agreement
from salesmark.business.marketing import MarketingPlan
from salesmark.business.sales import SalesPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What marketing decides, what sales decides, and what the two have agreed."""

    marketing: MarketingPlan
    sales: SalesPlan
    agreement: Agreement
