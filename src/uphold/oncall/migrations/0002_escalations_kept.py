"""A step that was taken is never changed: a trigger refuses UPDATE and DELETE."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER oncall_escalation_append_only BEFORE UPDATE OR DELETE ON oncall_escalation
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARD = "DROP TRIGGER oncall_escalation_append_only ON oncall_escalation;"


class Migration(migrations.Migration):
    dependencies = [("oncall", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
