"""What a charge could come to while a finding is not known: each price once, with all that leads to it."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from django.utils.translation import gettext

from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import Possibility
from uphold.ui import words

Possibilities = tuple[Possibility, ...]


def possible_words(possibilities: Possibilities, *, currency: str) -> str:
    """For example: "no charge if fault is provider or not found; $125.00 if fault is customer"."""
    return grouped(possibilities, lambda each: amount_words(each, currency=currency))


def grouped(possibilities: Possibilities, price_of: Callable[[Possibility], str]) -> str:
    """Say each price once, with all the findings that lead to it."""
    prices: dict[str, list[Mapping[str, str]]] = {}
    for possibility in possibilities:
        prices.setdefault(price_of(possibility), []).append(possibility.facts)
    told = (
        gettext("%(price)s if %(found)s") % {"price": price, "found": found_words(found)}
        for price, found in prices.items()
    )
    return "; ".join(told)


def found_words(found: Sequence[Mapping[str, str]]) -> str:
    """The values of each fact, each said once."""
    values: dict[str, list[str]] = {}
    for facts in found:
        for name, value in facts.items():
            if value not in values.setdefault(name, []):
                values[name].append(value)
    both = (
        gettext("%(fact)s is %(values)s") % {"fact": name, "values": gettext(" or ").join(some)}
        for name, some in values.items()
    )
    return gettext(" and ").join(both)


def amount_words(possibility: Possibility, *, currency: str) -> str:
    amount, drawn = possibility.outcome.get("amount"), possibility.outcome.get("credits")
    if amount is not None and Decimal(str(amount)):
        return words.money(Decimal(str(amount)), currency)
    return gettext("%(count)s credits") % {"count": drawn} if drawn else gettext("no charge")


def dearest(possibilities: Possibilities) -> Citation | None:
    """The row that would cost something: it is the one to be read."""
    costing = (each.citation for each in possibilities if each.outcome.get("state") != "none")
    return next(costing, possibilities[0].citation)
