"""The outbox: one row a mail, its Message-ID fixed before the first try, and the files that go with it."""

from django.db import models

from uphold.people.models import Provider
from uphold.tickets.models import Ticket


class OutgoingMail(models.Model):
    """`is_secret`: the body holds a link that only the reader may know, so it is erased once it was sent."""

    class Status(models.TextChoices):
        QUEUED = "queued"
        SENT = "sent"
        FAILED = "failed"

    key = models.CharField(max_length=120, unique=True)
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, null=True, related_name="outgoing_mail")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, null=True, related_name="outgoing_mail")
    to_address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    message_id = models.CharField(max_length=200, unique=True)
    thread_id = models.CharField(max_length=200, blank=True, default="")
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    queued_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    is_secret = models.BooleanField(default=False)
    error = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status="sent") ^ models.Q(sent_at__isnull=True),
                name="mail_sent_at_fits_its_status",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(status="queued"), name="mail_waiting"),
            models.Index(fields=["ticket", "queued_at"], name="mail_of_ticket"),
        ]


class Enclosure(models.Model):
    """A file that goes with a mail. Its bytes are let go once it was sent: whoever made it keeps them."""

    mail = models.ForeignKey(OutgoingMail, on_delete=models.PROTECT, related_name="enclosures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=80)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["mail", "position"], name="enclosure_place_once")]
