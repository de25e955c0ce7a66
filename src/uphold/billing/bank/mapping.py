"""The mapping: how a bank names its columns and writes its days and amounts."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy

NAMES = {
    "booked_on": (
        "booking date",
        "booked on",
        "date",
        "posting date",
        "buchungstag",
        "buchungsdatum",
        "datum",
    ),
    "amount": ("amount", "betrag", "credit", "umsatz", "value"),
    "currency": ("currency", "währung", "waehrung", "ccy"),
    "payer": (
        *("payer", "name", "counterparty", "debtor", "description", "auftraggeber", "partner name"),
        *("partnername", "zahlungspflichtiger", "beguenstigter/zahlungspflichtiger"),
    ),
    "reference": (
        *("reference", "remittance information", "details", "memo", "payment reference"),
        *("verwendungszweck", "zahlungsreferenz", "buchungstext"),
    ),
    "key": ("transaction id", "bank reference", "reference number", "fitid", "bankreferenz", "umsatz-id"),
}
"""How banks name the columns that matter, in English and German, in small letters."""

DATE_FORMS = (
    ("%Y-%m-%d", gettext_lazy("2026-07-31")),
    ("%d.%m.%Y", gettext_lazy("31.07.2026")),
    ("%d.%m.%y", gettext_lazy("31.07.26")),
    ("%m/%d/%Y", gettext_lazy("07/31/2026")),
    ("%d/%m/%Y", gettext_lazy("31/07/2026")),
    ("%Y%m%d", gettext_lazy("20260731")),
)
SEPARATORS = (",", ";", "\t")
REQUIRED = ("booked_on", "amount")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """`columns` gives headers for what matters (booked_on, amount, currency, payer, reference, key).

    What it leaves out is found by the names that banks use. `currency` counts where no column names one.
    """

    columns: dict[str, str] = field(default_factory=dict)
    date_form: str = "%Y-%m-%d"
    has_decimal_comma: bool = False
    separator: str = ","
    encoding: str = "utf-8-sig"
    currency: str = "EUR"


def places_in(header: list[str], *, mapping: Mapping) -> dict[str, int]:
    """Where each of the columns that matter stands in a header."""
    plain = [name.strip().casefold() for name in header]
    places = {}
    for wanted, usual in NAMES.items():
        stated = mapping.columns.get(wanted, "").strip().casefold()
        names = (stated,) if stated else usual
        found = [plain.index(name) for name in names if name in plain]
        if found:
            places[wanted] = found[0]
    return places
