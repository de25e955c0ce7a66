"""Timers, settled charges, consent and fault files."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("agreements", "0004_covered_units"),
        ("credits", "0001_rows"),
        ("metering", "0003_never_emptied"),
        ("people", "0002_tokens_and_clerks"),
        ("tickets", "0004_views_of_the_desk"),
    ]

    operations = [
        migrations.AddField(
            model_name="workentry",
            name="request",
            field=models.CharField(blank=True, default="", max_length=80),
        ),
        migrations.AddField(
            model_name="workentry",
            name="source",
            field=models.CharField(
                choices=[("manual", "Manual"), ("timer", "Timer"), ("call", "Call")],
                default="manual",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="workentry",
            name="words",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
        migrations.CreateModel(
            name="ConsentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("price", models.CharField(max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("line", models.PositiveIntegerField(null=True)),
                ("nonce", models.CharField(max_length=32)),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("asked_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("is_refused", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consent_requests",
                        to="people.staff",
                    ),
                ),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consent_requests",
                        to="people.contact",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consent_requests",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FaultFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("proposed", "Proposed"),
                            ("objected", "Objected"),
                            ("decided", "Decided"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("opened_at", models.DateTimeField()),
                ("proposed_fault", models.CharField(blank=True, default="", max_length=40)),
                ("proposed_cause", models.CharField(blank=True, default="", max_length=80)),
                ("proposed_words", models.TextField(blank=True, default="")),
                ("proposed_at", models.DateTimeField(null=True)),
                ("answer_by_at", models.DateTimeField(null=True)),
                ("silence_means", models.CharField(blank=True, default="", max_length=40)),
                ("answered_words", models.TextField(blank=True, default="")),
                ("answered_at", models.DateTimeField(null=True)),
                ("fault", models.CharField(blank=True, default="", max_length=40)),
                ("cause", models.CharField(blank=True, default="", max_length=80)),
                ("decided_how", models.CharField(blank=True, default="", max_length=20)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answered_faults",
                        to="people.contact",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decided_faults",
                        to="people.staff",
                    ),
                ),
                (
                    "proposed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposed_faults",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fault_files",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FaultEvidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("provider", "Provider"), ("customer", "Customer")], max_length=8
                    ),
                ),
                ("words", models.TextField()),
                ("at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fault_evidence",
                        to="people.contact",
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="fault_evidence",
                        to="people.staff",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="metering.faultfile",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Settlement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField(default=dict)),
                ("paid_until", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField()),
                (
                    "work",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="settlement",
                        to="metering.workentry",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Timer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                ("request", models.CharField(blank=True, default="", max_length=80)),
                (
                    "source",
                    models.CharField(
                        choices=[("manual", "Manual"), ("timer", "Timer"), ("call", "Call")],
                        default="timer",
                        max_length=8,
                    ),
                ),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
                (
                    "staff",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="timer", to="people.staff"
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="timers",
                        to="tickets.ticket",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("work", "Work"),
                            ("reversal", "Reversal"),
                            ("refund", "Refund"),
                            ("waiver", "Waiver"),
                        ],
                        max_length=8,
                    ),
                ),
                ("tariff", models.CharField(max_length=300)),
                ("unit", models.CharField(blank=True, default="", max_length=60)),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                ("worked_on", models.DateField()),
                ("settled_at", models.DateTimeField()),
                ("actual_seconds", models.IntegerField(default=0)),
                ("accounted_seconds", models.IntegerField(default=0)),
                ("amount", models.DecimalField(decimal_places=2, default=0, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("credits", models.IntegerField(default=0)),
                ("price", models.CharField(blank=True, default="", max_length=120)),
                ("reason", models.CharField(max_length=300)),
                ("document", models.CharField(blank=True, default="", max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("row", models.CharField(blank=True, default="", max_length=200)),
                ("line", models.PositiveIntegerField(null=True)),
                ("key", models.CharField(max_length=160, unique=True)),
                (
                    "ledger_entry",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charge",
                        to="credits.ledgerentry",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="people.provider",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="agreements.version",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["ticket", "id"], name="charge_of_ticket"),
                    models.Index(fields=["provider", "organisation", "id"], name="charge_to_invoice"),
                    models.Index(fields=["provider", "settled_at"], name="charge_settled"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["work", "reversal", "refund", "waiver"])),
                        name="charge_kind_is_known",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("portal", "Portal"),
                            ("mail link", "Mail Link"),
                            ("telephone", "Telephone"),
                        ],
                        max_length=10,
                    ),
                ),
                ("subject", models.CharField(max_length=200)),
                ("price", models.CharField(max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("line", models.PositiveIntegerField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "contact",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="people.contact",
                    ),
                ),
                (
                    "noted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="noted_consents",
                        to="people.staff",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to="tickets.ticket",
                    ),
                ),
                (
                    "request",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consent",
                        to="metering.consentrequest",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["ticket", "at"], name="consent_of_ticket")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("way", "telephone"), _negated=True),
                            ("noted_by__isnull", False),
                            _connector="OR",
                        ),
                        name="consent_by_telephone_was_noted",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="faultfile",
            index=models.Index(
                condition=models.Q(("state", "proposed")), fields=["answer_by_at"], name="fault_file_silence"
            ),
        ),
        migrations.AddConstraint(
            model_name="faultfile",
            constraint=models.UniqueConstraint(fields=("ticket", "problem"), name="fault_file_once"),
        ),
        migrations.AddConstraint(
            model_name="faultfile",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("state", "decided")),
                    models.Q(models.Q(("state", "decided"), _negated=True), ("decided_at__isnull", True)),
                    _connector="OR",
                ),
                name="fault_file_decided_at_fits",
            ),
        ),
        migrations.AddIndex(
            model_name="faultevidence",
            index=models.Index(fields=["file", "at"], name="fault_evidence_of_file"),
        ),
        migrations.AddConstraint(
            model_name="faultevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True), name="fault_evidence_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="faultevidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("contact__isnull", True), ("side", "provider"), ("staff__isnull", False)),
                    models.Q(("contact__isnull", False), ("side", "customer")),
                    _connector="OR",
                ),
                name="fault_evidence_has_its_side",
            ),
        ),
    ]
