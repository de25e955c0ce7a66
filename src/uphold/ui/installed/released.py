"""A right to a release in words: whether one is entitled, and what it costs."""

from django.utils.translation import gettext

FREE = "0.00"
"""How an answer says that it costs nothing."""


def right_words(entitled: str) -> str:
    said = {"yes": gettext("entitled"), "no": gettext("not entitled")}
    return said.get(entitled, gettext("not said"))


def charge_words(charge: str, *, entitled: str) -> str:
    """Nothing to those who have no right to it."""
    if entitled == "no":
        return "–"
    if charge == FREE:
        return gettext("free")
    return charge or gettext("not said")
