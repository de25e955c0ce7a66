"""Addresses of products and of the installed base."""

from django.urls import path

from uphold.desk.products import importing, product_acts, products, unit, unit_acts, units

urlpatterns = [
    path("", units.index, name="units"),
    path("new", unit_acts.new, name="unit-new"),
    path("list", importing.show, name="units-import"),
    path("<int:unit_id>", unit.show, name="unit"),
    path("<int:unit_id>/change", unit_acts.change, name="unit-change"),
    path("<int:unit_id>/state", unit_acts.put, name="unit-state"),
    path("<int:unit_id>/replacement", unit_acts.replace, name="unit-replacement"),
    path("sites/<int:site_id>", unit_acts.site, name="site"),
    path("products", products.index, name="products"),
    path("products/new", product_acts.new, name="product-new"),
    path("products/<int:product_id>", products.show, name="product"),
    path("products/<int:product_id>/change", product_acts.change, name="product-change"),
    path("products/<int:product_id>/versions", product_acts.new_version, name="version-new"),
    path("versions/<int:product_version_id>/change", product_acts.change_of_version, name="version-change"),
]
