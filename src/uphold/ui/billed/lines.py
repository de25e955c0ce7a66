"""Lines of invoices as both faces show them: how many of what, at which tax, and by which row of the agreement."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.billing.models import InvoiceLine
from uphold.billing.queries import InvoiceSheet
from uphold.ui.billed.wording import money
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import Href, clause_of
from uphold.ui.decided.record import citations_of

OUTSIDE = "O"
UNITS: Mapping[str, Promise] = MappingProxyType(
    {"hour": gettext_lazy("%(count)s h"), "minute": gettext_lazy("%(count)s min")}
)


def count_words(line: InvoiceLine) -> str:
    """Without zeros at its end; pieces are not counted."""
    if line.unit not in UNITS:
        return ""
    return str(UNITS[line.unit]) % {"count": f"{line.quantity.normalize():f}".replace("-", "−")}


def price_words(line: InvoiceLine, *, currency: str) -> str:
    """The price of one, where there is more or less than one."""
    return money(line.unit_price, currency) if abs(line.quantity) != 1 else ""


def tax_words(line: InvoiceLine) -> str:
    if line.tax_category == OUTSIDE:
        return "—"
    percent = f"{line.tax_percent.normalize():f} %"
    return percent if line.tax_category == "S" else f"{percent} ({line.tax_category})"


def tax_sums(sheet: InvoiceSheet) -> list[tuple[str, str, str]]:
    """Per cent, what it is on, and the tax; nothing for what is outside of tax."""
    currency = sheet.invoice.currency
    return [
        (f"{group.percent.normalize():f} %", money(group.net, currency), money(group.tax, currency))
        for group in sheet.taxes
        if group.category != OUTSIDE
    ]


def chip_of(line: InvoiceLine, *, versions: Mapping[int, Version], href: Href) -> Clause | None:
    """The row that charged, as it stood; none where a person decided."""
    if not line.anchor or line.line is None:
        return None
    version = versions.get(line.pk)
    cited = citations_of(compiled(version)).get((line.document, line.line)) if version else None
    if cited is None:
        return Clause(number=line.anchor, label=line.row, href="")
    return clause_of(cited, href=href)


def versions_of(sheet: InvoiceSheet) -> dict[int, Version]:
    """By line, the version of the agreement that charged it or sold it, or what it takes back; one statement."""
    rows = InvoiceLine.objects.filter(pk__in=[line.pk for line in sheet.lines]).select_related(
        "charge__version__agreement",
        "order__version__agreement",
        "corrects__charge__version__agreement",
        "corrects__order__version__agreement",
    )
    found: dict[int, Version] = {}
    for row in rows:
        source = (
            row.charge or row.order or (row.corrects.charge or row.corrects.order if row.corrects else None)
        )
        if source is not None:
            found[row.pk] = source.version
    return found
