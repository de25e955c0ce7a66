"""Settlements, charges, consents and evidence are written once: triggers refuse UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

TABLES = ("settlement", "charge", "consent", "faultevidence")


def forward(table: str) -> str:
    return f"""
CREATE TRIGGER metering_{table}_append_only BEFORE UPDATE OR DELETE ON metering_{table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER metering_{table}_never_emptied BEFORE TRUNCATE ON metering_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""


def backward(table: str) -> str:
    return f"""
DROP TRIGGER metering_{table}_append_only ON metering_{table};
DROP TRIGGER metering_{table}_never_emptied ON metering_{table};
"""


class Migration(migrations.Migration):
    dependencies = [("metering", "0004_money"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(forward(table), backward(table)) for table in TABLES]
