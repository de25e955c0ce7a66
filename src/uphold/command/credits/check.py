"""`uphold credits check`: derives every balance again and prints what is stored otherwise. It corrects nothing."""

import sys
from argparse import ArgumentParser, Namespace

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from uphold.credits.checking import Difference, check_ledger, extent_of_check
from uphold.people.models import Provider

DIFFERENT = 1
PAGE_WIDTH = 110
"""Where there is no terminal to be as wide as."""


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--provider", metavar="NAME", help="only this provider (default: all)")


def run(arguments: Namespace) -> int:
    provider = None
    if arguments.provider is not None:
        provider = Provider.objects.filter(name__iexact=arguments.provider).first()
        if provider is None:
            known = ", ".join(Provider.objects.order_by("name").values_list("name", flat=True))
            sys.stderr.write(f"There is no provider called {arguments.provider}. There are: {known}.\n")
            return DIFFERENT
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = PAGE_WIDTH
    differences = check_ledger(provider)
    if differences:
        console.print(_table(differences))
        console.print(f"Differences: {len(differences)}. Nothing was changed.")
        return DIFFERENT
    looked_at = extent_of_check(provider)
    console.print(
        f"Derived and stored agree. Accounts: {looked_at.accounts:,}, lots: {looked_at.lots:,}, "
        f"entries: {looked_at.entries:,}."
    )
    return 0


def _table(differences: list[Difference]) -> Table:
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    table.add_column("place")
    table.add_column("figure", no_wrap=True)
    table.add_column("stored", justify="right")
    table.add_column("derived", justify="right")
    for each in differences:
        table.add_row(each.place, each.what, f"{each.stored:,}", f"{each.derived:,}")
    return table
