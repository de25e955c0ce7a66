"""The rows of the room, with their constraints and indexes."""

import datetime as dt

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0001_rows"),
        ("people", "0001_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "provider",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="number_series",
                        serialize=False,
                        to="people.provider",
                    ),
                ),
                ("next_serial", models.BigIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("next_serial__gte", 1)), name="series_starts_at_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Ticket",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.CharField(max_length=24, unique=True)),
                ("serial", models.BigIntegerField()),
                ("subject", models.CharField(max_length=300)),
                ("channel", models.CharField(max_length=80)),
                ("service", models.CharField(blank=True, default="", max_length=80)),
                ("request", models.CharField(blank=True, default="", max_length=80)),
                ("impact", models.CharField(blank=True, default="", max_length=80)),
                ("facts", models.JSONField(default=dict)),
                ("evidence", models.JSONField(null=True)),
                ("requested_priority", models.CharField(blank=True, default="", max_length=40)),
                ("assessed_priority", models.CharField(blank=True, default="", max_length=40)),
                ("current_priority", models.CharField(blank=True, default="", max_length=40)),
                ("priority_level", models.PositiveSmallIntegerField(null=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("new", "New"),
                            ("open", "Open"),
                            ("waiting", "Waiting"),
                            ("restored", "Restored"),
                            ("resolved", "Resolved"),
                            ("closed", "Closed"),
                            ("declined", "Declined"),
                        ],
                        default="new",
                        max_length=12,
                    ),
                ),
                ("status_said", models.CharField(blank=True, default="", max_length=80)),
                ("waiting_for", models.CharField(blank=True, default="", max_length=40)),
                ("opened_at", models.DateTimeField()),
                ("last_word_at", models.DateTimeField()),
                ("restored_at", models.DateTimeField(null=True)),
                ("resolved_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "queue_at",
                    models.DateTimeField(default=dt.datetime(9999, 1, 1, 0, 0, tzinfo=dt.UTC)),
                ),
                ("is_breached", models.BooleanField(default=False)),
                ("is_history", models.BooleanField(default=False)),
                ("external_key", models.CharField(max_length=120, null=True)),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector(
                            django.db.models.functions.text.Replace(
                                "number", models.Value("-"), models.Value(" ")
                            ),
                            "subject",
                            config="english",
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "assignee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assigned_tickets",
                        to="people.staff",
                    ),
                ),
                (
                    "concerns",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concerning_tickets",
                        to="people.organisation",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="agreements.contract",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opened_tickets",
                        to="people.contact",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="people.provider",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="people.team",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tickets",
                        to="agreements.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TicketAnnex",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annex_bindings",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="annex_bindings",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
            },
        ),
        migrations.AddField(
            model_name="ticket",
            name="annexes",
            field=models.ManyToManyField(
                related_name="annexed_tickets", through="tickets.TicketAnnex", to="agreements.version"
            ),
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("metric", models.CharField(max_length=40)),
                ("cycle", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "Running"),
                            ("met", "Met"),
                            ("missed", "Missed"),
                            ("paused", "Paused"),
                            ("ended", "Ended"),
                            ("superseded", "Superseded"),
                            ("none", "None"),
                        ],
                        max_length=12,
                    ),
                ),
                ("within", models.CharField(blank=True, default="", max_length=120)),
                ("within_seconds", models.BigIntegerField(null=True)),
                ("clock", models.CharField(blank=True, default="", max_length=80)),
                ("commitment", models.CharField(blank=True, default="", max_length=40)),
                ("due_at", models.DateTimeField(null=True)),
                ("warn_at", models.DateTimeField(null=True)),
                ("met_at", models.DateTimeField(null=True)),
                ("breached_at", models.DateTimeField(null=True)),
                ("since", models.DateTimeField(null=True)),
                ("used_seconds", models.BigIntegerField(default=0)),
                ("alarm_at", models.DateTimeField(null=True)),
                ("said", models.CharField(max_length=16)),
                ("document", models.CharField(blank=True, default="", max_length=80)),
                ("clause", models.TextField(blank=True, default="")),
                ("anchor", models.CharField(blank=True, default="", max_length=80)),
                ("row", models.TextField(blank=True, default="")),
                ("line", models.PositiveIntegerField(null=True)),
                ("ribbon", models.JSONField(default=list)),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "running")), fields=["due_at"], name="promise_due"
                    ),
                    models.Index(
                        condition=models.Q(("alarm_at__isnull", False)),
                        fields=["alarm_at"],
                        name="promise_alarm",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "metric", "cycle"), name="promise_once"),
                    models.CheckConstraint(
                        condition=models.Q(("used_seconds__gte", 0)), name="promise_uses_time_forward"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(choices=[("public", "Public"), ("note", "Note")], max_length=8)),
                ("body", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "search",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.SearchVector("body", config="english"),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="people.contact",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ticket", "at", "id"], name="message_conversation"),
                    django.contrib.postgres.indexes.GinIndex(fields=["search"], name="message_search"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("staff__isnull", True), ("contact__isnull", True), _connector="OR"
                        ),
                        name="message_has_one_author",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "public"), ("contact__isnull", True), _connector="OR"),
                        name="message_notes_are_of_staff",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True), name="message_says_something"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Alarm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("metric", models.CharField(max_length=40)),
                ("cycle", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(choices=[("warning", "Warning"), ("breach", "Breach")], max_length=8),
                ),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="alarms",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["kind", "at"], name="alarm_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("ticket", "metric", "cycle", "kind"), name="alarm_once")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ticketannex",
            constraint=models.UniqueConstraint(fields=("ticket", "version"), name="ticket_annex_once"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["organisation", "-last_word_at", "-id"], name="ticket_organisation"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                fields=["organisation", "status", "queue_at"], name="ticket_organisation_status"
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ["resolved", "closed", "declined"]), _negated=True),
                fields=["provider", "queue_at", "id"],
                name="ticket_queue",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(
                condition=models.Q(("status__in", ["resolved", "closed", "declined"]), _negated=True),
                fields=["assignee", "queue_at", "id"],
                name="ticket_mine",
            ),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=models.Index(fields=["provider", "-last_word_at", "-id"], name="ticket_recent"),
        ),
        migrations.AddIndex(
            model_name="ticket",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="ticket_search"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(fields=("provider", "serial"), name="ticket_serial_once"),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.UniqueConstraint(
                fields=("provider", "external_key"), name="ticket_external_key_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("subject", ""), _negated=True), name="ticket_has_a_subject"
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("status", "waiting"), ("waiting_for", ""), _connector="XOR"),
                name="ticket_waits_for_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", False), ("status__in", ["closed", "declined"])),
                    models.Q(
                        models.Q(("status__in", ["closed", "declined"]), _negated=True),
                        ("closed_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="ticket_closed_at_fits_its_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="ticket",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_word_at__gte", models.F("opened_at"))),
                name="ticket_last_word_after_opening",
            ),
        ),
    ]
