"""`uphold administrator`: a one-time link for the first administrator, the one person nobody can invite from within."""

from argparse import ArgumentParser, Namespace

from rich.console import Console

from uphold.kit import now
from uphold.notices.words import invitation_link
from uphold.people.actions.first import administrator_exists, invite_first_administrator


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--email", default="administrator@localhost", help="the address to sign in with")
    parser.add_argument("--name", default="Administrator", help="the person's name")
    parser.add_argument("--provider", default="Support desk", help="name of the first provider")
    parser.add_argument("--prefix", default="T", help="what ticket numbers begin with (default: T)")
    parser.add_argument("--if-none", action="store_true", help="say nothing when there is one already")


def run(arguments: Namespace) -> int:
    if arguments.if_none and administrator_exists():
        return 0
    invited = invite_first_administrator(
        name=arguments.name,
        email=arguments.email,
        provider_name=arguments.provider,
        ticket_prefix=arguments.prefix,
        at=now(),
    )
    console = Console(highlight=False, soft_wrap=True)
    console.print(
        f"There is no administrator yet. This link makes {arguments.email} the first; it works once:"
    )
    console.print(f"  {invitation_link(invited.token)}")
    return 0
