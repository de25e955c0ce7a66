"""Bugs that were written down before products had rows find theirs by name."""

from django.db import migrations

PRODUCTS = """
UPDATE problems_bug AS bug SET known_product_id = (
    SELECT product.id FROM products_product AS product
    WHERE product.provider_id = bug.provider_id AND upper(product.name) = upper(bug.product)
    ORDER BY product.id LIMIT 1
)
WHERE bug.known_product_id IS NULL
"""
VERSIONS = """
UPDATE problems_bug AS bug SET known_version_id = (
    SELECT version.id FROM products_productversion AS version
    WHERE version.product_id = bug.known_product_id AND upper(version.name) = upper(bug.found_in)
    ORDER BY version.id LIMIT 1
)
WHERE bug.known_version_id IS NULL AND bug.known_product_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("problems", "0004_known_products")]

    operations = [
        migrations.RunSQL(PRODUCTS, migrations.RunSQL.noop),
        migrations.RunSQL(VERSIONS, migrations.RunSQL.noop),
    ]
