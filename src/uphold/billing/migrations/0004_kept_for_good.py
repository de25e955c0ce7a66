"""What was issued, paid and sent is never changed or emptied. Amounts that repeat other rows are kept by triggers.

An invoice changes only by its allocations and credit notes; lines come in its own transaction and sum to it; neither
an allocation nor a correction goes further than what it is of. A credit note or a payment is of one customer.
"""

from django.db import migrations

KEPT = (
    "billing_invoice",
    "billing_invoiceline",
    "billing_payment",
    "billing_allocation",
    "billing_document",
)

FUNCTIONS = """
CREATE FUNCTION billing_refuse_other_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kept billing_invoice := NEW;
BEGIN
    kept.paid_amount := OLD.paid_amount;
    kept.credited_amount := OLD.credited_amount;
    IF kept IS DISTINCT FROM OLD OR pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION '% changes only by allocations and credit notes', TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION billing_note_credit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE billing_invoice SET credited_amount = credited_amount - NEW.gross_amount
        WHERE id = NEW.corrects_id AND kind = 'invoice' AND provider_id = NEW.provider_id
            AND organisation_id = NEW.organisation_id AND currency = NEW.currency;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'a credit note corrects an invoice of the same customer and currency'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'credit_note_fits_its_invoice';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION billing_check_sum() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT coalesce(sum(net_amount), 0) FROM billing_invoiceline WHERE invoice_id = NEW.id)
            <> NEW.net_amount THEN
        RAISE EXCEPTION 'the lines of % do not sum to it', NEW.number
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sums_its_lines';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION billing_check_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    issued record;
    corrected record;
    total numeric;
BEGIN
    SELECT number, transaction, corrects_id INTO issued FROM billing_invoice WHERE id = NEW.invoice_id;
    IF issued.transaction <> txid_current() THEN
        RAISE EXCEPTION '% was issued: lines come with it', issued.number
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.corrects_id IS NOT NULL THEN
        SELECT invoice_id, net_amount INTO corrected FROM billing_invoiceline WHERE id = NEW.corrects_id;
        SELECT sum(net_amount) INTO total FROM billing_invoiceline WHERE corrects_id = NEW.corrects_id;
        IF corrected.invoice_id IS DISTINCT FROM coalesce(issued.corrects_id, corrected.invoice_id)
                OR total * sign(corrected.net_amount) > 0 OR abs(total) > abs(corrected.net_amount) THEN
            RAISE EXCEPTION 'no more of a line is taken back than it came to'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'correction_within_its_line';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION billing_note_allocation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paying billing_payment;
    total numeric;
BEGIN
    SELECT * INTO paying FROM billing_payment WHERE id = NEW.payment_id FOR NO KEY UPDATE;
    SELECT sum(amount) INTO total FROM billing_allocation WHERE payment_id = NEW.payment_id;
    IF total * sign(paying.amount) < 0 OR abs(total) > abs(paying.amount) THEN
        RAISE EXCEPTION 'no more is allocated than was paid'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'allocation_within_its_payment';
    END IF;
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

TRIGGERS = """
CREATE TRIGGER billing_invoice_only_amounts_change BEFORE UPDATE ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION billing_refuse_other_change();
CREATE TRIGGER billing_invoice_never_deleted BEFORE DELETE ON billing_invoice
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER billing_invoice_note_credit AFTER INSERT ON billing_invoice
    FOR EACH ROW WHEN (NEW.kind = 'credit note') EXECUTE FUNCTION billing_note_credit();
CREATE CONSTRAINT TRIGGER billing_invoice_sums_its_lines AFTER INSERT ON billing_invoice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION billing_check_sum();
CREATE TRIGGER billing_invoiceline_check AFTER INSERT ON billing_invoiceline
    FOR EACH ROW EXECUTE FUNCTION billing_check_line();
CREATE TRIGGER billing_allocation_note AFTER INSERT ON billing_allocation
    FOR EACH ROW EXECUTE FUNCTION billing_note_allocation();
"""

WHOLE = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
FULL = """
CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

FORWARD = (
    FUNCTIONS
    + TRIGGERS
    + "".join(WHOLE.format(table=table) for table in KEPT[1:])
    + "".join(FULL.format(table=table) for table in KEPT)
)

BACKWARD = (
    "".join(f"DROP TRIGGER {table}_never_emptied ON {table};" for table in KEPT)
    + "".join(f"DROP TRIGGER {table}_append_only ON {table};" for table in KEPT[1:])
    + """
DROP TRIGGER billing_allocation_note ON billing_allocation;
DROP TRIGGER billing_invoiceline_check ON billing_invoiceline;
DROP TRIGGER billing_invoice_sums_its_lines ON billing_invoice;
DROP TRIGGER billing_invoice_note_credit ON billing_invoice;
DROP TRIGGER billing_invoice_never_deleted ON billing_invoice;
DROP TRIGGER billing_invoice_only_amounts_change ON billing_invoice;
DROP FUNCTION billing_note_allocation();
DROP FUNCTION billing_check_line();
DROP FUNCTION billing_check_sum();
DROP FUNCTION billing_note_credit();
DROP FUNCTION billing_refuse_other_change();
"""
)


class Migration(migrations.Migration):
    dependencies = [("billing", "0003_issued_whole"), ("journal", "0003_never_emptied")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
