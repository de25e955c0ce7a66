"""Makes settings and models ready for a verb."""

import os

import django

from uphold.kit.folder import prepare_data_folder
from uphold.kit.keys import make_keys
from uphold.kit.postgres import is_embedded

SETTINGS = "uphold.site.settings"


def ready_site() -> None:
    """Loads settings and models. With a database of our own, the keys are made first if there are none."""
    if is_embedded():
        make_keys(prepare_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
