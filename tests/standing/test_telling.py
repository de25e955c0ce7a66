"""Whom the standing of an account concerns: the customer's managers, once, with date, clause and amount."""

from datetime import datetime

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.standing.overdue import make_receivable
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.notices.jobs import tell
from uphold.notices.standing import tell_of_standing
from uphold.standing.actions import suspend
from uphold.standing.jobs import warn_of_standing

ISSUED_AT, NOW = at("2026-05-15 09:00"), at("2026-06-12 10:00")


def react(kind: str, *, at: datetime = NOW) -> list[OutgoingMail]:
    """What the worker does, twice over."""
    for entry in [*Entry.objects.filter(kind=kind), *Entry.objects.filter(kind=kind)]:
        tell_of_standing(entry.pk, at=at) if kind.startswith("standing.") else tell(entry.pk, at=at)
    return list(OutgoingMail.objects.order_by("pk"))


def suspend_handling(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    suspend(
        actor=cast.lea.actor,
        organisation=cast.harbour,
        provider=cast.northwind,
        capability="handling",
        reason="The invoice of May is open.",
        at=NOW,
    )


def test_a_manager_is_warned_with_date_clause_and_amount(cast: Cast) -> None:
    make_receivable(cast, at=ISSUED_AT)
    warn_of_standing(at("2026-06-10 08:07"))

    mails = react("standing.warned")

    assert [(each.to_address, each.subject) for each in mails] == [
        ("max@harbour.example", "Northwind: handling may be suspended on 2026-06-12")
    ]
    assert mails[0].body.split("\n\n")[:2] == [
        "Harbour Clinic has unpaid bills of EUR 125.00; the oldest was due on 2026-06-01.",
        (
            "If they are not paid before 2026-06-12, a manager may suspend from then on: handling "
            "(clause 5. Overdue accounts)."
        ),
    ]


def test_a_manager_is_told_of_the_decision_with_its_reason(cast: Cast) -> None:
    suspend_handling(cast)

    mails = react("standing.suspended")

    assert [each.subject for each in mails] == ["Northwind: handling is suspended"]
    assert mails[0].body.split("\n\n")[:3] == [
        "For Harbour Clinic is suspended from now on: handling.",
        "The invoice of May is open.",
        "So it is agreed in clause 5. Overdue accounts; it ends when the account is in good standing.",
    ]


def test_a_manager_is_told_that_it_is_open_again(cast: Cast) -> None:
    suspend_handling(cast)
    make_receivable(cast, at=at("2026-06-13 09:00"), open_amount="0.00")

    mails = react("standing.restored")

    assert [(each.to_address, each.subject) for each in mails] == [
        ("max@harbour.example", "Northwind: handling is open again")
    ]


def test_whoever_opens_a_ticket_meanwhile_is_told_that_it_rests(cast: Cast) -> None:
    suspend_handling(cast)
    make_ticket(customer=cast.ada, opened_at=NOW, request="Question", impact="One", evidence=None)

    mails = react("ticket.suspended")

    assert [(each.to_address, each.subject) for each in mails] == [
        (
            "ada@harbour.example",
            (
                "[NW-1] Work on your request NW-1 rests until the account is in good standing "
                "(clause 5. Overdue accounts)."
            ),
        )
    ]
