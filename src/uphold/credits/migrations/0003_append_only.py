"""The ledger is written once: a mistake is reversed by an entry of its own, and nothing is ever emptied."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER credits_ledgerentry_append_only BEFORE UPDATE OR DELETE ON credits_ledgerentry
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credits_ledgerentry_never_emptied BEFORE TRUNCATE ON credits_ledgerentry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credits_posting_append_only BEFORE UPDATE OR DELETE ON credits_posting
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credits_posting_never_emptied BEFORE TRUNCATE ON credits_posting
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER credits_posting_never_emptied ON credits_posting;
DROP TRIGGER credits_posting_append_only ON credits_posting;
DROP TRIGGER credits_ledgerentry_never_emptied ON credits_ledgerentry;
DROP TRIGGER credits_ledgerentry_append_only ON credits_ledgerentry;
"""


class Migration(migrations.Migration):
    dependencies = [("credits", "0002_repayment"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
