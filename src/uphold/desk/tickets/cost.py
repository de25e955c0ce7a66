"""What a minute costs now, by which row, and what would make it different."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext

from uphold.desk.tickets.chips import chip_of, chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.decide.rule import Citation
from uphold.policy.decide.terms import CreditRate, Duration, Free, Money, Rate
from uphold.policy.scenario.answer import Answer, ChargeAnswer, Possibility
from uphold.policy.scenario.case import Work
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.quotes import Opening, Price, Prices
from uphold.policy.scenario.rated import MISSING
from uphold.ui import words
from uphold.ui.components.costline import CostLine
from uphold.ui.decided.outcome import charge_words
from uphold.ui.decided.possible import dearest, found_words, grouped, possible_words
from uphold.ui.decided.used import least_words, used_words


def cost_lines(sheet: Sheet) -> list[CostLine]:
    """What a minute costs now, what it hangs on, and what it would cost when hours change."""
    quoted = sheet.prices
    lines = list(now_lines(quoted))
    for opening in quoted.later:
        if said_of(opening.prices) != said_of(quoted.now):
            lines += later_lines(opening, sheet=sheet)
    return lines


def now_lines(quoted: Prices, *, sentence: str = "") -> Iterator[CostLine]:
    """One line where the row is known; else what is awaited, and a line for each row that a finding would bring."""
    sentence = sentence or gettext("A minute now: %(price)s")
    if quoted.open_on:
        awaited = gettext("open until we know the %(facts)s")
        names = {"facts": gettext(" and ").join(quoted.open_on)}
        yield CostLine(words=sentence % {"price": awaited % names})
        yield from (hanging_line(price) for price in quoted.now)
        return
    for price in quoted.now:
        options = [option.charge for option in quoted.options if option.charge]
        yield line_of_price(price, sentence=sentence, otherwise=options)


def later_lines(opening: Opening, *, sheet: Sheet) -> Iterator[CostLine]:
    """What a minute costs from then on; each finding has its line where it hangs on one."""
    when = words.instant(opening.at, sheet.reader.zone_beside(sheet.zone), now=sheet.reader.now)
    for price in opening.prices:
        found = f", {hanging_words(price.found)}" if price.found else ""
        sentence = gettext("From %(when)s%(found)s: %%(price)s") % {"when": when, "found": found}
        yield line_of_price(price, sentence=sentence, otherwise=[])


def hanging_line(price: Price) -> CostLine:
    sentence = gettext("%%(price)s %(found)s") % {"found": hanging_words(price.found)}
    return line_of_price(price, sentence=sentence, otherwise=[])


def line_of_price(price: Price, *, sentence: str, otherwise: list[str]) -> CostLine:
    """What other work has used of the row's minimum stands beside the price, before what else it hangs on."""
    used = used_words(price.used, minimum=price.minimum)
    said = [used, *otherwise, *consent_words(price.consent)]
    return CostLine(
        words=sentence % {"price": quoted_words(price)},
        clause=chip_of_row(price.citation),
        otherwise=" · ".join(part for part in said if part),
        is_free=price.rate is None or price.consent == MISSING,
    )


def quoted_words(price: Price) -> str:
    """The rate with its minimum, or why there is none."""
    if price.citation is None:
        return gettext("nothing said, nothing charged")
    if price.rate is None:
        return gettext("as agreed, and no price is named") if price.is_as_agreed else gettext("no charge")
    return with_least(rate_words(price.rate), price.minimum)


def with_least(said: str, minimum: object) -> str:
    least = least_words(minimum) if isinstance(minimum, Duration | Money) else ""
    return gettext("%(price)s, at least %(least)s") % {"price": said, "least": least} if least else said


def rate_words(rate: Rate | CreditRate) -> str:
    if isinstance(rate, CreditRate):
        return words_of(rate) or ""
    amount = words.money(rate.money.amount, rate.money.currency)
    return gettext("%(amount)s per %(unit)s") % {"amount": amount, "unit": rate.per}


def hanging_words(found: Sequence[Mapping[str, str]]) -> str:
    return gettext("if %(found)s") % {"found": found_words(found)}


def said_of(prices: Sequence[Price]) -> set[tuple[str, ...]]:
    """Two rows of one name and one price tell the reader one thing."""
    return {
        (
            price.citation.anchor if price.citation else "",
            quoted_words(price),
            used_words(price.used, minimum=price.minimum),
            *consent_words(price.consent),
        )
        for price in prices
    }


def worked_lines(sheet: Sheet, *, work: Work) -> list[CostLine]:
    """What a stretch of work comes to by itself, what that hangs on, and what other work has used of its minimum."""
    charge = sheet.what_if_worked(work).charge
    first = line_of(charge, sheet=sheet, sentence=gettext("This time: %(price)s"))
    lines = [first, *hanging_lines(charge.ruling.possibilities, sheet=sheet)]
    used = dict(used_by_row(sheet.prices_before(work)))
    return [with_used(line, used.get(line.clause.href if line.clause else "", "")) for line in lines]


def used_by_row(quoted: Prices) -> Iterator[tuple[str, str]]:
    """By the address of the row."""
    for price in quoted.now:
        clause = chip_of_row(price.citation)
        if clause is not None:
            yield clause.href, used_words(price.used, minimum=price.minimum)


def with_used(line: CostLine, used: str) -> CostLine:
    return replace(line, otherwise=" · ".join(part for part in (used, line.otherwise) if part))


def line_of(charge: ChargeAnswer, *, sheet: Sheet, sentence: str) -> CostLine:
    ruling = charge.ruling
    if ruling.possibilities:
        return CostLine(words=sentence % {"price": open_words(ruling.possibilities)})
    return CostLine(
        words=sentence % {"price": price_words(ruling.citation, sheet=sheet)},
        clause=chip_of(ruling),
        otherwise=" · ".join(
            [
                *(option.charge for option in ruling.options if option.charge),
                *consent_words(charge.consent),
                *(nearer_words(each, sheet=sheet) for each in ruling.nearer if "from" not in each.facts),
            ]
        ),
        is_free=not charge.amount and not any(line.credits for line in charge.lines),
    )


def consent_words(consent: str | None) -> list[str]:
    """Without a consent that the row needs nothing is charged, whatever it says."""
    return [gettext("not agreed to yet: no charge")] if consent == MISSING else []


def hanging_lines(possibilities: tuple[Possibility, ...], *, sheet: Sheet) -> list[CostLine]:
    """A line for each price that a finding would bring, with the row that says so."""
    rows: dict[int | None, list[Possibility]] = {}
    for each in possibilities:
        rows.setdefault(each.citation.line if each.citation else None, []).append(each)
    return [
        CostLine(
            words=gettext("%(price)s if %(found)s")
            % {
                "price": price_words(found[0].citation, sheet=sheet),
                "found": found_words([each.facts for each in found]),
            },
            clause=chip_of_row(found[0].citation),
            is_free=found[0].outcome.get("state") == "none",
        )
        for found in rows.values()
    ]


def nearer_words(possibility: Possibility, *, sheet: Sheet) -> str:
    """What the customer could change to pay less: "no charge if handling is normal"."""
    price = price_words(possibility.citation, sheet=sheet)
    return gettext("%(price)s if %(found)s") % {"price": price, "found": found_words([possibility.facts])}


def open_words(possibilities: tuple[Possibility, ...]) -> str:
    """Which finding the price waits for."""
    names = dict.fromkeys(name for possibility in possibilities for name in possibility.facts)
    return gettext("open until we know the %(facts)s") % {"facts": gettext(" and ").join(names)}


def worked_line(sheet: Sheet) -> CostLine | None:
    """What the work whose charge is still open comes to, or would for each finding."""
    waiting = [entry for entry in sheet.work if getattr(entry, "settlement", None) is None]
    if not waiting:
        return None
    total = sum((entry.ended_at - entry.started_at for entry in waiting), timedelta())
    charge = sheet.answer.charge
    possible = charge.ruling.possibilities
    said = open_words(possible) if possible else spent_words(sheet.answer)
    return CostLine(
        words=gettext("%(span)s worked: %(charge)s") % {"span": words.span(total), "charge": said},
        clause=chip_of_row(dearest(possible)) if possible else chip_of(charge.ruling),
        otherwise=possible_words(possible, currency=charge.currency),
        is_free=not possible and not charge.amount and not sheet.answer.credits.drawn,
    )


def spent_words(answer: Answer) -> str:
    """Credits that were drawn, or money."""
    if answer.credits.drawn:
        return gettext("%(count)s credits") % {"count": answer.credits.drawn}
    return charge_words(answer.charge)


def otherwise_words(possibilities: tuple[Possibility, ...], *, sheet: Sheet) -> str:
    """The rate that each finding would bring."""
    return grouped(possibilities, lambda each: price_words(each.citation, sheet=sheet))


def price_words(citation: Citation | None, *, sheet: Sheet) -> str:
    """The rate of a row, with its minimum."""
    rule = sheet.rule_at("charge", citation) if citation else None
    if rule is None:
        return gettext("nothing said, nothing charged")
    rate, minimum = rule.terms.get("rate"), rule.terms.get("minimum")
    if isinstance(rate, Rate | CreditRate):
        said = rate_words(rate)
    elif isinstance(rate, Free):
        said = words_of(rate) or ""
    else:
        said = words_of(rate) or gettext("not said")
    return with_least(said, minimum)
