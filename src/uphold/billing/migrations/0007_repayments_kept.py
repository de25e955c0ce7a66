"""What went back to a customer is never changed or emptied, and never more than its payments have left.

Its allocations sum to it; a row that takes one back gives each payment what it had given. Of a payment that was taken
back nothing is repaid, and one of which something was repaid is not taken back.
"""

from django.db import migrations

PLAIN = """
CREATE OR REPLACE FUNCTION billing_note_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paying billing_payment;
    total numeric;
BEGIN
    SELECT * INTO paying FROM billing_payment WHERE id = NEW.payment_id FOR NO KEY UPDATE;
    SELECT sum(amount) INTO total FROM billing_allocation WHERE payment_id = NEW.payment_id;
    IF total * sign(paying.amount) < 0 OR abs(total) > abs(paying.amount) THEN
        RAISE EXCEPTION 'no more is allocated than was paid'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_within_its_payment';
    END IF;{repaid}
    UPDATE billing_invoice SET paid_amount = paid_amount + NEW.amount
        WHERE id = NEW.invoice_id AND kind = 'invoice' AND provider_id = paying.provider_id
            AND organisation_id = paying.organisation_id AND currency = paying.currency;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a payment pays invoices of its own customer and currency'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_fits_its_payment';
    END IF;
    RETURN NULL;
END $$;
"""

REPAID = """
    IF NEW.repayment_id IS NOT NULL THEN
        PERFORM FROM billing_repayment
            WHERE id = NEW.repayment_id AND provider_id = paying.provider_id
                AND organisation_id = paying.organisation_id AND currency = paying.currency
                AND NOT EXISTS (SELECT FROM billing_payment WHERE reverses_id = paying.id);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'what is repaid came from its own customer, in its currency, and stayed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'repayment_fits_its_payment';
        END IF;
        RETURN NULL;
    END IF;"""

CHECKS = """
CREATE FUNCTION billing_check_repayment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    repaid billing_repayment;
BEGIN
    SELECT * INTO repaid FROM billing_repayment WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
    IF repaid.amount IS DISTINCT FROM
            (SELECT sum(amount) FROM billing_allocation WHERE repayment_id = repaid.id)
        OR repaid.reverses_id IS NOT NULL AND EXISTS (
            SELECT FROM billing_allocation WHERE repayment_id IN (repaid.id, repaid.reverses_id)
                GROUP BY payment_id HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'a repayment is what its payments give, and what takes it back gives them that'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'repayment_sums_its_parts';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION billing_check_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM billing_payment WHERE id = NEW.reverses_id FOR NO KEY UPDATE;
    IF (SELECT sum(amount) FROM billing_allocation
            WHERE payment_id = NEW.reverses_id AND repayment_id IS NOT NULL) <> 0 THEN
        RAISE EXCEPTION 'a payment of which something was repaid is not taken back'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'reversal_of_what_was_not_repaid';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER billing_repayment_sums_its_parts AFTER INSERT ON billing_repayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_check_repayment('id');
CREATE CONSTRAINT TRIGGER billing_allocation_sums_to_its_repayment AFTER INSERT ON billing_allocation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.repayment_id IS NOT NULL)
    EXECUTE FUNCTION billing_check_repayment('repayment_id');
CREATE TRIGGER billing_payment_check_reversal AFTER INSERT ON billing_payment
    FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION billing_check_reversal();
CREATE TRIGGER billing_repayment_append_only BEFORE UPDATE OR DELETE ON billing_repayment
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER billing_repayment_never_emptied BEFORE TRUNCATE ON billing_repayment
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

FORWARD = PLAIN.replace("{repaid}", REPAID) + CHECKS

BACKWARD = """
DROP TRIGGER billing_repayment_never_emptied ON billing_repayment;
DROP TRIGGER billing_repayment_append_only ON billing_repayment;
DROP TRIGGER billing_payment_check_reversal ON billing_payment;
DROP TRIGGER billing_allocation_sums_to_its_repayment ON billing_allocation;
DROP TRIGGER billing_repayment_sums_its_parts ON billing_repayment;
DROP FUNCTION billing_check_reversal();
DROP FUNCTION billing_check_repayment();
""" + PLAIN.replace("{repaid}", "")


class Migration(migrations.Migration):
    dependencies = [("billing", "0006_repayments")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
