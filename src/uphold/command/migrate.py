"""`uphold migrate`: brings the database and the collected static files to this version."""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from uphold.command.preparation import prepare


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(arguments: Namespace) -> int:
    names = prepare()
    if not arguments.quiet:
        console = Console()
        for name in names:
            console.print(f"migrated {name}", highlight=False)
        console.print("The database and the static files are up to date.", highlight=False)
    return 0
