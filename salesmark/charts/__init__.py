"""Pictures from numbers: each chart draws on Axes, states its finding as title and describes itself in words.

No chart touches pyplot's figures or its settings; `sm.show(ax)` puts picture and words on the page.
"""

from salesmark.charts.business import money, months
from salesmark.charts.causes import movers, sources
from salesmark.charts.customers import funnel, journey
from salesmark.charts.desks import contacts, desks
from salesmark.charts.experiments import comparison, verdict
from salesmark.charts.long_game import beside
from salesmark.charts.selling import deal, deals
from salesmark.charts.show import describe
from salesmark.charts.teams import by_volume, suited

__all__ = [
    "beside",
    "by_volume",
    "comparison",
    "contacts",
    "deal",
    "deals",
    "describe",
    "desks",
    "funnel",
    "journey",
    "money",
    "months",
    "movers",
    "sources",
    "suited",
    "verdict",
]
