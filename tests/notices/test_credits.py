"""Managers hear once that few credits are left, and members never."""

import re

from django.urls import resolve

from tests.cast.credits import make_account, make_lot
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.credits.actions import set_warning
from uphold.credits.jobs import warn_low_balances
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.notices.credits import tell_of_credits

NOON = at("2026-06-09 12:00")


def test_a_low_balance_is_told_to_the_managers_once(cast: Cast) -> None:
    account = make_account(cast)
    make_lot(account, credits=20)
    set_warning(actor=cast.olga.actor, account=account, below_credits=30, at=NOON)
    warn_low_balances(NOON)
    entry = Entry.objects.get(kind="credits.low")

    for _ in range(2):
        tell_of_credits(entry.pk, at=NOON)

    mail = OutgoingMail.objects.get()
    assert (mail.to_address, mail.subject) == ("max@harbour.example", "Northwind: 20 support credits left")
    assert "you wanted to hear below 30" in mail.body
    link = re.search(r"http://[^/]+(/\S+)", mail.body)
    assert link is not None
    assert resolve(link[1]).view_name == "portal:account"
