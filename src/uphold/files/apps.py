"""The room as Django knows it."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "uphold.files"
    label = "files"
