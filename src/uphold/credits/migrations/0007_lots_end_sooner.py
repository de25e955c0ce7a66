"""A lot may end sooner than it was to, because its contract does; nothing else of it is changed but by postings."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION keep_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'expires_at' = to_jsonb(OLD) - 'expires_at'
        AND NEW.expires_at IS NOT NULL AND (OLD.expires_at IS NULL OR NEW.expires_at <= OLD.expires_at)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the credits of % are kept by postings alone', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER credits_lot_kept ON credits_lot;
CREATE TRIGGER credits_lot_kept BEFORE UPDATE OR DELETE ON credits_lot
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION keep_lot();
"""

BACKWARD = """
DROP TRIGGER credits_lot_kept ON credits_lot;
CREATE TRIGGER credits_lot_kept BEFORE UPDATE OR DELETE ON credits_lot
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_kept_figures();
DROP FUNCTION keep_lot();
"""


class Migration(migrations.Migration):
    dependencies = [("credits", "0006_rollover")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
