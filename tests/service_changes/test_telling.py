"""Letters about service changes: the manager decides, whoever asked hears of it, each once."""

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.service_changes import ask_for_lines
from uphold.journal.models import Entry
from uphold.mail.models import OutgoingMail
from uphold.notices.service_changes import TOLD_OF_CHANGES, tell_of_change
from uphold.service_changes.actions import approve_change, refuse_change

NINE, TEN = at("2026-06-16 09:00"), at("2026-06-16 10:00")


def letters() -> list[tuple[str, str]]:
    """What there is after every entry was told twice."""
    for entry in [*Entry.objects.filter(kind__in=TOLD_OF_CHANGES).order_by("pk")] * 2:
        tell_of_change(entry.pk, at=TEN)
    return list(OutgoingMail.objects.order_by("pk").values_list("to_address", "subject"))


def test_the_manager_is_asked_once(cast: Cast) -> None:
    change = ask_for_lines(cast, at=NINE)

    assert letters() == [("max@harbour.example", "Please approve: Add Line (2)")]
    body = OutgoingMail.objects.get().body
    assert "Ada asks for it." in body
    assert f"/portal/changes/{change.pk}" in body


def test_whoever_asked_hears_that_it_was_approved_and_the_manager_is_not_asked_any_more(cast: Cast) -> None:
    approve_change(actor=cast.max.actor, change=ask_for_lines(cast, at=NINE), at=TEN)

    assert letters() == [("ada@harbour.example", "Approved: Add Line (2)")]


def test_a_refusal_brings_its_words(cast: Cast) -> None:
    refuse_change(actor=cast.max.actor, change=ask_for_lines(cast, at=NINE), answer="Not this year.", at=TEN)

    assert letters() == [("ada@harbour.example", "Not approved: Add Line (2)")]
    assert "Max did not approve it: Not this year." in OutgoingMail.objects.get().body


def test_a_manager_who_asks_gets_no_letter(cast: Cast) -> None:
    ask_for_lines(cast, at=NINE, by=cast.max)

    assert letters() == []
