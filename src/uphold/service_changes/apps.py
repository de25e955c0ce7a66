"""The room as Django knows it."""

from django.apps import AppConfig


class ServiceChangesConfig(AppConfig):
    name = "uphold.service_changes"
    label = "service_changes"
