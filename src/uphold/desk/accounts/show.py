"""The page of one account: what there is and in which order it is drawn, how it stands, and what can be done."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from uphold.access import Permission
from uphold.desk.accounts.acts import ACTS, AccountAct
from uphold.desk.accounts.movements import lines_of
from uphold.desk.accounts.panels import (
    address_of,
    capability_lines,
    crediting_words,
    invoices_table,
    is_low,
    lot_rows,
    orders_table,
    package_lines,
    payments_href,
    promise_words,
    repay_href,
    tiles_of,
    warning_words,
)
from uphold.desk.accounts.rested import rested_table
from uphold.desk.accounts.sheet import AccountSheet, account_sheet
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.ui.accounted.wording import credit_words, overdue_words
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, is_fragment, shown

PAGE = "desk/accounts/show.html"
BLOCKS = ("summary", "purse", "stands", "sale", "moved")


@dataclass(frozen=True, slots=True)
class Offered:
    act: AccountAct
    href: str


@desk_page(need=Permission.CREDITS_READ)
def show(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    sheet = sheet_of(request, provider_id, organisation_id)
    values = framed(request, values_of(sheet), current="accounts", topics=[sheet.topic])
    return shown(request, PAGE, values)


@desk_page(need=Permission.CREDITS_READ)
def news(request: PageRequest, provider_id: int, organisation_id: int) -> HttpResponse:
    """The page as it stands now, for an open one that heard of something."""
    sheet = sheet_of(request, provider_id, organisation_id)
    return changed(request, PAGE, values_of(sheet), also=BLOCKS, to=address_of(sheet))


def after_act(request: PageRequest, sheet: AccountSheet, *, said: str) -> HttpResponse:
    """Everything that an act can change, as it stands after it; without scripts the page is loaded again."""
    if not is_fragment(request):
        return changed(request, PAGE, {}, to=address_of(sheet), said=said)
    fresh = sheet_of(request, *sheet.key)
    response = changed(request, PAGE, values_of(fresh), also=BLOCKS, to="", said=said)
    response["HX-Trigger"] = "dialog:close"
    return response


def sheet_of(request: PageRequest, provider_id: int, organisation_id: int) -> AccountSheet:
    return account_sheet(
        request.actor, provider_id=provider_id, organisation_id=organisation_id, reader=reader_of(request)
    )


def values_of(sheet: AccountSheet) -> dict[str, Any]:
    standing = sheet.standing
    terms = sheet.terms
    return {
        "sheet": sheet,
        "agreed": terms.version if terms else None,
        "tiles": tiles_of(sheet),
        "is_low": is_low(sheet),
        "warning": warning_words(sheet),
        "crediting": crediting_words(sheet),
        "lots": lot_rows(sheet),
        "set_aside": [(number, credit_words(count)) for number, count in sheet.set_aside],
        "overdue": overdue_words(standing),
        "capabilities": capability_lines(sheet),
        "promise": promise_words(sheet),
        "rested": rested_table(sheet),
        "packages": package_lines(sheet),
        "orders": orders_table(sheet),
        "invoices": invoices_table(sheet),
        "payments_href": payments_href(sheet),
        "repay_href": repay_href(sheet),
        "lines": lines_of(sheet.actor, sheet.latest.rows, reader=sheet.reader),
        "statement_href": address_of(sheet, "account-statement"),
        "news_href": address_of(sheet, "account-news"),
        "offers": {group: offered(sheet, group) for group in ("credits", "standing", "sale")},
    }


def offered(sheet: AccountSheet, group: str) -> list[Offered]:
    """Those of one panel that fit now; of two that do the same, the first."""
    known: dict[str, Offered] = {}
    for act in ACTS:
        if act.group == group and sheet.may(act.need) and act.fits(sheet):
            known.setdefault(str(act.label), Offered(act, address_of(sheet, act.route)))
    return list(known.values())
