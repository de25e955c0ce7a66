"""The room as Django knows it."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "uphold.products"
    label = "products"
