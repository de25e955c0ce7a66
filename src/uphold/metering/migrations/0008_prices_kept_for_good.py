"""Prices that were named are written once: triggers refuse UPDATE, DELETE and TRUNCATE."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER metering_namedprice_append_only BEFORE UPDATE OR DELETE ON metering_namedprice
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER metering_namedprice_never_emptied BEFORE TRUNCATE ON metering_namedprice
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

BACKWARD = """
DROP TRIGGER metering_namedprice_append_only ON metering_namedprice;
DROP TRIGGER metering_namedprice_never_emptied ON metering_namedprice;
"""


class Migration(migrations.Migration):
    dependencies = [("metering", "0007_named_prices"), ("journal", "0002_append_only")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
