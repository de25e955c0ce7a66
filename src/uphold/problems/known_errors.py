"""What customers may read of bugs: published words alone, about what stands with them."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from uphold.access import Actor
from uphold.problems.models import Bug, KnownError
from uphold.products.models import Unit
from uphold.products.queries import STANDING

MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicError:
    """`fixed_in` is empty while it is not fixed."""

    id: int
    title: str
    words: str
    workaround: str
    product: str
    found_in: str
    fixed_in: str


def errors_of_customer(actor: Actor) -> list[PublicError]:
    """Of every product that stands with them, the newest first."""
    standing = Unit.objects.filter(
        organisation_id=actor.organisation_id or 0, state__in=[state.value for state in STANDING]
    )
    return public(shown_errors().filter(bug__known_product__in=standing.values("product_id")))


def errors_of_unit(unit: Unit) -> list[PublicError]:
    """Those not fixed yet, found in the unit's version; of a unit or a bug without one, in any."""
    errors = shown_errors().filter(bug__known_product_id=unit.product_id)
    errors = errors.exclude(bug__state=Bug.State.RELEASED)
    if unit.version_id is not None:
        errors = errors.filter(Q(bug__known_version=None) | Q(bug__known_version=unit.version_id))
    return public(errors)


def shown_errors() -> QuerySet[KnownError]:
    shown = KnownError.objects.filter(withdrawn_at=None).exclude(bug__state=Bug.State.MERGED)
    return shown.select_related("bug__known_product", "bug__known_version").order_by("-published_at", "-pk")


def public(errors: QuerySet[KnownError]) -> list[PublicError]:
    return [
        PublicError(
            id=error.pk,
            title=error.title,
            words=error.words,
            workaround=error.workaround,
            product=error.bug.known_product.name if error.bug.known_product else "",
            found_in=error.bug.found_in,
            fixed_in=error.bug.released_in,
        )
        for error in errors[:MOST]
    ]
