"""The rows: evaluations with their steps, fault analyses, return authorizations, and the series of their numbers."""

from django.db import models

from uphold.agreements.models import Version
from uphold.people.models import Organisation, Provider, Staff
from uphold.products.models import Unit
from uphold.tickets.models import Ticket


class ReturnSeries(models.Model):
    """The next numbers of a provider; locked while one is taken, so none is missing and none stands twice."""

    provider = models.OneToOneField(
        Provider, on_delete=models.PROTECT, primary_key=True, related_name="return_series"
    )
    next_return = models.PositiveIntegerField(default=1)
    next_analysis = models.PositiveIntegerField(default=1)


class Evaluation(models.Model):
    """One look at a unit. `defect` and `use` are in the agreement's words; both are empty until it is decided."""

    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="evaluations")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="evaluations")
    begun_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    defect = models.CharField(max_length=40, blank=True, default="")
    use = models.CharField(max_length=60, blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ticket"], condition=models.Q(decided_at=None), name="evaluation_open_once"
            ),
            models.CheckConstraint(
                condition=models.Q(decided_at=None, defect="")
                | (models.Q(decided_at__isnull=False) & ~models.Q(defect="")),
                name="evaluation_decided_fits",
            ),
        ]


class EvaluationStep(models.Model):
    """One line of the checklist; an empty result is not done yet."""

    class Result(models.TextChoices):
        PASSED = "passed"
        FAILED = "failed"
        NOT_APPLICABLE = "not applicable"

    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, related_name="steps")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=200)
    result = models.CharField(max_length=14, choices=Result.choices, blank=True, default="")
    note = models.CharField(max_length=400, blank=True, default="")
    done_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "place"], name="step_place_once"),
            models.CheckConstraint(
                condition=models.Q(result="", done_at=None)
                | (~models.Q(result="") & models.Q(done_at__isnull=False)),
                name="step_done_fits",
            ),
        ]


class FaultAnalysis(models.Model):
    """The document about an evaluation. `content` is every word of it, as it was when it was issued."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="fault_analyses")
    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="analysis")
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=30, unique=True)
    content = models.JSONField()
    issued_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "serial"], name="analysis_number_once"),
        ]


class ReturnAuthorization(models.Model):
    """An RMA. `unit` is the serial that comes in, `replacement` the one that goes out.

    `version` and the words of the row are what decided; `reason` is why a person decided beside it, and empty else.
    `return_by_on` is the last day on which the unit may arrive, where a replacement went out ahead.
    """

    class Kind(models.TextChoices):
        REPAIR = "repair"
        REPLACEMENT = "replacement"
        ADVANCE = "advance replacement"
        DEAD_ON_ARRIVAL = "dead on arrival"

    class State(models.TextChoices):
        AUTHORISED = "authorised"
        AWAITING = "awaiting unit"
        RECEIVED = "received"
        REPAIRED = "repaired"
        REPLACED = "replaced"
        RETURNED = "returned"
        CLOSED = "closed"
        WITHDRAWN = "withdrawn"

    AHEAD = (State.AUTHORISED, State.AWAITING)
    DONE = (State.REPAIRED, State.REPLACED, State.RETURNED)
    OVER = (State.CLOSED, State.WITHDRAWN)

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="returns")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="returns")
    ticket = models.ForeignKey(Ticket, on_delete=models.PROTECT, related_name="returns")
    evaluation = models.ForeignKey(Evaluation, on_delete=models.PROTECT, null=True, related_name="returns")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="returns")
    replacement = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="returns_as_replacement"
    )
    serial = models.PositiveIntegerField()
    number = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    state = models.CharField(max_length=14, choices=State.choices, default=State.AUTHORISED)
    answer = models.CharField(max_length=40, blank=True, default="")
    reason = models.CharField(max_length=400, blank=True, default="")
    authorised_by = models.ForeignKey(Staff, on_delete=models.PROTECT, null=True, related_name="+")
    authorised_at = models.DateTimeField()
    send_to = models.TextField(blank=True, default="")
    awaited_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    return_by_on = models.DateField(null=True)
    received_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    over_at = models.DateTimeField(null=True)
    overdue_told_at = models.DateTimeField(null=True)
    customer_pays = models.CharField(max_length=200, blank=True, default="")
    otherwise = models.CharField(max_length=400, blank=True, default="")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="+")
    document = models.CharField(max_length=120, blank=True, default="")
    clause = models.CharField(max_length=200, blank=True, default="")
    anchor = models.CharField(max_length=120, blank=True, default="")
    row = models.CharField(max_length=200, blank=True, default="")
    line = models.PositiveIntegerField(null=True)
    manufacturer_name = models.CharField(max_length=120, blank=True, default="")
    manufacturer_number = models.CharField(max_length=60, blank=True, default="")
    manufacturer_state = models.CharField(max_length=60, blank=True, default="")
    manufacturer_address = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "serial"], name="return_number_once"),
            models.UniqueConstraint(
                fields=["unit"],
                condition=~models.Q(state__in=["closed", "withdrawn"]),
                name="return_open_once_a_unit",
            ),
            models.CheckConstraint(
                condition=models.Q(over_at=None) ^ models.Q(state__in=["closed", "withdrawn"]),
                name="return_over_fits",
            ),
            models.CheckConstraint(
                condition=~models.Q(evaluation=None) | ~models.Q(reason=""),
                name="return_has_evaluation_or_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["provider", "state", "return_by_on"], name="return_by_state"),
            models.Index(fields=["organisation", "id"], name="return_of_customer"),
            models.Index(
                fields=["return_by_on"],
                condition=models.Q(overdue_told_at=None, state__in=["authorised", "awaiting unit"]),
                name="return_to_ask_for",
            ),
        ]

    @property
    def topics(self) -> tuple[str, ...]:
        return (f"return:{self.number}", f"returns:{self.provider_id}")

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER
