"""The room as Django knows it."""

from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "uphold.billing"
    label = "billing"
