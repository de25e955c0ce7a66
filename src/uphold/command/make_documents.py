"""`uphold documents`: makes the documents that invoices lack. Stopped at any moment, the next call goes on."""

import os
from argparse import ArgumentParser, Namespace

from rich.console import Console
from rich.progress import Progress

from uphold.billing.documents.jobs import Rendered, render_missing
from uphold.billing.documents.queries import without_documents
from uphold.kit.clock import now

DONE, FAILED = 0, 1


def configure(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--printers",
        type=int,
        default=os.cpu_count() or 1,
        metavar="N",
        help="how many documents are made side by side (default: one a processor)",
    )


def run(arguments: Namespace) -> int:
    console = Console(highlight=False)
    made = _made(max(1, arguments.printers), console)
    console.print(f"{made.made:,} invoices got their documents.")
    for invoice_id, reason in made.failed:
        console.print(f"Invoice {invoice_id} did not: {reason}", markup=False, soft_wrap=True)
    return FAILED if made.failed else DONE


def _made(printers: int, console: Console) -> Rendered:
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("Making documents", total=without_documents().count())
        return render_missing(now(), printers=printers, told=lambda count: progress.advance(bar, count))
