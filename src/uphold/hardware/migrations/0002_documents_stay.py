"""A fault analysis is written once: a trigger refuses to change, delete or empty what was issued."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER hardware_faultanalysis_append_only BEFORE UPDATE OR DELETE ON hardware_faultanalysis
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER hardware_faultanalysis_never_emptied BEFORE TRUNCATE ON hardware_faultanalysis
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER hardware_faultanalysis_never_emptied ON hardware_faultanalysis;
DROP TRIGGER hardware_faultanalysis_append_only ON hardware_faultanalysis;
"""


class Migration(migrations.Migration):
    dependencies = [("hardware", "0001_rows"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
