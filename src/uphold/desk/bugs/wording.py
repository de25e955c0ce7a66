"""States and news of bugs in words."""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, ngettext

from uphold.desk.bugs.consumption import Consumed
from uphold.journal.models import Entry
from uphold.problems.models import Bug
from uphold.ui import words
from uphold.ui.components.status import Status

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Words

State = Bug.State
PARTIES: Mapping[str, "Words"] = MappingProxyType(
    {"development": gettext_lazy("development"), "vendor": gettext_lazy("the vendor")}
)
OUTCOMES: Mapping[str, "Words"] = MappingProxyType(
    {
        "patch": gettext_lazy("a patch is being made"),
        "update": gettext_lazy("an update is being made"),
        "works as documented": gettext_lazy("it works as documented"),
        "none": gettext_lazy("nothing will be changed"),
    }
)
STATES: Mapping[str, "Words"] = MappingProxyType(
    {
        State.REPORTED.value: gettext_lazy("reported"),
        State.HANDED_OVER.value: gettext_lazy("handed over"),
        State.DECIDED.value: gettext_lazy("decided"),
        State.RELEASED.value: gettext_lazy("released"),
        State.CLOSED.value: gettext_lazy("closed"),
        State.MERGED.value: gettext_lazy("merged"),
    }
)
"""As the list is asked for them; a row says more (`status_of`)."""
CODES = {
    State.REPORTED: "new",
    State.HANDED_OVER: "waiting",
    State.DECIDED: "open",
    State.RELEASED: "resolved",
    State.CLOSED: "closed",
    State.MERGED: "closed",
}
"""How the component of states draws them."""
ICONS = {
    "bug.reported": "bug",
    "bug.changed": "pencil",
    "bug.linked": "link",
    "bug.unlinked": "x",
    "bug.handed_over": "arrow-right-left",
    "bug.workaround_given": "wrench",
    "bug.outcome": "gauge",
    "bug.released": "package",
    "bug.known_error_published": "eye",
    "bug.known_error_withdrawn": "x",
    "bug.closed": "archive",
    "bug.reopened": "rotate-ccw",
    "bug.merged": "arrow-right",
    "bug.merged_in": "link",
}
FIELDS: Mapping[str, "Words"] = MappingProxyType(
    {
        "title": gettext_lazy("title"),
        "documented_behaviour": gettext_lazy("what is documented"),
        "documented_at": gettext_lazy("where it is documented"),
        "actual_behaviour": gettext_lazy("what happens"),
        "product": gettext_lazy("product"),
        "found_in": gettext_lazy("version"),
    }
)


def status_of(bug: Bug) -> Status:
    said = {
        State.REPORTED: gettext("reported"),
        State.HANDED_OVER: gettext("with %(party)s") % {"party": PARTIES.get(bug.handed_to, bug.handed_to)},
        State.DECIDED: str(OUTCOMES.get(bug.outcome, bug.outcome)),
        State.RELEASED: gettext("out in %(version)s") % {"version": bug.released_in},
        State.CLOSED: gettext("closed"),
        State.MERGED: gettext("same as %(number)s")
        % {"number": bug.merged_into.number if bug.merged_into else ""},
    }
    return Status(code=CODES[State(bug.state)], words=said[State(bug.state)])


def words_of(entry: Entry, *, tickets: Mapping[int, str]) -> str:
    """What happened, as a line of the timeline goes on after the name of whoever did it."""
    detail = entry.detail
    named = {
        "ticket": tickets.get(detail.get("ticket", 0), gettext("a ticket")),
        "party": PARTIES.get(detail.get("to", ""), ""),
        "outcome": OUTCOMES.get(detail.get("outcome", ""), ""),
        "version": detail.get("version", ""),
        "kind": detail.get("kind", ""),
        "bug": detail.get("from") or detail.get("into", ""),
        "fields": ", ".join(str(FIELDS.get(name, name)) for name in detail.get("fields", ())),
    }
    said = {
        "bug.reported": gettext("reported it"),
        "bug.changed": gettext("changed: %(fields)s"),
        "bug.linked": gettext("moved %(ticket)s here from %(bug)s")
        if "from" in detail
        else gettext("linked %(ticket)s"),
        "bug.unlinked": gettext("unlinked %(ticket)s"),
        "bug.handed_over": gettext("handed it over to %(party)s"),
        "bug.workaround_given": gettext("gave a way around it"),
        "bug.outcome": gettext("recorded what came of it: %(outcome)s"),
        "bug.released": gettext("released %(kind)s %(version)s"),
        "bug.known_error_published": gettext("told customers of it"),
        "bug.known_error_withdrawn": gettext("told customers of it no longer"),
        "bug.closed": gettext("closed it"),
        "bug.reopened": gettext("took it up again"),
        "bug.merged": gettext("merged it into %(bug)s, where its tickets are"),
        "bug.merged_in": gettext("merged %(bug)s into it"),
    }
    return said.get(entry.kind, entry.kind) % named


def consumed_words(consumed: Consumed) -> str:
    """Credits and amounts; where all of it came back, that; a dash where nothing was charged."""
    if consumed.is_nothing and consumed.has_come_back:
        back = sums_words(consumed.returned_credits, consumed.returned_amounts)
        return gettext("%(sums)s came back") % {"sums": back}
    return sums_words(consumed.credits, consumed.amounts) or "–"


def sums_words(count: int, amounts: Mapping[str, Decimal]) -> str:
    parts = [credit_words(count)] if count else []
    return ", ".join([*parts, *(words.money(amount, currency) for currency, amount in amounts.items())])


def credit_words(count: int) -> str:
    return ngettext("%(num)d credit", "%(num)d credits", count) % {"num": count}
