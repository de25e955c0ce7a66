"""Named loads of releases: the list, the bugs that one may end, and what a customer has a right to."""

from django.db.models import Count, Q, QuerySet

from uphold.access import Actor, Permission
from uphold.policy.scenario.pricing import NOTHING_OWED
from uphold.problems.access import visible_releases
from uphold.problems.models import Bug, Release, ReleaseRight
from uphold.problems.passing_on import HELPING
from uphold.products.models import ProductVersion
from uphold.products.queries import STANDING

NO_CHARGE = NOTHING_OWED
"""How the agreement's answer says that a release is free."""
MOST, FEW = 100, 20


def release_list(actor: Actor) -> QuerySet[Release]:
    """The newest first, each with `bugs_count`."""
    releases = visible_releases(actor).select_related("version__product", "provider")
    return releases.annotate(bugs_count=Count("released_bugs")).order_by("-drafted_at", "-pk")[:MOST]


def bugs_to_end(version: ProductVersion) -> QuerySet[Bug]:
    """Those of its product of which a patch or an update came, and which are not out yet."""
    bugs = Bug.objects.filter(provider_id=version.product.provider_id, state=Bug.State.DECIDED)
    of_product = Q(known_product=version.product_id) | Q(
        known_product=None, product__iexact=version.product.name
    )
    return bugs.filter(of_product, outcome__in=HELPING).order_by("number")


def versions_to_release(actor: Actor) -> QuerySet[ProductVersion]:
    """The newest of those that are not out and have no release."""
    managed = actor.provider_ids_for(Permission.PRODUCT_MANAGE)
    versions = ProductVersion.objects.filter(
        product__provider_id__in=managed, product__is_active=True, release=None, released_on=None
    )
    return versions.select_related("product").order_by("-pk")[:FEW]


def rights_of_customer(actor: Actor) -> QuerySet[ReleaseRight]:
    """What came out of what stands with them, the newest first; a contact's own organisation alone."""
    rights = ReleaseRight.objects.filter(
        organisation_id=actor.organisation_id or 0,
        release__version__product__units__organisation_id=actor.organisation_id or 0,
        release__version__product__units__state__in=[state.value for state in STANDING],
    )
    rights = rights.select_related("release__version__product", "release__provider", "organisation")
    return rights.distinct().order_by("-release__released_at", "-pk")[:MOST]
