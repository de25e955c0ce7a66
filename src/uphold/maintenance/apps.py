"""The room as Django knows it."""

from django.apps import AppConfig


class MaintenanceConfig(AppConfig):
    name = "uphold.maintenance"
    label = "maintenance"
