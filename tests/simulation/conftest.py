"""Runs that several tests look at, and a company of a few people."""

import pytest

from salesmark.business.company import company
from salesmark.simulation.run import simulate


@pytest.fixture(scope="session")
def shop():
    return company("electronics_retailer")


@pytest.fixture(scope="session")
def year(shop):
    """One year of the electronics retailer."""
    return simulate(shop, months=12, seed=2)


@pytest.fixture(scope="session")
def corner_shop(shop):
    """The same trade among 400 people."""
    return shop.change(market={"population": 400}, plan={"sales": {"people": {"adviser": 1}}})
