"""The room as Django knows it."""

from django.apps import AppConfig


class MeteringConfig(AppConfig):
    name = "uphold.metering"
    label = "metering"
