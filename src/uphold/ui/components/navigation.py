"""Ways through the desk: rail, tabs, breadcrumbs, menus and pages of a list."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go: `key` is its hotkey ("g q"), `count` how much waits there."""

    label: str
    href: str
    icon: str = ""
    count: int | None = None
    key: str = ""
    is_current: bool = False
    is_loud: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """An act in a menu, as a form that posts to `href`; one with a `warning` is asked twice."""

    label: str
    href: str
    icon: str = ""
    key: str = ""
    is_danger: bool = False
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Neighbouring pages by key, never by number: rows move while people read."""

    previous_href: str = ""
    next_href: str = ""
    words: str = ""
