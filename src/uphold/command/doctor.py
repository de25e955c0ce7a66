"""`uphold doctor`: looks at everything that Uphold depends on, and says how to mend what is wrong."""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from uphold.command.checks import Finding, State, look

MARKS = {State.GOOD: "[green]ok[/green]  ", State.NOTE: "[yellow]note[/yellow]", State.BAD: "[red]bad[/red] "}


def configure(parser: ArgumentParser) -> None:
    parser.set_defaults()


def run(arguments: Namespace) -> int:  # noqa: ARG001 - every verb takes its arguments
    console = Console(highlight=False, soft_wrap=True)
    findings = look()
    for finding in findings:
        _say(console, finding)
    bad = sum(finding.state is State.BAD for finding in findings)
    console.print("All is well." if not bad else f"{bad} of {len(findings)} need mending.")
    return 1 if bad else 0


def _say(console: Console, finding: Finding) -> None:
    console.print(f"{MARKS[finding.state]} {finding.what}: {finding.found}")
    if finding.cure:
        console.print(f"       {finding.cure}")
