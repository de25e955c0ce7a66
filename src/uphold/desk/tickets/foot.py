"""The composer's foot: in one line what a minute costs now and why; what would change it is folded away."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.utils.translation import gettext

from uphold.access import Permission
from uphold.credits.queries import balance
from uphold.desk.tickets.cost import cost_lines, line_of_price, now_lines, quoted_words
from uphold.desk.tickets.minutes.charge import credits_words
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.decide.terms import CreditRate
from uphold.policy.scenario.quotes import Price, Prices
from uphold.ui.components.costline import CostFoot, CostLine
from uphold.ui.decided.possible import found_words


def foot_of(sheet: Sheet) -> CostFoot:
    quoted, lines = sheet.prices, cost_lines(sheet)
    if quoted.open_on:
        return CostFoot(now=open_line(quoted), more=tuple(lines[1:]))
    now = next(now_lines(quoted, sentence=gettext("Now: %(price)s")))
    return CostFoot(now=with_balance(now, sheet=sheet), more=tuple(lines[1:]))


def open_line(quoted: Prices) -> CostLine:
    """The price that a finding would bring, and the findings that would spare it."""
    dearest, *others = quoted.now
    sentence = gettext("Now: %(price)s %(when)s")
    names = {"price": quoted_words(dearest), "when": when_words(dearest, others, quoted=quoted)}
    return replace(line_of_price(dearest, sentence="", otherwise=[]), words=sentence % names)


def when_words(dearest: Price, others: list[Price], *, quoted: Prices) -> str:
    """Unless, where all else costs nothing; else if."""
    if dearest.rate is None:
        return gettext("whatever the %(facts)s") % {"facts": gettext(" and ").join(quoted.open_on)}
    if others and all(price.rate is None for price in others):
        return gettext("unless %(found)s") % {"found": found_words(list(findings_of(others)))}
    return gettext("if %(found)s") % {"found": found_words(dearest.found)}


def findings_of(prices: list[Price]) -> Iterator[Mapping[str, str]]:
    for price in prices:
        yield from price.found


def with_balance(line: CostLine, *, sheet: Sheet) -> CostLine:
    """What is left to be drawn stands beside a price in credits."""
    is_in_credits = any(isinstance(price.rate, CreditRate) for price in sheet.prices.now)
    if not is_in_credits or sheet.account is None or not sheet.may(Permission.CREDITS_READ):
        return line
    available = balance(sheet.account, at=sheet.reader.now).available
    left = gettext("%(credits)s left") % {"credits": credits_words(available)} if available else ""
    return replace(line, otherwise=" · ".join(filter(None, [left or gettext("none left"), line.otherwise])))
