"""What the programs say while they run: one line an event, for people (`text`) or for machines (`json`)."""

from collections.abc import Mapping

import structlog
from structlog.typing import Processor


def log_settings(*, style: str) -> dict[str, object]:
    """As LOGGING takes it. Lines of libraries and our own go through the same processors.

    Tracebacks are plain: with the values of variables they would hold secrets, and whole agreements.
    """
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderers: dict[str, list[Processor]] = {
        "text": [
            structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
        ],
        "json": [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()],
    }
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *renderers[style]],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": _levels(
            {
                "uphold": "INFO",
                "procrastinate": "WARNING",
                "_granian": "WARNING",
                "apprise": "CRITICAL",  # what a service answers may repeat the address, which is a secret
            }
        ),
    }


def _levels(levels: Mapping[str, str]) -> dict[str, object]:
    return {name: {"level": level} for name, level in levels.items()}
