"""The rows of the room."""

from uphold.products.models.product import Product, ProductVersion
from uphold.products.models.unit import Site, Unit

__all__ = ["Product", "ProductVersion", "Site", "Unit"]
