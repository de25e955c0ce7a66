"""The room as Django knows it."""

from django.apps import AppConfig


class OncallConfig(AppConfig):
    name = "uphold.oncall"
    label = "oncall"
