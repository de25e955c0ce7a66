"""What is left of a lot, set aside from it and owed follows the postings, and nobody else may write it.

The figures are checked once a statement, so the order of the postings of one entry is of no consequence.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION keep_credit_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM added
        JOIN credits_ledgerentry entry ON entry.id = added.entry_id
        JOIN credits_lot lot ON lot.id = added.lot_id
        WHERE lot.account_id <> entry.account_id
    ) THEN
        RAISE EXCEPTION 'a posting names a lot of another account'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'posting_lot_of_its_account';
    END IF;
    UPDATE credits_lot lot
        SET remaining_credits = lot.remaining_credits + moved.remaining,
            held_credits = lot.held_credits + moved.held
        FROM (
            SELECT lot_id,
                   coalesce(sum(credits) FILTER (WHERE place = 'lot'), 0) AS remaining,
                   coalesce(sum(credits) FILTER (WHERE place = 'held'), 0) AS held
            FROM added WHERE place IN ('lot', 'held') GROUP BY lot_id
        ) moved
        WHERE lot.id = moved.lot_id;
    UPDATE credits_creditaccount account
        SET owed_credits = account.owed_credits - moved.owed
        FROM (
            SELECT entry.account_id, sum(added.credits) AS owed
            FROM added JOIN credits_ledgerentry entry ON entry.id = added.entry_id
            WHERE added.place = 'owed' GROUP BY entry.account_id
        ) moved
        WHERE account.id = moved.account_id;
    RETURN NULL;
END $$;
CREATE TRIGGER credits_posting_keeps_figures AFTER INSERT ON credits_posting
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION keep_credit_figures();

CREATE FUNCTION refuse_kept_figures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the credits of % are kept by postings alone', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER credits_lot_opens_empty BEFORE INSERT ON credits_lot
    FOR EACH ROW WHEN (NEW.remaining_credits <> 0 OR NEW.held_credits <> 0) EXECUTE FUNCTION refuse_kept_figures();
CREATE TRIGGER credits_lot_kept BEFORE UPDATE OR DELETE ON credits_lot
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_kept_figures();
CREATE TRIGGER credits_creditaccount_opens_empty BEFORE INSERT ON credits_creditaccount
    FOR EACH ROW WHEN (NEW.owed_credits <> 0) EXECUTE FUNCTION refuse_kept_figures();
CREATE TRIGGER credits_creditaccount_kept BEFORE UPDATE ON credits_creditaccount
    FOR EACH ROW WHEN (OLD.owed_credits <> NEW.owed_credits AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION refuse_kept_figures();
"""

BACKWARD = """
DROP TRIGGER credits_creditaccount_kept ON credits_creditaccount;
DROP TRIGGER credits_creditaccount_opens_empty ON credits_creditaccount;
DROP TRIGGER credits_lot_kept ON credits_lot;
DROP TRIGGER credits_lot_opens_empty ON credits_lot;
DROP FUNCTION refuse_kept_figures();
DROP TRIGGER credits_posting_keeps_figures ON credits_posting;
DROP FUNCTION keep_credit_figures();
"""


class Migration(migrations.Migration):
    dependencies = [("credits", "0004_sums_to_zero")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
