"""The shape of an act: what it needs, what it asks, which clause stands beside it, and the verb it calls."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms

from uphold.access import Actor, Permission
from uphold.desk.tickets.sheet import Sheet
from uphold.tickets.models import Ticket
from uphold.ui.components.clause import Clause

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

Perform = Callable[[Actor, Ticket, Mapping[str, Any], datetime], object]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the agreement would say to the act, in one line, with its clause."""

    words: str
    clause: Clause | None = None


class ActForm(forms.Form):
    """A form that knows the ticket it is about; `helps` stand beside the choices of a field."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.helps: dict[str, dict[str, str]] = {}
        self.prepare(sheet)

    def prepare(self, sheet: Sheet) -> None:
        """Fill choices from the agreement."""


def at_work(ticket: Ticket) -> bool:
    return not ticket.is_over


def always(ticket: Ticket) -> bool:  # noqa: ARG001 - the same shape for every act
    return True


@dataclass(frozen=True, kw_only=True)
class Act:
    """`name` is the noun of its address. `fits` says whether it can be done as things stand, `suits` whether it is
    offered: what the agreement says now may leave nothing to do.

    `leads_to` is the page of the ticket that is loaded afterwards, by its route; without one the ticket is shown anew.
    """

    name: str
    label: "str | Words"
    button: "str | Words"
    icon: str
    need: Permission
    perform: Perform
    said: "str | Words"
    key: str = ""
    words: "str | Words" = ""
    form: type[ActForm] = ActForm
    fits: Callable[[Ticket], bool] = at_work
    suits: Callable[[Sheet], bool] = lambda _: True
    previews: Callable[[Sheet], Sequence[Preview]] = field(default=lambda _: ())
    is_danger: bool = False
    leads_to: str = ""

    @property
    def route(self) -> str:
        return f"ticket-{self.name}"
