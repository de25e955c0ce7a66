"""Decision records are never emptied: TRUNCATE passes by the triggers of rows, so it has one of its own."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER agreements_decisionrecord_never_emptied BEFORE TRUNCATE ON agreements_decisionrecord
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = "DROP TRIGGER agreements_decisionrecord_never_emptied ON agreements_decisionrecord;"


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_kept_versions")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
