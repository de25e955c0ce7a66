"""The cast under the agreement about hosted telephony, with products in use."""

import pytest

from tests.cast.fixtures import hosted
from tests.cast.people import Cast
from tests.cast.products import make_product, make_unit
from tests.desk.conftest import as_person
from uphold.products.models import Product

__all__ = ["as_person", "exchange", "hosted"]


@pytest.fixture
def exchange(hosted: Cast) -> Product:
    """In use at Harbour Clinic alone."""
    product = make_product(hosted.northwind, "Hosted exchange", kind="service")
    make_unit(hosted.harbour, product, "main", kind="service")
    return product
