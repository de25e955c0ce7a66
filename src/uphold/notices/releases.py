"""Who is told of a release: the managers of exactly those entitled to it, once each, and what it costs them."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from uphold.access import Role
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.people.models import Contact
from uphold.problems.models import Release, ReleaseRight
from uphold.problems.released import NO_CHARGE

TOLD_OF_RELEASES = frozenset({"release.published", "release.right_decided"})


@atomic
def tell_of_release(entry_id: int, *, at: datetime) -> int:
    """Returns how many letters were written. What a person decided later tells that customer alone."""
    entry = entry_of(entry_id)
    release = Release.objects.select_related("provider", "version__product").get(pk=entry.about_id)
    rights = release.rights.filter(entitled=ReleaseRight.Entitled.YES)
    if "organisation" in entry.detail:
        rights = rights.filter(organisation_id=entry.detail["organisation"])
    charges = dict(rights.values_list("organisation_id", "charge"))
    letters = [
        letter_of(release, contact, charge=charges[contact.organisation_id])
        for contact in told_of(rights).order_by("pk")
    ]
    return sum(queue_mail(letter, at=at) is not None for letter in letters)


def told_of(rights: QuerySet[ReleaseRight]) -> QuerySet[Contact]:
    return Contact.objects.filter(
        organisation_id__in=rights.values("organisation_id"), role=Role.MANAGER.value, is_active=True
    )


def key_of(release: Release, contact: Contact) -> str:
    """One letter a release and person, for whatever reason it is written."""
    return f"{keys_of(release)}{contact.pk}"


def keys_of(release: Release) -> str:
    """What the keys of all letters about a release begin with."""
    return f"release:{release.pk}:contact:"


def letter_of(release: Release, contact: Contact, *, charge: str) -> Letter:
    product, version = release.version.product.name, release.version.name
    parts = [
        _("{kind} of {product}: {version} is out, and by your agreement you are entitled to it.").format(
            kind=release.kind, product=product, version=version
        ),
        charge_sentence(charge),
        release.notes,
        _("What changed, and the row of your agreement: {link}").format(
            link=f"{public_address()}/portal/releases"
        ),
        release.provider.name,
    ]
    return Letter(
        key=key_of(release, contact),
        to_address=contact.email,
        subject=_("{product} {version} is out").format(product=product, version=version),
        body="\n\n".join(part for part in parts if part),
        provider=release.provider,
    )


def charge_sentence(charge: str) -> str:
    if charge == NO_CHARGE:
        return _("It costs you nothing.")
    if not charge:
        return _("Your agreement does not say what it costs; ask before you install it.")
    return _("It costs: {charge}.").format(charge=charge)
