"""Consent: a named contact agreed to a price before the work, and by which way."""

from django.db import models

from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket


class ConsentRequest(models.Model):
    """A contact was asked by mail. The link holds a token of which only the hash is kept; it works once.

    `ran_out_at`: nobody answered in time, and that was taken note of.
    """

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="consent_requests")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="consent_requests")
    asked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="consent_requests")
    subject = models.CharField(max_length=200)
    price = models.CharField(max_length=120)
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    is_refused = models.BooleanField(default=False)
    ran_out_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["expires_at"],
                condition=models.Q(answered_at=None, ran_out_at=None),
                name="consent_request_open",
            ),
        ]


class Consent(models.Model):
    """Who agreed, to what, at which price and by which row; the journal entry `ticket.agreed` stands beside it."""

    class Way(models.TextChoices):
        PORTAL = "portal"
        MAIL_LINK = "mail link"
        TELEPHONE = "telephone"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="consents")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="consents")
    way = models.CharField(max_length=10, choices=Way.choices)
    noted_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="noted_consents")
    request = models.OneToOneField(
        ConsentRequest, on_delete=models.PROTECT, null=True, related_name="consent"
    )
    subject = models.CharField(max_length=200)
    price = models.CharField(max_length=120)
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way="telephone") | models.Q(noted_by__isnull=False),
                name="consent_by_telephone_was_noted",
            ),
        ]
        indexes = [models.Index(fields=["ticket", "at"], name="consent_of_ticket")]
