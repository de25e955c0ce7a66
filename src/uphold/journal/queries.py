"""Reading the journal: by subject, in the order in which things happened."""

from django.db.models import Model, QuerySet

from uphold.journal.models import Entry
from uphold.journal.write import subject_kind


def entries_about(about: Model) -> QuerySet[Entry]:
    return entries_of(type(about), [about.pk])


def entries_of(model: type[Model], ids: list[int]) -> QuerySet[Entry]:
    """Entries about several rows of one kind, each row's in its own order."""
    return Entry.objects.filter(about_kind=subject_kind(model), about_id__in=ids).order_by(
        "about_id", "at", "id"
    )


def entry(entry_id: int) -> Entry:
    return Entry.objects.get(pk=entry_id)
