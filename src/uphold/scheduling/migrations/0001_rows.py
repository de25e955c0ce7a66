"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0006_unit_of_the_installed_base"),
    ]

    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Asked"),
                            ("awaiting readiness", "Awaiting Readiness"),
                            ("confirmed", "Confirmed"),
                            ("done", "Done"),
                            ("cancelled", "Cancelled"),
                            ("no show", "No Show"),
                        ],
                        default="asked",
                        max_length=20,
                    ),
                ),
                ("is_unfamiliar", models.BooleanField(default=False)),
                ("subject", models.CharField(blank=True, default="", max_length=200)),
                ("price", models.CharField(blank=True, default="", max_length=120)),
                ("is_price_open", models.BooleanField(default=False)),
                ("needs_consent", models.BooleanField(default=False)),
                ("consented_at", models.DateTimeField(null=True)),
                ("document", models.CharField(blank=True, default="", max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("row", models.CharField(blank=True, default="", max_length=200)),
                ("line", models.PositiveIntegerField(null=True)),
                ("uid", models.CharField(max_length=120, unique=True)),
                ("sequence", models.PositiveIntegerField(default=0)),
                ("booked_by_kind", models.CharField(max_length=12)),
                ("booked_by_id", models.BigIntegerField(null=True)),
                ("booked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("reminded_day_at", models.DateTimeField(null=True)),
                ("reminded_hour_at", models.DateTimeField(null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.contact",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.provider",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.staff",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="people.team",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=8)),
                ("made_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="made_calendar_feeds",
                        to="people.staff",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to="people.provider",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to="people.staff",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("moved", "Moved"), ("cancelled", "Cancelled"), ("no show", "No Show")],
                        max_length=12,
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("moved_to_at", models.DateTimeField(null=True)),
                ("reason", models.TextField()),
                ("missed_by", models.CharField(blank=True, default="", max_length=12)),
                ("sequence", models.PositiveIntegerField()),
                ("by_kind", models.CharField(max_length=12)),
                ("by_id", models.BigIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="scheduling.appointment",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointment_changes",
                        to="people.staff",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Readiness",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("meaning", models.CharField(blank=True, default="", max_length=400)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("line", models.PositiveIntegerField(null=True)),
                ("attested_at", models.DateTimeField(null=True)),
                ("waived_at", models.DateTimeField(null=True)),
                ("waiver_reason", models.TextField(blank=True, default="")),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="readiness",
                        to="scheduling.appointment",
                    ),
                ),
                (
                    "attested_by_contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attested_readiness",
                        to="people.contact",
                    ),
                ),
                (
                    "attested_by_staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attested_readiness",
                        to="people.staff",
                    ),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="waived_readiness",
                        to="people.staff",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Window",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("weekday", models.PositiveSmallIntegerField()),
                ("opens", models.TimeField()),
                ("closes", models.TimeField()),
                ("zone", models.CharField(max_length=64)),
                ("slot_minutes", models.PositiveSmallIntegerField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookable_windows",
                        to="people.provider",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookable_windows",
                        to="people.staff",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookable_windows",
                        to="people.team",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("reason", models.CharField(blank=True, default="", max_length=200)),
                ("noted_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="noted_absences",
                        to="people.staff",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to="people.staff",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "ends_at"], name="absence_of_staff")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="absence_ends_later"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["ticket", "starts_at"], name="appointment_of_ticket"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["provider", "starts_at"], name="appointment_of_provider"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(fields=["staff", "starts_at", "ends_at"], name="appointment_of_staff"),
        ),
        migrations.AddIndex(
            model_name="appointment",
            index=models.Index(
                condition=models.Q(("state__in", ["asked", "awaiting readiness", "confirmed"])),
                fields=["starts_at"],
                name="appointment_ahead",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="appointment_ends_later"
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    ("confirmed_at__isnull", False),
                    _connector="OR",
                ),
                name="appointment_confirmed_at_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["awaiting readiness", "confirmed"]), _negated=True),
                    ("needs_consent", False),
                    ("consented_at__isnull", False),
                    _connector="OR",
                ),
                name="appointment_has_its_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="appointment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", False), ("state__in", ["done", "cancelled", "no show"])),
                    models.Q(
                        ("ended_at__isnull", True),
                        ("state__in", ["asked", "awaiting readiness", "confirmed"]),
                    ),
                    _connector="OR",
                ),
                name="appointment_ended_at_fits",
            ),
        ),
        migrations.AddIndex(
            model_name="calendarfeed",
            index=models.Index(
                condition=models.Q(("revoked_at__isnull", True)), fields=["made_by"], name="feed_made_by"
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarfeed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("staff__isnull", True), ("team__isnull", False)),
                    models.Q(("staff__isnull", False), ("team__isnull", True)),
                    _connector="OR",
                ),
                name="feed_is_of_a_team_or_of_one",
            ),
        ),
        migrations.AddIndex(
            model_name="change",
            index=models.Index(fields=["appointment", "at"], name="change_of_appointment"),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="change_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="change",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("moved_to_at__isnull", False), ("what", "moved")),
                    models.Q(models.Q(("what", "moved"), _negated=True), ("moved_to_at__isnull", True)),
                    _connector="OR",
                ),
                name="change_moved_to_fits",
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.UniqueConstraint(
                fields=("appointment", "position"), name="readiness_position_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.UniqueConstraint(fields=("appointment", "name"), name="readiness_name_once"),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="readiness_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("attested_at__isnull", True),
                        ("attested_by_contact__isnull", True),
                        ("attested_by_staff__isnull", True),
                    ),
                    models.Q(
                        ("attested_at__isnull", False),
                        ("attested_by_contact__isnull", False),
                        ("attested_by_staff__isnull", True),
                    ),
                    models.Q(
                        ("attested_at__isnull", False),
                        ("attested_by_contact__isnull", True),
                        ("attested_by_staff__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="readiness_is_attested_by_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="readiness",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("waived_at__isnull", True), ("waived_by__isnull", True), ("waiver_reason", "")),
                    models.Q(
                        ("waived_at__isnull", False),
                        ("waived_by__isnull", False),
                        models.Q(("waiver_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="readiness_is_waived_with_a_reason",
            ),
        ),
        migrations.AddIndex(
            model_name="window",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)), fields=["provider"], name="window_of_provider"
            ),
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("staff__isnull", True), ("team__isnull", False)),
                    models.Q(("staff__isnull", False), ("team__isnull", True)),
                    _connector="OR",
                ),
                name="window_is_of_a_team_or_of_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(("weekday__lte", 6)), name="window_on_a_weekday"
            ),
        ),
        migrations.AddConstraint(
            model_name="window",
            constraint=models.CheckConstraint(
                condition=models.Q(("slot_minutes__gte", 5), ("slot_minutes__lte", 720)),
                name="window_slots_last_a_while",
            ),
        ),
    ]
