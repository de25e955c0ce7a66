"""The room as Django knows it."""

from django.apps import AppConfig


class SchedulingConfig(AppConfig):
    name = "uphold.scheduling"
    label = "scheduling"
