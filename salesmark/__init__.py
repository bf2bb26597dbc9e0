"""salesmark: a course on sales and marketing in which every idea is an experiment that you can run.

>>> import salesmark as sm
>>> sm.companies()
['car_dealer', 'cleaning_service', 'clothing_store', 'consulting_firm', 'electronics_retailer', ...]

Names are loaded when they are first used: importing the package is quick and loads neither pandas nor
matplotlib nor ipywidgets.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from salesmark import charts, crm, widgets
    from salesmark._checks import BadInput
    from salesmark.analysis import journeys, metrics
    from salesmark.analysis.claims.ledger import claims
    from salesmark.analysis.experiment import compare, sweep
    from salesmark.business.company import Company, companies, company
    from salesmark.business.journey import Desk, Stage
    from salesmark.charts.show import show
    from salesmark.classroom.exercises import ____, check, hint
    from salesmark.classroom.own import my_run
    from salesmark.classroom.predict import predict, predicted
    from salesmark.classroom.progress import my_seed, progress
    from salesmark.classroom.quiz import quiz
    from salesmark.classroom.two_desks import two_desks, two_desks_table
    from salesmark.datasets import glossary
    from salesmark.datasets.jobs import jobs
    from salesmark.reports import tables, teams
    from salesmark.reports.bonds import bonds
    from salesmark.reports.deals import play_deals
    from salesmark.simulation.run import Run, simulate

#: Public name -> module that holds it; a name that is a module stands for itself.
_HOME = {
    "BadInput": "salesmark._checks",
    "Company": "salesmark.business.company",
    "companies": "salesmark.business.company",
    "company": "salesmark.business.company",
    "Desk": "salesmark.business.journey",
    "Stage": "salesmark.business.journey",
    "Run": "salesmark.simulation.run",
    "simulate": "salesmark.simulation.run",
    "crm": "salesmark.crm",
    "claims": "salesmark.analysis.claims.ledger",
    "bonds": "salesmark.reports.bonds",
    "compare": "salesmark.analysis.experiment",
    "sweep": "salesmark.analysis.experiment",
    "journeys": "salesmark.analysis.journeys",
    "metrics": "salesmark.analysis.metrics",
    "tables": "salesmark.reports.tables",
    "teams": "salesmark.reports.teams",
    "charts": "salesmark.charts",
    "show": "salesmark.charts.show",
    "widgets": "salesmark.widgets",
    "predict": "salesmark.classroom.predict",
    "predicted": "salesmark.classroom.predict",
    "check": "salesmark.classroom.exercises",
    "hint": "salesmark.classroom.exercises",
    "____": "salesmark.classroom.exercises",
    "quiz": "salesmark.classroom.quiz",
    "my_run": "salesmark.classroom.own",
    "my_seed": "salesmark.classroom.progress",
    "play_deals": "salesmark.reports.deals",
    "progress": "salesmark.classroom.progress",
    "two_desks": "salesmark.classroom.two_desks",
    "two_desks_table": "salesmark.classroom.two_desks",
    "glossary": "salesmark.datasets",
    "jobs": "salesmark.datasets.jobs",
}

__all__ = [
    "BadInput",
    "Company",
    "Desk",
    "Run",
    "Stage",
    "____",
    "bonds",
    "charts",
    "check",
    "claims",
    "companies",
    "company",
    "compare",
    "crm",
    "glossary",
    "hint",
    "jobs",
    "journeys",
    "metrics",
    "my_run",
    "my_seed",
    "play_deals",
    "predict",
    "predicted",
    "progress",
    "quiz",
    "show",
    "simulate",
    "sweep",
    "tables",
    "teams",
    "two_desks",
    "two_desks_table",
    "widgets",
]


def __getattr__(name: str) -> Any:
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"salesmark has no name {name!r}. Its public names are: {', '.join(__all__)}.")
    module = importlib.import_module(home)
    value = (
        module
        if home.rpartition(".")[2] == name and not callable(getattr(module, name, None))
        else getattr(module, name)
    )
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
