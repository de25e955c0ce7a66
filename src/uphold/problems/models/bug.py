"""The bug, and the tickets it caused."""

from django.db import models

from uphold.people.models import Provider, Staff
from uphold.products.models import Product, ProductVersion
from uphold.tickets.models import Ticket


class Bug(models.Model):
    """A documented feature that does not work.

    `outcome`: patch, update, works as documented, none. `released_as` is the kind of release, as agreements name it.
    `merged_into` is the record of the same bug that was kept, and has the tickets.
    `known_product` and `known_version` are the provider's rows of that name; None where he has none.
    """

    class State(models.TextChoices):
        REPORTED = "reported"
        HANDED_OVER = "handed over"
        DECIDED = "decided"
        RELEASED = "released"
        CLOSED = "closed"
        MERGED = "merged"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="bugs")
    number = models.CharField(max_length=24, unique=True)
    title = models.CharField(max_length=200)
    documented_behaviour = models.TextField()
    documented_at = models.URLField(max_length=500, blank=True, default="")
    actual_behaviour = models.TextField(blank=True, default="")
    product = models.CharField(max_length=120)
    found_in = models.CharField(max_length=80)
    known_product = models.ForeignKey(Product, on_delete=models.PROTECT, null=True, related_name="bugs")
    known_version = models.ForeignKey(
        ProductVersion, on_delete=models.PROTECT, null=True, related_name="bugs"
    )
    state = models.CharField(max_length=12, choices=State.choices, default=State.REPORTED)
    handed_to = models.CharField(max_length=20, blank=True, default="")
    handed_over_at = models.DateTimeField(null=True)
    workaround = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=40, blank=True, default="")
    outcome_at = models.DateTimeField(null=True)
    released_in = models.CharField(max_length=80, blank=True, default="")
    released_as = models.CharField(max_length=80, blank=True, default="")
    released_at = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="reported_bugs")
    reported_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(title=""), name="bug_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(state="released", released_at__isnull=False) | ~models.Q(state="released"),
                name="bug_released_at_fits",
            ),
            models.CheckConstraint(
                condition=models.Q(state="merged", merged_into__isnull=False)
                | (~models.Q(state="merged") & models.Q(merged_into__isnull=True)),
                name="bug_merged_into_fits",
            ),
            models.CheckConstraint(
                condition=models.Q(known_version=None) | models.Q(known_product__isnull=False),
                name="bug_version_has_its_product",
            ),
        ]
        indexes = [models.Index(fields=["provider", "-reported_at"], name="bug_recent")]

    @property
    def topics(self) -> tuple[str, ...]:
        """The live pages that show it."""
        return f"bug:{self.number}", f"bugs:{self.provider_id}"


class BugTicket(models.Model):
    """The bug is the cause of a ticket's problem; `problem` is the key by which its work and events are told apart.

    A ticket has several links to one bug where bugs that it met were merged; each has a problem of its own then.
    `heard_entry_id` is the last entry of the bug that was passed on to the ticket.
    """

    bug = models.ForeignKey(Bug, on_delete=models.PROTECT, related_name="links")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="bug_links")
    problem = models.CharField(max_length=40, blank=True, default="")
    linked_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="bug_links")
    linked_at = models.DateTimeField()
    unlinked_at = models.DateTimeField(null=True)
    heard_entry_id = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket", "problem"],
                condition=models.Q(unlinked_at__isnull=True),
                name="problem_has_one_bug",
            ),
        ]
        indexes = [
            models.Index(
                fields=["bug", "heard_entry_id", "ticket"],
                condition=models.Q(unlinked_at__isnull=True),
                name="bug_to_be_heard",
            ),
        ]
