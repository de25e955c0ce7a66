"""The invitation: a link that works once. Only the hash of its token is stored, and a nonce that is no use alone."""

from django.db import models

from uphold.people.models.organisation import Contact
from uphold.people.models.staff import Staff


class Invitation(models.Model):
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="invitations")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="invitations")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, contact__isnull=True)
                | models.Q(staff__isnull=True, contact__isnull=False),
                name="invitation_is_for_one_person",
            ),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("invited_at")), name="invitation_expires_later"
            ),
        ]
