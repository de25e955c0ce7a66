"""How the account stands: days past due, what rests, and what may rest from which day on, each with its row."""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from uphold.people.models import Provider
from uphold.portal.account.clauses import chip_of
from uphold.standing.queries import CapabilityStanding, Standing, standing_of
from uphold.ui.accounted.wording import overdue_words
from uphold.ui.components.clause import Clause
from uphold.ui.reader import Reader


@dataclass(frozen=True, slots=True)
class Consequence:
    """What rests, or may from a day on, in a sentence with its row."""

    words: str
    clause: Clause | None
    is_now: bool


@dataclass(frozen=True, slots=True)
class Stands:
    words: str
    is_good: bool
    consequences: tuple[Consequence, ...]
    promise: str


def stands_of(organisation_id: int, provider: Provider, *, reader: Reader) -> Stands:
    standing = standing_of(organisation_id=organisation_id, provider_id=provider.pk, at=reader.now)
    return Stands(
        words=overdue_words(standing),
        is_good=standing.is_good,
        consequences=tuple(
            Consequence(said, chip_of(each.citation), each.is_suspended or each.may_suspend)
            for each in standing.capabilities
            if (said := consequence_words(each))
        ),
        promise=promise_words(standing),
    )


def consequence_words(standing: CapabilityStanding) -> str:
    """Nothing where nothing is owed that could bring it."""
    what = capability_words(standing.capability)
    if standing.is_suspended:
        until = standing.until or gettext("in good standing")
        return gettext("%(what)s rests until the account is %(until)s.") % {"what": what, "until": until}
    by_whom = {"what": what, "who": gettext("A manager"), "day": day_of(standing.may_suspend_on)}
    is_by_manager = standing.decided_by == "manager"
    if standing.may_suspend:
        return gettext("%(what)s may be suspended now.") % by_whom
    if standing.may_suspend_on is None:
        return ""
    if is_by_manager:
        return gettext("%(what)s may be suspended by a manager from %(day)s on, unless it is paid.") % by_whom
    return gettext("%(what)s is suspended from %(day)s on, unless it is paid.") % by_whom


def capability_words(capability: str) -> str:
    said = {
        "handling": gettext("The handling of tickets"),
        "portal changes": gettext("Making changes in the portal"),
        "all": gettext("All support"),
    }
    return said.get(capability, capability.capitalize())


def promise_words(standing: Standing) -> str:
    if standing.promise is None or standing.is_good:
        return ""
    return gettext("You promised to pay by %(day)s.") % {"day": day_of(standing.promise.pay_by_on)}


def day_of(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
