"""The rows of the room, with their constraints and indexes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("agreements", "0004_covered_units"),
        ("people", "0002_tokens_and_clerks"),
    ]

    operations = [
        migrations.CreateModel(
            name="CreditAccount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("may_owe", models.BooleanField(default=False)),
                ("owed_credits", models.PositiveIntegerField(default=0)),
                ("warn_below_credits", models.PositiveIntegerField(null=True)),
                ("warned_at", models.DateTimeField(null=True)),
                (
                    "credited_on",
                    models.CharField(
                        choices=[("payment", "Payment"), ("order", "Order")], default="payment", max_length=8
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_accounts",
                        to="people.organisation",
                    ),
                ),
                (
                    "provider",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_accounts",
                        to="people.provider",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LedgerEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "movement",
                    models.CharField(
                        choices=[
                            ("opening", "Opening"),
                            ("hold", "Hold"),
                            ("settlement", "Settlement"),
                            ("release", "Release"),
                            ("draw", "Draw"),
                            ("refund", "Refund"),
                            ("reversal", "Reversal"),
                            ("expiry", "Expiry"),
                            ("revival", "Revival"),
                            ("rollover", "Rollover"),
                        ],
                        max_length=12,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("key", models.CharField(max_length=160, unique=True)),
                ("reference", models.CharField(blank=True, default="", max_length=40)),
                ("problem", models.CharField(blank=True, default="", max_length=40)),
                ("reason", models.CharField(max_length=300)),
                ("document", models.CharField(blank=True, default="", max_length=120)),
                ("clause", models.CharField(blank=True, default="", max_length=200)),
                ("anchor", models.CharField(blank=True, default="", max_length=120)),
                ("row", models.CharField(blank=True, default="", max_length=200)),
                ("line", models.PositiveIntegerField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="credits.creditaccount",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ledger_entries",
                        to="agreements.version",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Lot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("purchased", "Purchased"),
                            ("included", "Included"),
                            ("goodwill", "Goodwill"),
                        ],
                        max_length=10,
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("granted_credits", models.PositiveIntegerField()),
                ("remaining_credits", models.PositiveIntegerField(default=0)),
                ("held_credits", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField(null=True)),
                ("covered_unit", models.CharField(blank=True, default="", max_length=80)),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lots",
                        to="credits.creditaccount",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_lots",
                        to="agreements.contract",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CreditOrder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("package", models.CharField(max_length=80)),
                ("granted_credits", models.PositiveIntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=14)),
                ("currency", models.CharField(max_length=3)),
                ("lasts_days", models.PositiveIntegerField(null=True)),
                ("ordered_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("ordered", "Ordered"),
                            ("credited", "Credited"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="ordered",
                        max_length=10,
                    ),
                ),
                ("key", models.CharField(max_length=120, unique=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="orders",
                        to="credits.creditaccount",
                    ),
                ),
                (
                    "ordered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_orders",
                        to="people.contact",
                    ),
                ),
                (
                    "sold_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_orders",
                        to="people.staff",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credit_orders",
                        to="agreements.version",
                    ),
                ),
                (
                    "lot",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order",
                        to="credits.lot",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PackagePrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("package", models.CharField(max_length=80)),
                ("price", models.DecimalField(decimal_places=2, max_digits=14)),
                ("lasts_days", models.PositiveIntegerField(null=True)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="package_prices",
                        to="agreements.contract",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("lot", "Lot"),
                            ("held", "Held"),
                            ("work", "Work"),
                            ("owed", "Owed"),
                            ("expired", "Expired"),
                            ("issued", "Issued"),
                        ],
                        max_length=8,
                    ),
                ),
                ("credits", models.IntegerField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="credits.ledgerentry",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="postings",
                        to="credits.lot",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="creditaccount",
            constraint=models.UniqueConstraint(
                fields=("organisation", "provider"), name="credit_account_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="creditaccount",
            constraint=models.CheckConstraint(
                condition=models.Q(("may_owe", True), ("owed_credits", 0), _connector="OR"),
                name="credit_account_stops_at_zero",
            ),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["account", "-at", "-id"], name="ledger_statement"),
        ),
        migrations.AddIndex(
            model_name="ledgerentry",
            index=models.Index(fields=["account", "reference", "id"], name="ledger_reference"),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "movement__in",
                        [
                            "opening",
                            "hold",
                            "settlement",
                            "release",
                            "draw",
                            "refund",
                            "reversal",
                            "expiry",
                            "revival",
                            "rollover",
                        ],
                    )
                ),
                name="ledger_movement_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ledgerentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="ledger_entry_has_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(fields=["account", "expires_at", "opened_at"], name="lot_draw_order"),
        ),
        migrations.AddIndex(
            model_name="lot",
            index=models.Index(
                condition=models.Q(("remaining_credits__gt", 0)), fields=["expires_at"], name="lot_to_expire"
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["purchased", "included", "goodwill"])),
                name="lot_source_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="lot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("expires_at", None), ("expires_at__gt", models.F("opened_at")), _connector="OR"
                ),
                name="lot_expires_after_it_opens",
            ),
        ),
        migrations.AddIndex(
            model_name="creditorder",
            index=models.Index(fields=["account", "-ordered_at"], name="credit_order_recent"),
        ),
        migrations.AddConstraint(
            model_name="creditorder",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lot__isnull", False), ("state", "credited")),
                    models.Q(models.Q(("state", "credited"), _negated=True), ("lot__isnull", True)),
                    _connector="OR",
                ),
                name="credit_order_has_its_lot",
            ),
        ),
        migrations.AddConstraint(
            model_name="packageprice",
            constraint=models.UniqueConstraint(fields=("contract", "package"), name="package_price_once"),
        ),
        migrations.AddConstraint(
            model_name="packageprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gte", 0)), name="package_price_is_no_debt"
            ),
        ),
        migrations.AddIndex(
            model_name="posting",
            index=models.Index(fields=["lot", "place"], name="posting_of_lot"),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("place__in", ["lot", "held", "work", "owed", "expired", "issued"])),
                name="posting_place_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(("credits", 0), _negated=True), name="posting_moves_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="posting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place__in", ["lot", "held"]), _negated=True),
                    ("lot__isnull", False),
                    _connector="OR",
                ),
                name="posting_names_its_lot",
            ),
        ),
    ]
