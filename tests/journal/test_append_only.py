"""The journal is written once."""

import pytest
from django.db import DatabaseError, transaction

from tests.cast.instants import at
from uphold.access import Actor
from uphold.journal.models import Entry
from uphold.journal.write import write
from uphold.people.models import Provider

NOON = at("2026-06-09 12:00")


@pytest.mark.django_db
def test_an_entry_is_never_changed() -> None:
    provider = Provider.objects.create(name="Northwind", ticket_prefix="NW")
    entry = write("provider.added", about=provider, by=Actor.system(), at=NOON)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).update(kind="provider.renamed")

    assert Entry.objects.get(pk=entry.pk).kind == "provider.added"


@pytest.mark.django_db
def test_an_entry_is_never_deleted() -> None:
    provider = Provider.objects.create(name="Northwind", ticket_prefix="NW")
    entry = write("provider.added", about=provider, by=Actor.system(), at=NOON)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(pk=entry.pk).delete()

    assert Entry.objects.filter(pk=entry.pk).exists()
