"""A refusal has a code, a kind and a sentence."""

from uphold.kit import CONFLICT, Kind, Refused


class CannotHoldClosedTicket(Refused):
    code, kind, text = "ticket_closed", CONFLICT, "Ticket {0} is closed; reopen it first."


def test_a_refusal_words_itself_with_what_it_is_about() -> None:
    refusal = CannotHoldClosedTicket("STR-1042")

    assert refusal.sentence == str(refusal) == "Ticket STR-1042 is closed; reopen it first."
    assert (refusal.code, refusal.kind) == ("ticket_closed", Kind.CONFLICT)
