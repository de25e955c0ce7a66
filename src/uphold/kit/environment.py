"""Reads settings from the environment and fails loudly, with the cure, when one is missing or malformed."""

import os


class Misconfigured(Exception):
    """Something outside the program is not as it must be; the sentence says how to mend it."""


def text(name: str, default: str | None = None) -> str:
    """The value of a variable. An empty variable counts as unset; without a default, unset is an error."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        raise Misconfigured(f"{name} is not set. docs/running.md says what it is for.")
    return value


def optional(name: str) -> str | None:
    return os.environ.get(name, "").strip() or None


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise Misconfigured(f"{name} is '{value}', which is not a whole number.")
    return int(value)


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    value = text(name, default)
    if value not in allowed:
        raise Misconfigured(f"{name} is '{value}'; it must be one of: {', '.join(allowed)}.")
    return value
