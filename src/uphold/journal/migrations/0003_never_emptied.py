"""The journal is never emptied: TRUNCATE passes by the triggers of rows, so it has one of its own."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER journal_entry_never_emptied BEFORE TRUNCATE ON journal_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = "DROP TRIGGER journal_entry_never_emptied ON journal_entry;"


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
