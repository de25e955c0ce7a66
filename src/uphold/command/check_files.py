"""`uphold files check`: reads what people attached, and says what is gone or not what it was. It corrects nothing."""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from uphold.files.checking import check_files
from uphold.files.models import StoredFile

DIFFERENT = 1


def configure(parser: ArgumentParser) -> None:
    parser.set_defaults()


def run(arguments: Namespace) -> int:  # noqa: ARG001 - every verb takes its arguments
    console = Console(highlight=False, soft_wrap=True)
    differences = list(check_files())
    for each in differences:
        console.print(f"{each.what}: {', '.join(each.names)} ({each.digest})", markup=False)
    if differences:
        console.print(f"Differences: {len(differences)}. Take the bytes from a backup of the data folder.")
        return DIFFERENT
    console.print(f"Rows and bytes agree. Files: {StoredFile.objects.count():,}.")
    return 0
