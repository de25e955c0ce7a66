"""All reports, one entry each: the page, the file and the terminal find them here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext_lazy

from uphold.reports.ageing import ageing_sheet
from uphold.reports.behind.left import credits_left, credits_moved
from uphold.reports.behind.lost import lost_tickets
from uphold.reports.behind.part import Search
from uphold.reports.behind.promised import promises
from uphold.reports.behind.turns import tickets_had
from uphold.reports.compliance import compliance_sheet
from uphold.reports.leakage import leakage_sheet
from uphold.reports.liability import movement_sheet, remaining_sheet
from uphold.reports.profitability import profitability_sheet
from uphold.reports.scope import Scope
from uphold.reports.sheet import Sheet
from uphold.reports.turns import turns_sheet
from uphold.reports.utilisation import utilisation_sheet


class Filter(StrEnum):
    """What a report may be narrowed by."""

    PERIOD = "period"
    TEAM = "team"
    STAFF = "staff"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """`sheets` by name, in the order in which they are shown. `empty` says what would be here.

    `behind` finds what a row of a sheet adds up, by the name of the sheet.
    """

    name: str
    title: object
    words: object
    empty: object
    filters: frozenset[Filter]
    sheets: dict[str, Callable[[Scope], Sheet]]
    behind: dict[str, Search] = field(default_factory=dict)


REPORTS = (
    Report(
        name="utilisation",
        title=gettext_lazy("Utilisation"),
        words=gettext_lazy("How long everybody worked, and what the work was taken as."),
        empty=gettext_lazy("Work that is logged in this period stands here, by week and person."),
        filters=frozenset({Filter.PERIOD, Filter.TEAM, Filter.STAFF, Filter.CUSTOMER}),
        sheets={"utilisation": utilisation_sheet},
    ),
    Report(
        name="leakage",
        title=gettext_lazy("Leakage"),
        words=gettext_lazy("Work that was not charged, and the clause that says why."),
        empty=gettext_lazy("Work that is settled in this period without a charge stands here, by clause."),
        filters=frozenset({Filter.PERIOD, Filter.CUSTOMER}),
        sheets={"leakage": leakage_sheet},
        behind={"leakage": lost_tickets},
    ),
    Report(
        name="credits",
        title=gettext_lazy("Credits"),
        words=gettext_lazy("What customers may still use: bought credits are owed to them."),
        empty=gettext_lazy("Credits that were bought, included or given stand here from the day they open."),
        filters=frozenset({Filter.PERIOD, Filter.CUSTOMER}),
        sheets={"remaining": remaining_sheet, "movement": movement_sheet},
        behind={"remaining": credits_left, "movement": credits_moved},
    ),
    Report(
        name="ageing",
        title=gettext_lazy("Ageing"),
        words=gettext_lazy("What customers owe today, by how long it is past due."),
        empty=gettext_lazy("Invoices stand here from their issue until they are paid."),
        filters=frozenset({Filter.CUSTOMER}),
        sheets={"ageing": ageing_sheet},
    ),
    Report(
        name="profitability",
        title=gettext_lazy("Profitability"),
        words=gettext_lazy("What each contract brought, beside what the work on it cost."),
        empty=gettext_lazy(
            "Contracts stand here as soon as work is done on them, or invoiced, in this period."
        ),
        filters=frozenset({Filter.PERIOD, Filter.CUSTOMER}),
        sheets={"profitability": profitability_sheet},
    ),
    Report(
        name="compliance",
        title=gettext_lazy("Compliance"),
        words=gettext_lazy("How many promises were kept, by metric and priority."),
        empty=gettext_lazy("Promises of tickets that were opened in this period stand here."),
        filters=frozenset({Filter.PERIOD}),
        sheets={"compliance": compliance_sheet},
        behind={"compliance": promises},
    ),
    Report(
        name="turns",
        title=gettext_lazy("Who had it"),
        words=gettext_lazy("How long tickets were with us, with the customer, or with somebody else."),
        empty=gettext_lazy("Tickets that were open in this period stand here, by customer."),
        filters=frozenset({Filter.PERIOD, Filter.CUSTOMER}),
        sheets={"turns": turns_sheet},
        behind={"turns": tickets_had},
    ),
)


def report_named(name: str) -> Report:
    return next(report for report in REPORTS if report.name == name)
