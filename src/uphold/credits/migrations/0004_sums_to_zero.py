"""Every entry sums to zero when its transaction ends, and has postings at all."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION require_ledger_balance() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry bigint;
    total bigint;
BEGIN
    IF TG_TABLE_NAME = 'credits_posting' THEN
        entry := NEW.entry_id;
    ELSE
        entry := NEW.id;
    END IF;
    SELECT sum(credits) INTO total FROM credits_posting WHERE entry_id = entry;
    IF total IS DISTINCT FROM 0 THEN
        RAISE EXCEPTION 'ledger entry % sums to %, not to zero', entry, coalesce(total::text, 'nothing')
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_sums_to_zero';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credits_ledgerentry_balanced AFTER INSERT ON credits_ledgerentry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_balance();
CREATE CONSTRAINT TRIGGER credits_posting_balanced AFTER INSERT ON credits_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_ledger_balance();
"""

BACKWARD = """
DROP TRIGGER credits_posting_balanced ON credits_posting;
DROP TRIGGER credits_ledgerentry_balanced ON credits_ledgerentry;
DROP FUNCTION require_ledger_balance();
"""


class Migration(migrations.Migration):
    dependencies = [("credits", "0003_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
