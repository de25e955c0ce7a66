"""What work came to: a line a charge, minutes as worked and accounted side by side, with its row and its state."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.dateformat import format as date_words
from django.utils.translation import gettext, ngettext

from uphold.access import Permission
from uphold.desk.tickets.chips import chip_of_row
from uphold.desk.tickets.cost import hanging_lines
from uphold.desk.tickets.minutes.work import length_of, waiting_words
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.models import Charge
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.rated import MISSING
from uphold.policy.scenario.segments import PRICE
from uphold.ui import words
from uphold.ui.components.clause import Clause
from uphold.ui.components.costline import CostLine

SETTLED, WAITS, BACK, WAIVED = "settled", "waits", "back", "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Charged:
    """One line. `look` names the state by which it is coloured and iconed; `possible` are the outcomes it waits for.

    `pricing_href` is where whoever may names the price that it waits for.
    """

    day: str
    clause: Clause | None
    about: str
    actual: str
    accounted: str
    worth: str
    state: str
    look: str
    possible: Sequence[CostLine] = field(default=())
    pricing_href: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    actual: str
    accounted: str
    worth: str


def charge_rows(sheet: Sheet) -> list[Charged]:
    return [*(charged_of(row, sheet=sheet) for row in sheet.charges), *waiting_rows(sheet)]


def charged_of(row: Charge, *, sheet: Sheet) -> Charged:
    citation = sheet.citations.get((row.document, row.line)) if row.line is not None else None
    return Charged(
        day=date_words(row.worked_on, "j M"),
        clause=chip_of_row(citation),
        about=row.problem or ("" if citation else row.reason),
        actual=signed_length(row.actual_seconds),
        accounted=signed_length(row.accounted_seconds),
        worth=worth_of(row),
        state=state_words(row),
        look={Charge.Kind.WORK: SETTLED, Charge.Kind.WAIVER: WAIVED}.get(Charge.Kind(row.kind), BACK),
    )


def waiting_rows(sheet: Sheet) -> Iterator[Charged]:
    """What waits for the same facts stands in one line, with what each finding would bring; a price with its row."""
    seconds: dict[tuple[tuple[str, ...], Citation | None], int] = {}
    for part in sheet.metered.parts:
        if part.is_open:
            waiting = part.open_on, part.citation if PRICE in part.open_on else None
            seconds[waiting] = seconds.get(waiting, 0) + part.span.seconds
    for (names, cited), total in seconds.items():
        yield Charged(
            day="",
            clause=chip_of_row(cited),
            about="" if cited else gettext("the rows below"),
            actual=length_of(total),
            accounted="",
            worth=gettext("open"),
            state=waiting_words(list(names)),
            look=WAITS,
            possible=hanging_lines(sheet.answer.charge.ruling.possibilities, sheet=sheet),
            pricing_href=pricing_href(sheet) if PRICE in names else "",
        )


def pricing_href(sheet: Sheet) -> str:
    if not sheet.may(Permission.TICKET_DECIDE):
        return ""
    return reverse("desk:ticket-price", args=[sheet.ticket.number])


def totals_of(sheet: Sheet) -> Totals:
    rows = sheet.charges
    amount, taken = sum(row.amount for row in rows), sum(row.credits for row in rows)
    money = words.money(amount, rows[0].currency) if rows and amount else ""
    worked = sum(int((entry.ended_at - entry.started_at).total_seconds()) for entry in sheet.work)
    return Totals(
        actual=length_of(worked),
        accounted=length_of(sum(row.accounted_seconds for row in rows)),
        worth=so_far(both(money, credits_words(taken)), sheet=sheet),
    )


def so_far(worth: str, *, sheet: Sheet) -> str:
    """What waits for a finding is not in it."""
    is_open = any(getattr(entry, "settlement", None) is None for entry in sheet.work)
    return gettext("%(worth)s so far") % {"worth": worth} if is_open else worth


def worth_of(row: Charge) -> str:
    money = words.money(row.amount, row.currency) if row.amount else ""
    return both(money, credits_words(row.credits))


def both(money: str, taken: str) -> str:
    return ", ".join(part for part in (money, taken) if part) or gettext("no charge")


def credits_words(count: int) -> str:
    return ngettext("%(count)s credit", "%(count)s credits", count) % {"count": count} if count else ""


def state_words(row: Charge) -> str:
    if row.kind == Charge.Kind.WORK:
        return gettext("nobody agreed to it") if row.consent == MISSING else gettext("settled")
    if row.kind == Charge.Kind.WAIVER:
        return gettext("let go: %(reason)s") % {"reason": row.reason}
    return gettext("came back") if row.kind == Charge.Kind.REFUND else gettext("taken back")


def signed_length(seconds: int) -> str:
    if not seconds:
        return ""
    return f"-{length_of(-seconds)}" if seconds < 0 else length_of(seconds)
