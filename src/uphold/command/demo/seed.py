"""`uphold demo`: fills an empty desk with the demonstration, and says how to sign in.

Everything is written in one transaction: an interrupted seeding leaves the desk as empty as it was. What the stories
set in motion belongs to the past, so the orders they left for the worker are taken back: nobody is told old news.
"""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser, Namespace
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from rich.console import Console
from rich.table import Table

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Version
from uphold.command.demo.appointments import arrange_appointments, open_windows
from uphold.command.demo.cast import SHOWN_SIGN_INS, STRATELEGY
from uphold.command.demo.documents import conclude_contracts, publish_documents
from uphold.command.demo.escalations import note_calls_sent, set_rotas
from uphold.command.demo.hardware import bring_returns
from uphold.command.demo.installed import bring_installed_base
from uphold.command.demo.invoices import invoice_earlier_month
from uphold.command.demo.maintenance import plan_maintenance
from uphold.command.demo.moments import Almanac
from uphold.command.demo.parties import bring_parties
from uphold.command.demo.people import bring_people
from uphold.command.demo.play import play_stories
from uphold.command.demo.purses import fill_purses
from uphold.command.demo.releases import bring_releases
from uphold.command.demo.stories import earlier_stories, present_stories
from uphold.kit.clock import now
from uphold.kit.folder import data_folder
from uphold.kit.transaction import atomic
from uphold.people.models import Account, Provider
from uphold.policy.time.calendar import Calendar, compile_calendar
from uphold.tickets.jobs import sweep_clocks

FOUNDED_BEFORE = timedelta(days=120)
DESK_HOURS = "Standard hours"
PASSWORD_FILE = "demo_password"  # noqa: S105 - the name of a file
OWNER_ONLY = 0o600


def configure(parser: ArgumentParser) -> None:
    parser.set_defaults()


def run(arguments: Namespace) -> int:  # noqa: ARG001 - the shape of every verb
    console = Console(highlight=False)
    if not Provider.objects.exists():
        console.print("Filling the desk with a demonstration ...")
        password = make_password()
        seed(password=password, at=now())
    elif not is_demonstration():
        console.print("The desk is in use already, so the demonstration stays away.")
        return 0
    say_sign_ins(console)
    return 0


@atomic
def seed(*, password: str, at: datetime) -> None:
    founded_at = at - FOUNDED_BEFORE
    people = bring_people(password=password, at=founded_at)
    versions = publish_documents(people, at=founded_at)
    conclude_contracts(people, versions, at=founded_at)
    bring_parties(people, at=founded_at)
    bring_installed_base(people, at=founded_at, now=at)
    fill_purses(people, now=at)
    set_rotas(people, versions, founded_at=founded_at, now=at)
    open_windows(people, at=founded_at, now=at)
    almanac = Almanac(at, _calendar(versions[STRATELEGY]))
    play_stories(earlier_stories(), people, almanac)
    invoice_earlier_month(people, now=at)
    play_stories(present_stories(), people, almanac)
    arrange_appointments(people, now=at)
    plan_maintenance(people, now=at)
    bring_releases(people, now=at)
    bring_returns(people, now=at)
    note_calls_sent()
    sweep_clocks(at)
    _take_back_orders()


def is_demonstration() -> bool:
    return Account.objects.filter(email=SHOWN_SIGN_INS[0][1]).exists() and password_path().exists()


def make_password() -> str:
    """One for everybody in the demonstration, made on this machine and kept beside its keys."""
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    path = password_path()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(password)
    return password


def password_path() -> Path:
    return data_folder() / "keys" / PASSWORD_FILE


def say_sign_ins(console: Console) -> None:
    table = Table(title="Sign in as", title_justify="left", show_header=False, box=None)
    for role, email in SHOWN_SIGN_INS:
        table.add_row(role, email)
    console.print(table)
    console.print(f"Password of all: [bold]{password_path().read_text(encoding='ascii')}[/bold]")


def _calendar(version: Version) -> Calendar:
    return compile_calendar(compiled(version).hours[DESK_HOURS])


def _take_back_orders() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo' AND task_name = 'react'")
