"""`uphold import units`: brings in a list of equipment, or says what would come in and what cannot, with the cure."""

import csv
from argparse import ArgumentParser, Namespace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from uphold.access import Actor
from uphold.kit.clock import now
from uphold.kit.environment import Misconfigured
from uphold.people.models import Provider
from uphold.products.importing.arrival import Arrived, take_units_in
from uphold.products.importing.cells import DAY_FIRST, MONTH_FIRST
from uphold.products.importing.planning import Plan, Rejected, plan_units

SHOWN = 20
DONE, UNREADABLE = 0, 1
SLASHES = {"month-first": MONTH_FIRST, "day-first": DAY_FIRST}


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the list as CSV; columns are known by their headers"
    )
    parser.add_argument("--provider", required=True, metavar="NAME", help="whose installed base it is")
    parser.add_argument(
        "--slashes", choices=sorted(SLASHES), help="what stands first in days like 01/02/2026"
    )
    parser.add_argument(
        "--change-known", action="store_true", help="make units that are here what the list says of them"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and write nothing")
    parser.add_argument(
        "--rejects", type=Path, metavar="FILE", help="write rows that do not come in to this file"
    )


def run(arguments: Namespace) -> int:
    console = Console(highlight=False)
    provider, content = provider_named(arguments.provider), bytes_of(arguments.file)
    slashes = SLASHES.get(arguments.slashes or "", "")
    plan = plan_units(content, provider=provider, slashes=slashes)
    if plan.error:
        console.print(f"{arguments.file}: {plan.error}", markup=False, soft_wrap=True)
        return UNREADABLE
    arrived = None
    if not arguments.dry_run:
        arrived = take_units_in(
            actor=Actor.system(),
            provider=provider,
            content=content,
            slashes=slashes,
            changes_known=arguments.change_known,
            at=now(),
        )
    console.print(table_of(arrived.plan if arrived else plan, provider, arrived))
    tell_of_differences(console, plan, are_changed=bool(arrived and arguments.change_known))
    hand_back(console, plan, file=arguments.file, path=arguments.rejects)
    return DONE


def provider_named(name: str) -> Provider:
    provider = Provider.objects.filter(name__iexact=name).first()
    if provider is None:
        known = ", ".join(Provider.objects.order_by("name").values_list("name", flat=True))
        raise Misconfigured(f"No provider is called '{name}'; known are {known or 'none'}.")
    return provider


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Misconfigured(f"{path}: {error.strerror}.") from error


def table_of(plan: Plan, provider: Provider, arrived: Arrived | None) -> Table:
    table = Table(title="Came in" if arrived else "Would come in", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    changed = arrived.changed if arrived else 0
    rows = {
        "provider": provider.name,
        "rows in the list": f"{plan.row_count:,}",
        "new units": f"{len(plan.new):,}",
        "units that are here already": f"{plan.same:,}",
        "units of which the list says something else": f"{len(plan.different) - changed:,}",
        "units changed": f"{changed:,}",
        "rows said twice": f"{plan.repeated:,}",
        "rows rejected": f"{len(plan.rejected):,}",
    }
    for words, value in rows.items():
        table.add_row(words, value)
    return table


def tell_of_differences(console: Console, plan: Plan, *, are_changed: bool) -> None:
    """What is here stays as it is, so each difference is said."""
    if are_changed:
        return
    for each in plan.different[:SHOWN]:
        said = "; ".join(
            f"{name} is “{here or '-'}”, not “{told}”" for name, (here, told) in each.fields.items()
        )
        console.print(f"{each.row.line}: {each.row.name}: {said}", markup=False, soft_wrap=True)
    if len(plan.different) > SHOWN:
        console.print(f"... and {len(plan.different) - SHOWN:,} more that differ.")
    if plan.different:
        console.print("Follow the list with --change-known.")


def hand_back(console: Console, plan: Plan, *, file: Path, path: Path | None) -> None:
    """Nothing is lost silently: rows go to the file asked for, and the first are shown here."""
    for each in plan.rejected[:SHOWN]:
        console.print(f"{file}:{placed(each)}{each.words}", markup=False, soft_wrap=True)
    if len(plan.rejected) > SHOWN:
        console.print(f"... and {len(plan.rejected) - SHOWN:,} more.")
    if path is not None:
        write_rejects(path, plan)
        console.print(f"Rejected rows: {path}", markup=False, soft_wrap=True)
    elif plan.rejected:
        console.print("Write them to a file with --rejects FILE.")
    if plan.passed_over:
        console.print(f"Nothing is read from: {', '.join(plan.passed_over)}.", markup=False, soft_wrap=True)


def placed(rejected: Rejected) -> str:
    """Line, number of the column and its header, as far as they are known."""
    column = f"{rejected.place}: {rejected.column}: " if rejected.place else " "
    return f"{rejected.line}:{column}"


def write_rejects(path: Path, plan: Plan) -> None:
    """Each row as it was, after the reason; mended, the file can be taken in again."""
    partial = path.with_name(f"{path.name}.partial")
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["line", "column", "reason", *plan.header])
        for each in plan.rejected:
            writer.writerow([each.line, each.column, each.words, *each.cells])
    partial.replace(path)
