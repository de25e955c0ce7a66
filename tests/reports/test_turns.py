"""Who had it: the hours of each party in a month, on the hours of the agreement."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.tickets import make_ticket
from tests.reports.rows import scope_of
from uphold.reports.behind.part import Wanted
from uphold.reports.behind.turns import tickets_had
from uphold.reports.turns import turns_sheet
from uphold.tickets.actions import close_ticket, reply, resolve_ticket, wait
from uphold.tickets.models import Ticket

HOUR = 3600


def ticket_with_a_question(cast: Cast, *, day: str) -> Ticket:
    """Ours from nine to ten, the customer's until noon, ours again until it is resolved and closed at one."""
    ticket = make_ticket(customer=cast.ada, opened_at=at(f"{day} 09:00"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="customer", at=at(f"{day} 10:00"))
    reply(actor=cast.ada.actor, ticket=ticket, body="Here it is.", at=at(f"{day} 12:00"))
    resolve_ticket(actor=cast.ben.actor, ticket=ticket, at=at(f"{day} 13:00"))
    close_ticket(actor=cast.ben.actor, ticket=ticket, at=at(f"{day} 13:00"))
    return ticket


def test_hours_are_those_of_the_parties(cast: Cast) -> None:
    ticket_with_a_question(cast, day="2026-06-09")

    sheet = turns_sheet(scope_of(cast))

    assert sheet.rows == (("Harbour Clinic", 2 * HOUR, 2 * HOUR, 0, 0),)


def test_only_what_lies_in_the_period_counts(cast: Cast) -> None:
    ticket = make_ticket(customer=cast.ada, opened_at=at("2026-05-29 15:00"))
    wait(actor=cast.ben.actor, ticket=ticket, waiting_for="third party", at=at("2026-05-29 16:00"))

    sheet = turns_sheet(scope_of(cast, asked_at=at("2026-06-01 12:00")))

    assert sheet.rows == (("Harbour Clinic", 0, 0, 3 * HOUR, 0),)


def test_tickets_behind_a_row_add_up_to_it(cast: Cast) -> None:
    numbers = [ticket_with_a_question(cast, day=day).number for day in ("2026-06-09", "2026-06-10")]
    [row], [about] = turns_sheet(scope_of(cast)).rows, turns_sheet(scope_of(cast)).about

    behind = tickets_had(scope_of(cast), Wanted(said=about.behind))

    assert [line[0] for line in behind.sheet.rows] == numbers
    assert behind.sheet.totals[0][2:] == row[1:]
    assert behind.words == row[0]


def test_a_ticket_that_was_closed_before_is_nobodys_time(cast: Cast) -> None:
    ticket_with_a_question(cast, day="2026-05-12")

    assert turns_sheet(scope_of(cast)).rows == ()
