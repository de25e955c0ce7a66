"""Consent on the page: what still needs one, who was asked, and who agreed by which way."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy

from uphold.desk.tickets.chips import chip_of_row
from uphold.desk.tickets.sheet import Sheet
from uphold.metering.models import Consent, ConsentRequest, NamedPrice
from uphold.metering.queries import asked_consents_of, consents_of, prices_named_on
from uphold.ui.components.clause import Clause
from uphold.ui.components.when import When

WAYS = {
    Consent.Way.PORTAL.value: gettext_lazy("in the portal"),
    Consent.Way.MAIL_LINK.value: gettext_lazy("by the link in a mail"),
    Consent.Way.TELEPHONE.value: gettext_lazy("by telephone"),
}


@dataclass(frozen=True, slots=True)
class Needed:
    """What needs a consent that nobody gave yet."""

    words: str
    clause: Clause | None


@dataclass(frozen=True, slots=True)
class Said:
    """A consent, or a question that was sent and what became of it."""

    who: str
    words: str
    way: str
    when: When
    is_agreed: bool


def needed_of(sheet: Sheet) -> Needed | None:
    offer = sheet.offer
    if offer is None:
        return None
    price = offer.price or gettext("at a price to be agreed")
    return Needed(f"{offer.subject}: {price}", chip_of_row(offer.citation))


def said_of(sheet: Sheet) -> list[Said]:
    agreed = [of_consent(each, sheet=sheet) for each in consents_of(sheet.ticket)]
    agreed += [of_price(each, sheet=sheet) for each in prices_named_on(sheet.ticket)]
    asked = [each for each in asked_consents_of(sheet.ticket) if each.answered_at is None or each.is_refused]
    return [*agreed, *(of_request(each, sheet=sheet) for each in asked)]


def of_consent(consent: Consent, *, sheet: Sheet) -> Said:
    way = str(WAYS[consent.way])
    if consent.noted_by is not None:
        way = gettext("%(way)s, noted by %(name)s") % {"way": way, "name": consent.noted_by.name}
    return Said(
        who=consent.contact.name,
        words=": ".join(part for part in (consent.subject, consent.price) if part),
        way=way,
        when=sheet.reader.when(consent.at, sheet.zone),
        is_agreed=True,
    )


def of_price(named: NamedPrice, *, sheet: Sheet) -> Said:
    way = gettext("price named by %(name)s after the work: %(reason)s")
    return Said(
        who=named.agreed_by.name,
        words=": ".join(part for part in (named.problem, named.price) if part),
        way=way % {"name": named.named_by.name, "reason": named.reason},
        when=sheet.reader.when(named.at, sheet.zone),
        is_agreed=True,
    )


def of_request(request: ConsentRequest, *, sheet: Sheet) -> Said:
    if request.is_refused:
        way = gettext("said no")
    elif request.expires_at <= sheet.reader.now:
        way = gettext("did not answer in time")
    else:
        way = gettext("was asked by mail, no answer yet")
    return Said(
        who=request.contact.name,
        words=": ".join(part for part in (request.subject, request.price) if part),
        way=way,
        when=sheet.reader.when(request.answered_at or request.asked_at, sheet.zone),
        is_agreed=False,
    )
