"""The room as Django knows it."""

from django.apps import AppConfig


class StandingConfig(AppConfig):
    name = "uphold.standing"
    label = "standing"
