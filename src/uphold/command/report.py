"""`uphold report compliance`: what was promised, what was kept, and what nobody can tell."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from uphold.access import Actor
from uphold.reports.compliance import ComplianceLine, Outcome, measure_compliance

SHOWN = (
    Outcome.MET,
    Outcome.MISSED,
    Outcome.RUNNING,
    Outcome.PAUSED,
    Outcome.SUPERSEDED,
    Outcome.ENDED,
    Outcome.NONE,
    Outcome.UNLOGGED,
)
ANY_PRIORITY = "any"
PAGE_WIDTH = 110
"""Where there is no terminal to be as wide as."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--agreement", metavar="SLUG", help="only this agreement (default: all)")
    parser.add_argument("--provider", metavar="NAME", help="only this provider (default: all)")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")


def run(arguments: Namespace) -> int:
    lines = measure_compliance(actor=Actor.system(), slug=arguments.agreement, provider=arguments.provider)
    if arguments.json:
        sys.stdout.write(json.dumps([_as_json(line) for line in lines], indent=2) + "\n")
        return 0
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PAGE_WIDTH
    if not lines:
        console.print("No promises are recorded yet.")
    for group in _by_agreement(lines):
        console.print(_table(group))
    return 0


def _by_agreement(lines: Sequence[ComplianceLine]) -> list[list[ComplianceLine]]:
    groups: dict[tuple[str, str], list[ComplianceLine]] = {}
    for line in lines:
        groups.setdefault((line.provider, line.agreement), []).append(line)
    return list(groups.values())


def _table(lines: Sequence[ComplianceLine]) -> Table:
    """One row a metric and priority; a column in which nothing was counted is left out."""
    first = lines[0]
    shown = [outcome for outcome in SHOWN if any(line.count(outcome) for line in lines)]
    table = Table(
        title=f"{first.agreement}, {first.provider}",
        title_justify="left",
        box=SIMPLE_HEAD,
        padding=(0, 1, 0, 0),
    )
    table.add_column("promise", no_wrap=True)
    table.add_column("priority", no_wrap=True)
    for outcome in shown:
        table.add_column(outcome.value, justify="right")
    table.add_column("met of judged", justify="right")
    metric = ""
    for line in lines:
        if metric and line.metric != metric:
            table.add_section()
        name = "" if line.metric == metric else line.metric
        metric = line.metric
        numbers = (f"{line.count(outcome):,}" if line.count(outcome) else "-" for outcome in shown)
        table.add_row(name, line.priority or ANY_PRIORITY, *numbers, _share(line))
    return table


def _share(line: ComplianceLine) -> str:
    permille = line.met_permille
    return "-" if permille is None else f"{permille // 10}.{permille % 10} %"


def _as_json(line: ComplianceLine) -> dict[str, object]:
    return {
        "provider": line.provider,
        "agreement": line.agreement,
        "promise": line.metric,
        "priority": line.priority or None,
        "counts": {outcome.value: line.count(outcome) for outcome in SHOWN},
        "met_permille": line.met_permille,
    }
