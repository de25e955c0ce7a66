"""`uphold worker`: one process that answers the journal and keeps the timetable. Run as many as you like."""

from argparse import ArgumentParser, Namespace
from typing import cast

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--concurrency", type=int, default=4, help="jobs at a time (default: 4)")
    parser.add_argument("--until-idle", action="store_true", help="end when no job is waiting")


def run(arguments: Namespace) -> int:
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as working:
        working.run_worker(
            concurrency=arguments.concurrency,
            wait=not arguments.until_idle,
            delete_jobs="successful",  # the journal is the record; a finished job says nothing more
            shutdown_graceful_timeout=20,
        )
    return 0
