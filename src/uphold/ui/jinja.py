"""Our pages' template environment: components under one name, words of the desk as filters."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from jinja2 import Environment, StrictUndefined

from uphold.kit.clock import now
from uphold.ui import words
from uphold.ui.components.flash import Flash


def environment(**options: Any) -> Environment:  # noqa: ANN401 - Django hands on what settings say
    """Make the environment that Django's Jinja2 backend asks for."""
    options.setdefault("undefined", StrictUndefined)
    made = Environment(  # noqa: S701 - the backend asks for autoescape itself
        **{"autoescape": True, **options},
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # because the i18n extension adds it
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.filters.update(
        instant=words.instant,
        relative=words.relative,
        span=words.span,
        money=words.money,
        minutes=words.minutes,
        plural=words.plural,
    )
    made.globals.update(
        static=static,
        sprite=sprite,
        url=url,
        csp_nonce=csp_nonce,
        flashes=flashes,
        theme=theme,
        language=get_language,
        now=now,
        ui=Components(made),
    )
    return made


@cache
def sprite() -> str:
    """Give the address of the icons: asked a hundred times a page."""
    return static("ui/icons.svg")


def url(name: str, *args: object, **kwargs: object) -> str:
    """Reverse a route: `url("desk:ticket", ticket.number)`."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def csp_nonce(request: HttpRequest) -> str:
    """Give the nonce of this answer, for the rare inline block (none of ours has one)."""
    return str(getattr(request, "csp_nonce", ""))


def theme(request: HttpRequest) -> str:
    """Give the theme that this reader chose: light, dark, or nothing (as the system says)."""
    chosen = request.COOKIES.get("theme", "")
    return chosen if chosen in {"light", "dark"} else ""


def flashes(request: HttpRequest) -> Iterator[Flash]:
    """Take what is to be said once; refusals look otherwise than news."""
    for message in messages.get_messages(request):
        look = "refused" if message.level >= messages.WARNING else "done"
        yield Flash(words=str(message.message), look=look)


class Components:
    """`ui.badge(promise)` calls the macro `badge` of ui/components/badge.html."""

    def __init__(self, made: Environment) -> None:
        self._environment = made

    def __getattr__(self, name: str) -> Callable[..., str]:
        if name.startswith("_"):
            raise AttributeError(name)
        module = self._environment.get_template(f"ui/components/{name}.html").module
        macro: Callable[..., str] = getattr(module, name)
        if not self._environment.auto_reload:
            setattr(self, name, macro)  # found without asking from now on
        return macro
