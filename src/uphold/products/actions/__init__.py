"""The verbs of the installed base. Each goes through the door, locks, changes and records."""

from uphold.products.actions.product import add_product, add_version, change_product, change_version
from uphold.products.actions.replacing import replace_unit
from uphold.products.actions.site import add_site, change_site
from uphold.products.actions.unit import add_unit, change_unit, move_unit, put_unit, retire_unit

__all__ = [
    "add_product",
    "add_site",
    "add_unit",
    "add_version",
    "change_product",
    "change_site",
    "change_unit",
    "change_version",
    "move_unit",
    "put_unit",
    "replace_unit",
    "retire_unit",
]
