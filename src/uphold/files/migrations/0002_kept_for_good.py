"""What was brought is never changed: a trigger refuses UPDATE and DELETE."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER files_storedfile_append_only BEFORE UPDATE OR DELETE ON files_storedfile
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
BACKWARD = "DROP TRIGGER files_storedfile_append_only ON files_storedfile;"


class Migration(migrations.Migration):
    dependencies = [("files", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
