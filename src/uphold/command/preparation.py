"""Whether database and static files fit this version of the program, and the work of making them fit."""

import hashlib
import io
from importlib.metadata import distributions
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from uphold.kit.environment import Misconfigured
from uphold.kit.folder import data_folder
from uphold.kit.postgres import database_address

PACKAGE = Path(__file__).resolve().parent.parent
STAMP = "prepared"


def prepare() -> list[str]:
    """Migrates, makes the cache table, collects static files; returns the names of migrations that ran."""
    names = pending_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0, clear=True, stdout=io.StringIO())
    (data_folder() / STAMP).write_text(_stamp(), encoding="ascii")
    return names


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def require_up_to_date() -> None:
    pending = pending_migrations()
    if pending:
        raise Misconfigured(f"The database lacks {len(pending)} migrations. Run 'uphold migrate' first.")


def is_prepared() -> bool:
    """A quick look without settings or models: is everything as the last preparation left it?"""
    try:
        return (data_folder() / STAMP).read_text(encoding="ascii") == _stamp()
    except FileNotFoundError:
        return False


def _stamp() -> str:
    """Changes with any migration, static file or package, and with the record of migrations that ran."""
    seen = hashlib.sha256()
    for path in sorted([*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.glob("*/static/**/*.*")]):
        status = path.stat()
        seen.update(f"{path.relative_to(PACKAGE)} {status.st_size} {status.st_mtime_ns}\n".encode())
    for name, version in sorted((each.name, each.version) for each in distributions()):
        seen.update(f"{name} {version}\n".encode())
    seen.update(f"{database_address().name} {_applied()}".encode())
    return seen.hexdigest()


def _applied() -> str:
    with psycopg.connect(database_address().as_text()) as plain:
        found = plain.execute("SELECT to_regclass('django_migrations') IS NOT NULL").fetchone()
        if found is None or not found[0]:
            return "nothing"
        return str(plain.execute("SELECT count(*), max(id), max(applied) FROM django_migrations").fetchone())
