"""Raw work intervals never change: a correction is a reversal and a new entry."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER metering_workentry_append_only BEFORE UPDATE OR DELETE ON metering_workentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

BACKWARD = "DROP TRIGGER metering_workentry_append_only ON metering_workentry;"


class Migration(migrations.Migration):
    dependencies = [("metering", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
