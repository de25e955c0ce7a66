"""What a minute costs now, by which row, and what would make it different."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext

from uphold.desk.tickets.chips import chip_of, chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.decide.rule import Citation
from uphold.policy.decide.terms import CreditRate, Duration, Free, Rate
from uphold.policy.scenario.answer import ChargeAnswer, Possibility
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.cells import words_of
from uphold.ui import words
from uphold.ui.components.costline import CostLine

MINUTE = timedelta(minutes=1)


def cost_line(sheet: Sheet) -> CostLine:
    """The next minute, if somebody worked it."""
    start = sheet.reader.now
    charge = sheet.what_if_worked(Work(started_at=start, ended_at=start + MINUTE)).charge
    return line_of(charge, sheet=sheet)


def line_of(charge: ChargeAnswer, *, sheet: Sheet) -> CostLine:
    ruling = charge.ruling
    if ruling.possibilities:
        return CostLine(
            words=gettext("A minute now: open until the cause is found"),
            clause=chip_of_row(dearest(ruling.possibilities)),
            otherwise=otherwise_words(ruling.possibilities, sheet=sheet),
        )
    price = price_words(ruling.citation, sheet=sheet)
    return CostLine(
        words=gettext("A minute now: %(price)s") % {"price": price},
        clause=chip_of(ruling),
        otherwise=" · ".join(option.charge for option in ruling.options if option.charge),
        is_free=not charge.amount,
    )


def dearest(possibilities: tuple[Possibility, ...]) -> Citation | None:
    """The row that would cost something: it is the one to be read."""
    costing = (each.citation for each in possibilities if each.outcome.get("state") != "none")
    return next(costing, possibilities[0].citation)


def otherwise_words(possibilities: tuple[Possibility, ...], *, sheet: Sheet) -> str:
    """Say each price once, with all the findings that lead to it."""
    prices: dict[str, list[Mapping[str, str]]] = {}
    for possibility in possibilities:
        price = price_words(possibility.citation, sheet=sheet)
        prices.setdefault(price, []).append(possibility.facts)
    told = (
        gettext("%(price)s if %(found)s") % {"price": price, "found": found_words(found)}
        for price, found in prices.items()
    )
    return "; ".join(told)


def found_words(found: list[Mapping[str, str]]) -> str:
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


def price_words(citation: Citation | None, *, sheet: Sheet) -> str:
    """The rate of a row, with its minimum."""
    rule = sheet.rule_at("charge", citation) if citation else None
    if rule is None:
        return gettext("nothing said, nothing charged")
    rate, minimum = rule.terms.get("rate"), rule.terms.get("minimum")
    if isinstance(rate, Rate):
        said = gettext("%(amount)s per %(unit)s") % {
            "amount": words.money(rate.money.amount, rate.money.currency),
            "unit": rate.per,
        }
    elif isinstance(rate, CreditRate | Free):
        said = words_of(rate) or ""
    else:
        said = words_of(rate) or gettext("not said")
    least = words_of(minimum) if isinstance(minimum, Duration) else None
    return gettext("%(price)s, at least %(least)s") % {"price": said, "least": least} if least else said
