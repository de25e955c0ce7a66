"""The run: one period of one provider, every customer in it once; it can be stopped and goes on where it stood."""

from django.db import models

from uphold.people.models import Organisation, Provider, Staff


class InvoiceRun(models.Model):
    """Work of days before `until_on` is invoiced, that of earlier periods which nobody invoiced with it."""

    class State(models.TextChoices):
        PREVIEW = "preview"
        RUNNING = "running"
        DONE = "done"
        WITHDRAWN = "withdrawn"

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="invoice_runs")
    from_on = models.DateField()
    until_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    prepared_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="invoice_runs")
    prepared_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until_on__gt=models.F("from_on")), name="invoice_run_has_a_period"
            ),
            models.UniqueConstraint(
                fields=["provider"], condition=models.Q(state="running"), name="invoice_run_one_at_a_time"
            ),
        ]


class RunItem(models.Model):
    """One customer of a run; `done_at` None until the invoice is issued. `problem` says why there is none."""

    run = models.ForeignKey(InvoiceRun, on_delete=models.PROTECT, related_name="items")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="run_items")
    done_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "organisation"], name="run_item_once")]
        indexes = [
            models.Index(
                fields=["run", "id"], condition=models.Q(done_at__isnull=True), name="run_item_to_do"
            )
        ]
