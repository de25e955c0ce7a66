"""All subjects of the bench, one line each. A subject's module is imported only when it is measured.

A module offers one function:

    def figures() -> Iterator[Figure]: ...
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    name: str
    summary: str
    module: str


SUBJECTS = (
    Subject("time", "Calendars: compiling, adding, measuring.", "uphold.command.bench.time"),
    Subject("scenario", "Decisions: one, and a whole case asked.", "uphold.command.bench.scenario"),
    Subject("pages", "Pages with 100,000 tickets behind them, on PostgreSQL.", "uphold.command.bench.pages"),
    Subject("invoices", "A run over 10,000 customers and 200,000 charges.", "uphold.command.bench.invoices"),
    Subject(
        "settlements", "Work logged by four processes at once, settled.", "uphold.command.bench.settlements"
    ),
    Subject("reports", "A month of 20,000 charges, and of ten such months.", "uphold.command.bench.reports"),
    Subject("documents", "Invoices printed: PDF/A with Factur-X, and UBL.", "uphold.command.bench.documents"),
)
