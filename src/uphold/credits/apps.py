"""The room as Django knows it."""

from django.apps import AppConfig


class CreditsConfig(AppConfig):
    name = "uphold.credits"
    label = "credits"
