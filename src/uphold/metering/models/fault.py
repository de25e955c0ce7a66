"""The fault file: what both sides bring, what the provider proposes, what the customer answers, and what came of it."""

from django.db import models

from uphold.people.models import Contact, Staff
from uphold.tickets.models import Ticket


class FaultFile(models.Model):
    """One for each event whose charge hangs on the fault; `problem` is empty for the ticket's own.

    `answer_by` is when silence speaks, where the agreement says so. `decided_how`: agreed, by silence, by a person.
    """

    class State(models.TextChoices):
        OPEN = "open"
        PROPOSED = "proposed"
        OBJECTED = "objected"
        DECIDED = "decided"

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="fault_files")
    problem = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    proposed_fault = models.CharField(max_length=40, blank=True, default="")
    proposed_cause = models.CharField(max_length=80, blank=True, default="")
    proposed_words = models.TextField(blank=True, default="")
    proposed_by = models.ForeignKey(
        Staff, on_delete=models.PROTECT, null=True, related_name="proposed_faults"
    )
    proposed_at = models.DateTimeField(null=True)
    answer_by_at = models.DateTimeField(null=True)
    silence_means = models.CharField(max_length=40, blank=True, default="")
    answered_by = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="answered_faults"
    )
    answered_words = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=40, blank=True, default="")
    cause = models.CharField(max_length=80, blank=True, default="")
    decided_how = models.CharField(max_length=20, blank=True, default="")
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="decided_faults")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ticket", "problem"], name="fault_file_once"),
            models.CheckConstraint(
                condition=models.Q(state="decided", decided_at__isnull=False)
                | (~models.Q(state="decided") & models.Q(decided_at__isnull=True)),
                name="fault_file_decided_at_fits",
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by_at"], condition=models.Q(state="proposed"), name="fault_file_silence"
            ),
        ]


class FaultEvidence(models.Model):
    """What one side brought, in its own words. Never changed."""

    class Side(models.TextChoices):
        PROVIDER = "provider"
        CUSTOMER = "customer"

    file = models.ForeignKey(FaultFile, on_delete=models.PROTECT, related_name="evidence")
    side = models.CharField(max_length=8, choices=Side.choices)
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="fault_evidence")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="fault_evidence")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(words=""), name="fault_evidence_says_something"),
            models.CheckConstraint(
                condition=models.Q(side="provider", staff__isnull=False, contact__isnull=True)
                | models.Q(side="customer", contact__isnull=False),
                name="fault_evidence_has_its_side",
            ),
        ]
        indexes = [models.Index(fields=["file", "at"], name="fault_evidence_of_file")]
