"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_rows"),
        ("tickets", "0001_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="OutgoingMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                ("to_address", models.EmailField(max_length=254)),
                ("subject", models.CharField(max_length=400)),
                ("body", models.TextField()),
                ("message_id", models.CharField(max_length=200, unique=True)),
                ("thread_id", models.CharField(blank=True, default="", max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[("queued", "Queued"), ("sent", "Sent"), ("failed", "Failed")],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("queued_at", models.DateTimeField()),
                ("next_try_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                ("is_secret", models.BooleanField(default=False)),
                ("error", models.TextField(blank=True, default="")),
                (
                    "provider",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing_mail",
                        to="people.provider",
                    ),
                ),
                (
                    "ticket",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outgoing_mail",
                        to="tickets.ticket",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "queued")), fields=["next_try_at"], name="mail_waiting"
                    ),
                    models.Index(fields=["ticket", "queued_at"], name="mail_of_ticket"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status", "sent"), ("sent_at__isnull", True), _connector="XOR"),
                        name="mail_sent_at_fits_its_status",
                    )
                ],
            },
        ),
    ]
