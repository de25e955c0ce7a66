"""Makes settings, models and the database ready for a verb."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import django

from uphold.command.preparation import require_up_to_date
from uphold.kit.folder import prepare_data_folder
from uphold.kit.keys import make_keys
from uphold.kit.postgres import database_available, is_embedded

SETTINGS = "uphold.site.settings"


def ready_site() -> None:
    """Loads settings and models. With a database of our own, the keys are made first if there are none."""
    if is_embedded():
        make_keys(prepare_data_folder())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()


@contextmanager
def ready_database(*, is_up_to_date: bool) -> Iterator[None]:
    """Has the database answer while the verb works. Raises Misconfigured when it had to be up to date and is not."""
    with database_available():
        if is_up_to_date:
            require_up_to_date()
        yield
