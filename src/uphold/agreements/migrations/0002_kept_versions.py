"""What was published stays as it was; contracts do not overlap; decision records are written once."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION keep_published_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'version % was published and is never deleted', OLD.version USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.agreement_id, NEW.version, NEW.title, NEW.text, NEW.sha256, NEW.effective_on, NEW.timezone, NEW.published_at)
        IS DISTINCT FROM
       (OLD.agreement_id, OLD.version, OLD.title, OLD.text, OLD.sha256, OLD.effective_on, OLD.timezone, OLD.published_at)
    THEN
        RAISE EXCEPTION 'version % was published and is never changed', OLD.version USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreements_version_kept BEFORE UPDATE OR DELETE ON agreements_version
    FOR EACH ROW EXECUTE FUNCTION keep_published_version();

CREATE FUNCTION refuse_overlapping_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM people_customership
        WHERE organisation_id = NEW.organisation_id AND provider_id = NEW.provider_id FOR NO KEY UPDATE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the organisation is no customer of the provider'
            USING ERRCODE = 'foreign_key_violation', CONSTRAINT = 'contract_customership';
    END IF;
    IF EXISTS (
        SELECT 1 FROM agreements_contract other
        WHERE other.organisation_id = NEW.organisation_id AND other.provider_id = NEW.provider_id AND other.id <> NEW.id
          AND daterange(other.starts_on, other.ends_on) && daterange(NEW.starts_on, NEW.ends_on)
    ) THEN
        RAISE EXCEPTION 'two contracts of one organisation and provider overlap'
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'contract_apart';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreements_contract_apart BEFORE INSERT OR UPDATE ON agreements_contract
    FOR EACH ROW EXECUTE FUNCTION refuse_overlapping_contract();

CREATE TRIGGER agreements_decisionrecord_append_only BEFORE UPDATE OR DELETE ON agreements_decisionrecord
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER agreements_decisionrecord_append_only ON agreements_decisionrecord;
DROP TRIGGER agreements_contract_apart ON agreements_contract;
DROP FUNCTION refuse_overlapping_contract();
DROP TRIGGER agreements_version_kept ON agreements_version;
DROP FUNCTION keep_published_version();
"""


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
