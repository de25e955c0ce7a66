"""The credits of the customer beside the work: what there is, what is set aside, what ends next."""

from django.utils.translation import gettext

from uphold.access import Permission
from uphold.credits.queries import balance
from uphold.desk.tickets.minutes.charge import credits_words
from uphold.desk.tickets.sheet import Sheet
from uphold.ui import words
from uphold.ui.components.fact import Fact


def credit_facts(sheet: Sheet) -> list[Fact]:
    """Nothing where the agreement knows no credits, or the reader may not see them."""
    if sheet.account is None or not sheet.may(Permission.CREDITS_READ):
        return []
    told = balance(sheet.account, at=sheet.reader.now)
    facts = [Fact(gettext("Available"), credits_words(told.available) or gettext("none left"))]
    if told.held:
        facts.append(Fact(gettext("Set aside"), credits_words(told.held)))
    if told.owed:
        facts.append(Fact(gettext("Owed"), credits_words(told.owed)))
    if told.next_expiry is not None:
        zone = sheet.reader.zone_beside(sheet.zone)
        when = words.instant(told.next_expiry.at, zone, now=sheet.reader.now)
        facts.append(Fact(gettext("Ends next"), f"{credits_words(told.next_expiry.credits)}, {when}"))
    return facts
