"""The cast under an agreement that names products and how long each is under warranty."""

import pytest

from tests.cast.agreements import NORTHWIND, make_contract, make_version
from tests.cast.fixtures import cast
from tests.cast.people import Cast, make_cast

__all__ = ["cast"]

PRODUCTS = """
## 8. Products {#8}

| Product    | Family     | Warranty  | From      |
|------------|------------|-----------|-----------|
| Desk phone | Telephones | 24 months | shipped   |
| Gateway    | Gateways   | 1 year    | purchased |
| Call plan  | Services   | none      |           |
"""


@pytest.fixture
def equipped(db: None) -> Cast:
    everybody = make_cast()
    version = make_version(everybody.northwind, text=NORTHWIND + PRODUCTS)
    make_contract(everybody.harbour, version=version)
    make_contract(everybody.orchard, version=version)
    return everybody
