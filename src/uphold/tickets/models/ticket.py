"""The ticket: what was asked, by whom, under which version, and where it stands."""

from datetime import UTC, datetime

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Replace

from uphold.agreements.models import Contract, Version
from uphold.people.models import Contact, Organisation, Provider, Staff, Team
from uphold.products.models import Unit

NEVER = datetime(9999, 1, 1, tzinfo=UTC)
"""The place in the queue of a ticket that nothing is due for: after all others."""

NUMBER_AND_SUBJECT = SearchVector(
    Replace("number", models.Value("-"), models.Value(" ")), "subject", config="english"
)


class Ticket(models.Model):
    """`facts` are what was stated at opening, `unit_facts` what its unit brought along, as they were on that day.

    `covered_unit` is the name in the contract that `unit` goes by; it may be another's, that of its deployment.
    """

    class Status(models.TextChoices):
        NEW = "new"
        OPEN = "open"
        WAITING = "waiting"
        RESTORED = "restored"
        RESOLVED = "resolved"
        CLOSED = "closed"
        DECLINED = "declined"

    OVER = (Status.CLOSED, Status.DECLINED)
    AT_REST = (Status.RESOLVED, Status.CLOSED, Status.DECLINED)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="tickets")
    number = models.CharField(max_length=24, unique=True)
    serial = models.BigIntegerField()
    subject = models.CharField(max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="tickets")
    concerns = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="concerning_tickets"
    )
    opened_by = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="opened_tickets")
    contract = models.ForeignKey(Contract, on_delete=models.PROTECT, null=True, related_name="tickets")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="tickets")
    annexes = models.ManyToManyField(Version, through="TicketAnnex", related_name="annexed_tickets")

    channel = models.CharField(max_length=80)
    service = models.CharField(max_length=80, blank=True, default="")
    request = models.CharField(max_length=80, blank=True, default="")
    impact = models.CharField(max_length=80, blank=True, default="")
    covered_unit = models.CharField(max_length=80, blank=True, default="")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="tickets")
    facts = models.JSONField(default=dict)
    unit_facts = models.JSONField(default=dict)
    evidence = models.JSONField(null=True)

    requested_priority = models.CharField(max_length=40, blank=True, default="")
    assessed_priority = models.CharField(max_length=40, blank=True, default="")
    current_priority = models.CharField(max_length=40, blank=True, default="")
    priority_level = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.NEW)
    status_said = models.CharField(max_length=80, blank=True, default="")
    waiting_for = models.CharField(max_length=40, blank=True, default="")
    assignee = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="assigned_tickets")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="tickets")

    opened_at = models.DateTimeField()
    last_word_at = models.DateTimeField()
    restored_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    queue_at = models.DateTimeField(default=NEVER)
    is_breached = models.BooleanField(default=False)
    is_history = models.BooleanField(default=False)
    external_key = models.CharField(max_length=120, null=True)  # noqa: DJ001 - unset is not a key
    search = models.GeneratedField(
        expression=NUMBER_AND_SUBJECT, output_field=SearchVectorField(), db_persist=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "serial"], name="ticket_serial_once"),
            models.UniqueConstraint(fields=["provider", "external_key"], name="ticket_external_key_once"),
            models.CheckConstraint(condition=~models.Q(subject=""), name="ticket_has_a_subject"),
            models.CheckConstraint(
                condition=models.Q(status="waiting") ^ models.Q(waiting_for=""),
                name="ticket_waits_for_something",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["closed", "declined"], closed_at__isnull=False)
                | (~models.Q(status__in=["closed", "declined"]) & models.Q(closed_at__isnull=True)),
                name="ticket_closed_at_fits_its_status",
            ),
            models.CheckConstraint(
                condition=models.Q(last_word_at__gte=models.F("opened_at")),
                name="ticket_last_word_after_opening",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-last_word_at", "-id"], name="ticket_organisation"),
            models.Index(fields=["organisation", "status", "queue_at"], name="ticket_organisation_status"),
            models.Index(
                fields=["provider", "queue_at", "id"],
                condition=~models.Q(status__in=["resolved", "closed", "declined"]),
                name="ticket_queue",
            ),
            models.Index(
                fields=["assignee", "queue_at", "id"],
                condition=~models.Q(status__in=["resolved", "closed", "declined"]),
                name="ticket_mine",
            ),
            models.Index(fields=["provider", "-last_word_at", "-id"], name="ticket_recent"),
            models.Index(fields=["-last_word_at", "-id"], name="ticket_last_word"),
            models.Index(
                fields=["queue_at", "id"],
                condition=~models.Q(status__in=["resolved", "closed", "declined"]),
                name="ticket_queue_of_several",
            ),
            models.Index(
                fields=["provider", "queue_at", "id"],
                condition=models.Q(assignee=None) & ~models.Q(status__in=["resolved", "closed", "declined"]),
                name="ticket_unassigned",
            ),
            models.Index(
                fields=["provider", "queue_at", "id"],
                condition=models.Q(is_breached=True)
                & ~models.Q(status__in=["resolved", "closed", "declined"]),
                name="ticket_breached",
            ),
            models.Index(
                fields=["provider", "queue_at", "id"],
                condition=models.Q(status="waiting"),
                name="ticket_waiting",
            ),
            GinIndex(fields=["search"], name="ticket_search"),
        ]

    @property
    def is_over(self) -> bool:
        """Closed or declined: only reopening changes it."""
        return self.status in self.OVER

    @property
    def is_waiting(self) -> bool:
        return self.status == self.Status.WAITING

    @property
    def status_at_work(self) -> str:
        """Where it stands when it waits for nothing and is not solved."""
        return self.Status.RESTORED if self.restored_at else self.Status.OPEN

    @property
    def unit_name(self) -> str:
        """What the unit is called that it is about: of the installed base, else as the contract names it."""
        return self.unit.name if self.unit is not None else self.covered_unit

    @property
    def topics(self) -> tuple[str, ...]:
        """The live pages that show it."""
        return f"ticket:{self.number}", f"queue:{self.provider_id}", f"organisation:{self.organisation_id}"


class TicketAnnex(models.Model):
    """The versions of annexes that were in force at opening, in the order in which they bind."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="annex_bindings")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="annex_bindings")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["ticket", "version"], name="ticket_annex_once"),
        ]
