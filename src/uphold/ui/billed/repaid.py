"""The table of what went back to customers, in the desk and in the portal."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext

from uphold.billing.models import Repayment
from uphold.ui.billed.wording import REPAID, day, money
from uphold.ui.components.table import Column, Row, Table


def repayments_table(
    repayments: Iterable[Repayment], *, route: str = "", with_customer: bool = False
) -> Table | None:
    """None where nothing went back. `route`: the page of one, by its id."""
    rows = tuple(row_of(each, route=route, with_customer=with_customer) for each in repayments)
    if not rows:
        return None
    party = (Column(gettext("Customer")),) if with_customer else ()
    columns = (
        Column(gettext("Sent on")),
        *party,
        Column(gettext("How")),
        Column(gettext("Reference")),
        Column(gettext("Why")),
        Column(gettext("Amount"), is_number=True),
    )
    return Table(caption=gettext("Repayments"), columns=columns, rows=rows)


def row_of(repayment: Repayment, *, route: str, with_customer: bool) -> Row:
    is_reversed = hasattr(repayment, "reversal") or repayment.reverses_id is not None
    way = str(REPAID[repayment.way])
    return Row(
        cells=(
            day(repayment.repaid_on),
            *((repayment.organisation.name,) if with_customer else ()),
            gettext("%(way)s, taken back") % {"way": way} if is_reversed else way,
            repayment.reference,
            repayment.reason,
            money(repayment.amount, repayment.currency),
        ),
        href=reverse(route, args=[repayment.pk]) if route else "",
    )
