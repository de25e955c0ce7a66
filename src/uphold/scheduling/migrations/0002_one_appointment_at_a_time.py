"""Nobody has two appointments at once: a trigger looks under the lock of the engineer's row, without an extension.

Two transactions that book the same engineer wait for each other there, and the second one sees what the first wrote.
What changed is kept as it was written.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION scheduling_keep_apart() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state NOT IN ('asked', 'awaiting readiness', 'confirmed', 'done') THEN
        RETURN NEW;
    END IF;
    PERFORM 1 FROM people_staff WHERE id = NEW.staff_id FOR NO KEY UPDATE;
    IF EXISTS (
        SELECT 1 FROM scheduling_appointment AS other
        WHERE other.staff_id = NEW.staff_id AND other.id <> NEW.id
          AND other.state IN ('asked', 'awaiting readiness', 'confirmed', 'done')
          AND other.starts_at < NEW.ends_at AND other.ends_at > NEW.starts_at
    ) THEN
        RAISE EXCEPTION 'staff % has another appointment then', NEW.staff_id
            USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'appointment_one_at_a_time';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER scheduling_appointment_apart
    BEFORE INSERT OR UPDATE OF staff_id, starts_at, ends_at, state ON scheduling_appointment
    FOR EACH ROW EXECUTE FUNCTION scheduling_keep_apart();
CREATE TRIGGER scheduling_change_append_only BEFORE UPDATE OR DELETE ON scheduling_change
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER scheduling_change_append_only ON scheduling_change;
DROP TRIGGER scheduling_appointment_apart ON scheduling_appointment;
DROP FUNCTION scheduling_keep_apart();
"""


class Migration(migrations.Migration):
    dependencies = [("scheduling", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
