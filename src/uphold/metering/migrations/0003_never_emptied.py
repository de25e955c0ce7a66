"""Work entries are never emptied: TRUNCATE passes by the triggers of rows, so it has one of its own."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER metering_workentry_never_emptied BEFORE TRUNCATE ON metering_workentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = "DROP TRIGGER metering_workentry_never_emptied ON metering_workentry;"


class Migration(migrations.Migration):
    dependencies = [("metering", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
