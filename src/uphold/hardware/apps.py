"""The room as Django knows it."""

from django.apps import AppConfig


class HardwareConfig(AppConfig):
    name = "uphold.hardware"
    label = "hardware"
