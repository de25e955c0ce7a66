"""`uphold import incidents`: brings in a log of incidents by a mapping, or says what would come in and what cannot."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from uphold.access import Actor
from uphold.agreements.access import PUBLISHED
from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.kit.clock import now
from uphold.kit.environment import Misconfigured
from uphold.tickets.incidents.arrival import Arrived, bring_in, compare_all
from uphold.tickets.incidents.comparison import Comparison
from uphold.tickets.incidents.fit import fit_to_agreement
from uphold.tickets.incidents.mapping import Mapping
from uphold.tickets.incidents.mapping_file import find_mapping, load_mapping
from uphold.tickets.incidents.plan import Plan, plan_import
from uphold.tickets.incidents.problem import Rejected, Unreadable
from uphold.tickets.incidents.rejects import write_rejects

SHOWN_REJECTS = 20
DONE, UNREADABLE = 0, 1


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the log, plain or compressed with gzip")
    parser.add_argument(
        "--map",
        required=True,
        metavar="MAP",
        help="what its columns and words mean: a file, or the name of a shipped one (servicenow)",
    )
    parser.add_argument("--agreement", required=True, metavar="SLUG", help="the agreement to judge it by")
    parser.add_argument(
        "--provider", metavar="NAME", help="whose agreement, where several have one of that name"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would come in, and write nothing")
    parser.add_argument(
        "--rejects", type=Path, metavar="FILE", help="write rows that do not come in to this file"
    )


def run(arguments: Namespace) -> int:
    console = Console(highlight=False)
    try:
        return _import(arguments, console)
    except Unreadable as error:
        for problem in error.problems:
            console.print(str(problem), markup=False, soft_wrap=True)
        return UNREADABLE
    except OSError as error:
        raise Misconfigured(f"{error.filename}: {error.strerror}.") from error


def _import(arguments: Namespace, console: Console) -> int:
    version = published_version(arguments.agreement, provider=arguments.provider)
    mapping = fit_to_agreement(load_mapping(find_mapping(arguments.map)), agreement=compiled(version))
    with console.status("Reading the log"):
        plan = plan_import(arguments.file, mapping=mapping, at=now())
    done: Arrived | Comparison
    if arguments.dry_run:
        done = compare_all(plan.incidents, mapping=mapping, provider=version.agreement.provider)
    else:
        done = _bring_in(plan, mapping, version, console)
    rejected = sorted([*plan.rejected, *done.rejected], key=lambda each: (each.line, each.column))
    console.print(_table(plan, version, done, rejected_count=len(rejected), is_dry=arguments.dry_run))
    _hand_back(console, rejected, arguments.rejects, mapping)
    return DONE


def _bring_in(plan: Plan, mapping: Mapping, version: Version, console: Console) -> Arrived:
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Bringing in incidents", total=len(plan.incidents))
        return bring_in(
            plan.incidents,
            mapping=mapping,
            version=version,
            by=Actor.system(),
            at=now(),
            told=lambda count: progress.advance(bar, count),
        )


def published_version(slug: str, *, provider: str | None = None) -> Version:
    """The version of an agreement that is published now; a log is judged by it, whenever its incidents were."""
    found = Version.objects.filter(agreement__slug=slug, agreement__is_annex=False, status__in=PUBLISHED)
    if provider is not None:
        found = found.filter(agreement__provider__name=provider)
    versions = list(found.select_related("agreement__provider").order_by("-effective_on", "-published_at"))
    if not versions:
        raise Misconfigured(f"No version of '{slug}' is published{_instead()}")
    providers = {version.agreement.provider.name for version in versions}
    if len(providers) > 1:
        raise Misconfigured(
            f"'{slug}' is an agreement of {', '.join(sorted(providers))}: say which with --provider."
        )
    return versions[0]


def _instead() -> str:
    slugs = Version.objects.filter(status__in=PUBLISHED).values_list("agreement__slug", flat=True)
    known = sorted(set(slugs))
    return f"; published are {', '.join(known)}." if known else ": publish a document first."


def _table(
    plan: Plan, version: Version, done: Arrived | Comparison, *, rejected_count: int, is_dry: bool
) -> Table:
    known_count = plan.row_count - plan.repeated_count - done.row_count - rejected_count
    table = Table(title="Would come in" if is_dry else "Came in", title_justify="left", show_header=False)
    table.add_column()
    table.add_column(justify="right")
    table.add_row(
        "agreement", f"{version.agreement.slug} {version.version}, {version.agreement.provider.name}"
    )
    table.add_row("rows in the log", f"{plan.row_count:,}")
    table.add_row("rows that would come in" if is_dry else "rows that came in", f"{done.row_count:,}")
    table.add_row("rows that are here already", f"{known_count:,}")
    table.add_row("rows said twice", f"{plan.repeated_count:,}")
    table.add_row("rows rejected", f"{rejected_count:,}")
    table.add_row("new tickets", f"{done.new_count:,}")
    table.add_row("tickets that grow" if is_dry else "tickets that grew", f"{done.grown_count:,}")
    table.add_row("tickets without news", f"{done.unchanged_count:,}")
    return table


def _hand_back(console: Console, rejected: Sequence[Rejected], path: Path | None, mapping: Mapping) -> None:
    """Nothing is lost silently: rows go to the file asked for, and the first are shown here."""
    for each in rejected[:SHOWN_REJECTS]:
        field = f"{each.field}: " if each.field else ""
        console.print(f"{each.place}: {field}{each.reason}", markup=False, soft_wrap=True)
    if len(rejected) > SHOWN_REJECTS:
        console.print(f"... and {len(rejected) - SHOWN_REJECTS:,} more.")
    if path is not None:
        write_rejects(path, rejected, encoding=mapping.layout.encoding)
        console.print(f"Rejected rows: {path}", markup=False, soft_wrap=True)
    elif rejected:
        console.print("Write them to a file with --rejects FILE.")
