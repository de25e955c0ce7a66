"""What was said: public words, and notes that only the staff read."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models

from uphold.people.models import Contact, Staff
from uphold.tickets.models.ticket import Ticket


class Message(models.Model):
    """Written by a member of the staff, by a contact, or (neither) by the system."""

    class Kind(models.TextChoices):
        PUBLIC = "public"
        NOTE = "note"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="messages")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="messages")
    body = models.TextField()
    at = models.DateTimeField()
    search = models.GeneratedField(
        expression=SearchVector("body", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=True) | models.Q(contact__isnull=True),
                name="message_has_one_author",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="public") | models.Q(contact__isnull=True),
                name="message_notes_are_of_staff",
            ),
            models.CheckConstraint(condition=~models.Q(body=""), name="message_says_something"),
        ]
        indexes = [
            models.Index(fields=["ticket", "at", "id"], name="message_conversation"),
            GinIndex(fields=["search"], name="message_search"),
        ]
