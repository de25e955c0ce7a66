"""Documents: drafted, checked, published, superseded - and never changed again."""

import pytest
from django.db import DatabaseError, transaction

from tests.cast.agreements import NORTHWIND, make_version
from tests.cast.instants import at
from tests.cast.people import Cast
from uphold.access import NotAllowed, NotThere
from uphold.agreements.access import get_version
from uphold.agreements.actions import discard_draft, draft_document, publish_document
from uphold.agreements.models import Version
from uphold.agreements.queries import version_in_force
from uphold.kit import Refused

MONDAY = at("2026-06-08 09:00")
SECOND = NORTHWIND.replace("version: 1", "version: 2").replace(
    "effective: 2026-01-01", "effective: 2026-07-01"
)
BROKEN = SECOND.replace("| 2 hours  |", "| two hours |")


def test_a_text_without_errors_is_checked_and_can_be_published(cast: Cast) -> None:
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=SECOND, at=MONDAY)

    version = publish_document(actor=cast.olga.actor, version=draft, at=MONDAY)

    assert (version.version, version.status, version.published_at) == ("2", "published", MONDAY)
    first = Version.objects.get(version="1")
    assert first.status == "superseded"


def test_the_version_in_force_follows_the_local_day(cast: Cast) -> None:
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=SECOND, at=MONDAY)
    agreement = publish_document(actor=cast.olga.actor, version=draft, at=MONDAY).agreement

    before, after = at("2026-06-30 23:59"), at("2026-07-01 00:00")

    in_force = [version_in_force(agreement, at=instant) for instant in (before, after)]
    assert [version.version for version in in_force if version] == ["1", "2"]


def test_a_text_with_errors_stays_a_draft_and_every_error_is_told(cast: Cast) -> None:
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=BROKEN, at=MONDAY)

    with pytest.raises(Refused) as refusal:
        publish_document(actor=cast.olga.actor, version=draft, at=MONDAY)

    assert refusal.value.code == "document_has_errors"
    problems = refusal.value.problems  # type: ignore[attr-defined]  # because this refusal carries them
    assert [problem.code for problem in problems] == ["cell.duration"]
    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == ("draft", None)


def test_a_text_that_does_not_say_whose_it_is_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        draft_document(actor=cast.olga.actor, provider=cast.northwind, text="# Terms", at=MONDAY)

    assert refusal.value.code == "document_unreadable"
    assert Version.objects.count() == 1


def test_a_published_version_takes_no_new_text(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        draft_document(
            actor=cast.olga.actor, provider=cast.northwind, text=NORTHWIND + "\nMore.\n", at=MONDAY
        )

    assert refusal.value.code == "version_is_published"
    assert Version.objects.get().text == NORTHWIND


@pytest.mark.parametrize(
    "change", [{"text": "Nothing is promised."}, {"effective_on": "2020-01-01"}, {"sha256": "0" * 64}]
)
def test_the_database_keeps_a_published_version(cast: Cast, change: dict[str, str]) -> None:
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Version.objects.update(**change)

    assert Version.objects.get().text == NORTHWIND


def test_the_database_never_deletes_a_published_version(cast: Cast) -> None:
    lonely = make_version(cast.southgate)

    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Version.objects.filter(pk=lonely.pk).delete()

    assert Version.objects.filter(pk=lonely.pk).exists()


def test_a_draft_can_be_thrown_away(cast: Cast) -> None:
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=BROKEN, at=MONDAY)

    discard_draft(actor=cast.olga.actor, version=draft, at=MONDAY)

    assert [version.version for version in Version.objects.all()] == ["1"]


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_administrators_write_agreements(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        draft_document(actor=getattr(cast, name).actor, provider=cast.northwind, text=SECOND, at=MONDAY)

    assert Version.objects.count() == 1


def test_customers_read_what_is_published_and_no_draft(cast: Cast) -> None:
    draft_document(actor=cast.olga.actor, provider=cast.northwind, text=SECOND, at=MONDAY)

    assert get_version(cast.ada.actor, "northwind", "1").version == "1"
    assert get_version(cast.ben.actor, "northwind", "2").version == "2"
    with pytest.raises(NotThere):
        get_version(cast.ada.actor, "northwind", "2")
    with pytest.raises(NotThere):
        get_version(cast.tom.actor, "northwind", "1")
