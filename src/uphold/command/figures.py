"""`uphold report NAME`: the figures of a provider in the terminal, as its page and its file tell them."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext_lazy
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from uphold.access import Actor
from uphold.kit import INVALID, Refused, now
from uphold.people.models import Provider
from uphold.reports.access import reported_providers
from uphold.reports.known import REPORTS, Filter, Report, report_named
from uphold.reports.period import DAYS
from uphold.reports.scope import Scope, open_scope
from uphold.reports.sheet import Cells, Sheet, printed
from uphold.reports.spreadsheet import csv_of

PAGE_WIDTH = 120
"""Where there is no terminal to be as wide as."""


class ProviderUnclear(Refused):
    code, kind, text = "provider_unclear", INVALID, gettext_lazy("Name one provider with --provider: {0}.")


class NoProvider(Refused):
    code, kind, text = "no_provider", INVALID, gettext_lazy("There is no provider yet.")


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("name", choices=[report.name for report in REPORTS], help="which report")
    parser.add_argument("--provider", metavar="NAME", help="whose figures (default: the only one)")
    parser.add_argument(
        "--period", metavar="PERIOD", default="", help="2026-10 or 2026-Q4 (default: this month)"
    )
    parser.add_argument("--from", dest="from_on", type=date.fromisoformat, metavar="DAY", help="first day")
    parser.add_argument("--to", dest="last_on", type=date.fromisoformat, metavar="DAY", help="last day")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="print CSV, with formulas guarded")
    form.add_argument("--json", action="store_true", help="print JSON for programs")


def run(arguments: Namespace) -> int:
    report = report_named(arguments.name)
    scope = scope_of(arguments)
    sheets = [measure(scope) for measure in report.sheets.values()]
    if arguments.csv:
        for sheet in sheets:
            sys.stdout.writelines(csv_of(sheet))
    elif arguments.json:
        sys.stdout.write(json.dumps([as_json(sheet) for sheet in sheets], indent=2) + "\n")
    else:
        show(report, scope, sheets)
    return 0


def scope_of(arguments: Namespace) -> Scope:
    has_days = arguments.from_on is not None or arguments.last_on is not None
    return open_scope(
        Actor.system(),
        provider_named(arguments.provider).pk,
        at=now(),
        period=DAYS if has_days else arguments.period,
        from_on=arguments.from_on,
        last_on=arguments.last_on,
    )


def provider_named(name: str | None) -> Provider:
    known = list(reported_providers(Actor.system()))
    if not known:
        raise NoProvider
    found = [each for each in known if name is None or each.name == name]
    if len(found) != 1:
        raise ProviderUnclear(", ".join(each.name for each in known))
    return found[0]


def show(report: Report, scope: Scope, sheets: Sequence[Sheet]) -> None:
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PAGE_WIDTH
    period = scope.period
    when = f", {period.from_on} to {period.last_on}" if Filter.PERIOD in report.filters else ", today"
    console.print(f"{report.title} of {scope.provider_name}{when} ({scope.zone.key})")
    if not any(sheet.rows for sheet in sheets):
        console.print(str(report.empty))
    for sheet in sheets:
        if sheet.rows:
            console.print(table_of(sheet))
            for note in sheet.notes:
                console.print(note)


def table_of(sheet: Sheet) -> Table:
    table = Table(title=sheet.title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in sheet.columns:
        table.add_column(str(column.label), justify="right" if column.is_number else "left")
    for row in sheet.rows:
        table.add_row(*words_of(sheet, row))
    for row in sheet.totals:
        table.add_section()
        table.add_row(*words_of(sheet, row))
    return table


def words_of(sheet: Sheet, row: Cells) -> list[str]:
    pairs = zip(row, sheet.columns, strict=True)
    return [printed(cell, column.kind) for cell, column in pairs]


def as_json(sheet: Sheet) -> dict[str, object]:
    """Keys are those of the columns; figures are the printed ones, and what is unknown is null."""
    return {
        "name": sheet.name,
        "rows": [keyed(sheet, row) for row in sheet.rows],
        "totals": [keyed(sheet, row) for row in sheet.totals],
    }


def keyed(sheet: Sheet, row: Cells) -> dict[str, object]:
    told = zip(row, words_of(sheet, row), sheet.columns, strict=True)
    return {column.key: None if cell is None else words for cell, words, column in told}
