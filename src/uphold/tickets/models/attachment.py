"""What a message brought along."""

from django.db import models

from uphold.files.models import StoredFile
from uphold.tickets.models.message import Message
from uphold.tickets.models.ticket import Ticket


class Attachment(models.Model):
    """Seen by whoever sees the message: files of a note are the staff's own. Never changed."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="attachments")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="attachment")

    class Meta:
        indexes = [models.Index(fields=["ticket", "id"], name="attachment_of_ticket")]
