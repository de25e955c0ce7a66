"""A version comes out once, with all its bugs or not at all; what each customer's agreement says then is kept."""

import pytest

from tests.cast.agreements import make_version
from tests.cast.bugs import make_bug
from tests.cast.instants import at
from tests.cast.people import Cast
from tests.cast.products import make_product, make_product_version, make_unit
from tests.cast.tickets import make_ticket
from tests.house.tree import ROOT
from uphold.access import Actor, NotAllowed, NotThere
from uphold.agreements.models import Contract, DecisionRecord
from uphold.journal.queries import entries_about
from uphold.kit import Refused
from uphold.mail.models import OutgoingMail
from uphold.notices.releases import tell_of_release
from uphold.people.models import Customership, Organisation
from uphold.problems.actions import (
    change_release,
    decide_right,
    draft_release,
    hand_over_bug,
    publish_release,
    record_outcome,
)
from uphold.problems.entitled import rights_to
from uphold.problems.models import Bug, Release, ReleaseRight
from uphold.products.models import ProductVersion

TEN, NOON, ONE, TWO = (at(f"2026-06-09 {hour}:00") for hour in (10, 12, 13, 14))


def shipped(name: str) -> str:
    text = (ROOT / "agreements" / f"{name}.md").read_text(encoding="utf-8")
    return text.replace("Ticket system", "Portal")


def governed_by(cast: Cast, name: str) -> None:
    """Harbour Clinic has this agreement instead of its own."""
    Contract.objects.filter(organisation=cast.harbour).delete()
    Contract.objects.create(
        organisation=cast.harbour,
        provider=cast.northwind,
        agreement=make_version(cast.northwind, text=shipped(name)).agreement,
        starts_on=at("2026-01-01 09:00").date(),
    )


@pytest.fixture
def version(cast: Cast) -> ProductVersion:
    """Switchboard 4.3, of which a unit stands at Harbour Clinic."""
    product = make_product(cast.northwind, "Switchboard", kind="software")
    make_unit(cast.harbour, product, "hb-1", kind="deployment")
    return make_product_version(product, "4.3")


def patched_bug(cast: Cast) -> Bug:
    ticket = make_ticket(customer=cast.ada, opened_at=TEN)
    bug = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN, ticket=ticket)
    hand_over_bug(actor=cast.ben.actor, bug=bug, to="development", at=NOON)
    return record_outcome(actor=cast.ben.actor, bug=bug, outcome="patch", at=NOON)


def drafted(cast: Cast, version: ProductVersion, *bugs: Bug, kind: str = "New version") -> Release:
    return draft_release(actor=cast.olga.actor, version=version, kind=kind, bugs=bugs, at=ONE)


def published(cast: Cast, release: Release) -> Release:
    return publish_release(actor=cast.olga.actor, release=release, at=TWO)


def told(release: Release) -> int:
    return sum(tell_of_release(entry.pk, at=TWO) for entry in entries_about(release))


def test_its_bugs_are_released_with_their_tickets(cast: Cast, version: ProductVersion) -> None:
    bugs = [patched_bug(cast), patched_bug(cast)]

    release = published(cast, drafted(cast, version, *bugs, kind="Patch"))

    version.refresh_from_db()
    assert (release.released_at, version.released_on) == (TWO, TWO.date())
    assert set(Bug.objects.values_list("state", "released_in", "released_as", "released_at")) == {
        ("released", "4.3", "Patch", TWO)
    }
    heard = [entries_about(bug.links.get().ticket).filter(kind="ticket.released").count() for bug in bugs]
    assert heard == [1, 1]


def test_one_bug_that_cannot_be_released_keeps_all_back(cast: Cast, version: ProductVersion) -> None:
    patched = patched_bug(cast)
    reported = make_bug(by=cast.ben, provider=cast.northwind, reported_at=TEN)
    release = drafted(cast, version, patched, reported)

    with pytest.raises(Refused) as refused:
        published(cast, release)

    version.refresh_from_db()
    assert refused.value.code == "nothing_to_release"
    assert (Release.objects.get().released_at, version.released_on) == (None, None)
    assert Bug.objects.get(pk=patched.pk).state == Bug.State.DECIDED


def test_what_is_out_is_not_out_again_and_does_not_change(cast: Cast, version: ProductVersion) -> None:
    release = published(cast, drafted(cast, version))

    with pytest.raises(Refused) as again:
        published(cast, release)
    with pytest.raises(Refused) as changed:
        change_release(actor=cast.olga.actor, release=release, kind="Patch", notes="", bugs=(), at=TWO)

    assert (again.value.code, changed.value.code) == ("release_is_out", "release_is_out")
    assert Release.objects.get().kind == "New version"
    assert entries_about(release).filter(kind="release.published").count() == 1


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("stratelegy", "New version", ("yes", "0.00", "New version")),
        ("stratelegy", "Patch", ("not said", "", "")),
        ("sangoma", "Patch", ("not said", "", "Patch")),
        ("sangoma", "Update", ("not said", "", "Update")),
    ],
)
def test_who_is_entitled_is_what_the_agreement_says(
    cast: Cast, version: ProductVersion, name: str, kind: str, said: tuple[str, str, str]
) -> None:
    governed_by(cast, name)

    release = published(cast, drafted(cast, version, kind=kind))

    right = ReleaseRight.objects.get()
    decision = DecisionRecord.objects.get(kind="release", about_id=release.pk)
    assert right.organisation == cast.harbour
    assert (right.entitled, right.charge, decision.row) == said


def test_without_a_unit_that_stands_nobody_has_a_right(cast: Cast, version: ProductVersion) -> None:
    version.product.units.update(state="retired")

    published(cast, drafted(cast, version))

    assert not ReleaseRight.objects.exists()


def test_the_entitled_are_told_once_with_the_charge(cast: Cast, version: ProductVersion) -> None:
    governed_by(cast, "stratelegy")
    release = published(cast, drafted(cast, version))

    letters = told(release)
    again = told(release)

    mail = OutgoingMail.objects.get(key__startswith="release:")
    assert (letters, again, mail.subject) == (1, 0, "Switchboard 4.3 is out")
    assert "It costs you nothing." in mail.body


def test_where_nothing_is_said_nobody_is_told_until_a_person_decides(
    cast: Cast, version: ProductVersion
) -> None:
    governed_by(cast, "sangoma")
    release = published(cast, drafted(cast, version, kind="Patch"))
    before = told(release)

    right = decide_right(
        actor=cast.olga.actor,
        release=release,
        organisation=cast.harbour,
        is_entitled=True,
        charge="0.00",
        reason="Everybody gets security patches.",
        at=TWO,
    )

    assert (before, told(release), told(release)) == (0, 1, 0)
    assert (right.entitled, right.decided_by, right.reason) == (
        "yes",
        cast.olga.staff,
        "Everybody gets security patches.",
    )


def test_what_the_agreement_says_nobody_decides(cast: Cast, version: ProductVersion) -> None:
    governed_by(cast, "stratelegy")
    release = published(cast, drafted(cast, version))

    with pytest.raises(Refused) as refused:
        decide_right(
            actor=cast.olga.actor,
            release=release,
            organisation=cast.harbour,
            is_entitled=False,
            reason="No.",
            at=TWO,
        )

    assert refused.value.code == "right_is_said"
    assert ReleaseRight.objects.get().entitled == "yes"


def test_a_version_has_one_release(cast: Cast, version: ProductVersion) -> None:
    drafted(cast, version)

    with pytest.raises(Refused) as refused:
        drafted(cast, version, kind="Patch")

    assert refused.value.code == "version_has_its_release"
    assert Release.objects.get().kind == "New version"


def test_bugs_of_others_are_not_ended(cast: Cast, version: ProductVersion) -> None:
    foreign = make_bug(by=cast.tom, provider=cast.southgate, reported_at=TEN)

    with pytest.raises(Refused) as refused:
        drafted(cast, version, foreign)

    assert refused.value.code == "bug_is_of_another"
    assert not Release.objects.exists()


def test_leads_and_administrators_draft_members_may_not_and_strangers_see_nothing(
    cast: Cast, version: ProductVersion
) -> None:
    def tried(actor: Actor) -> type[Exception] | None:
        try:
            publish_release(actor=actor, release=release, at=TWO)
        except (NotAllowed, NotThere) as error:
            return type(error)
        return None

    release = drafted(cast, version)

    assert {who: tried(who_is) for who, who_is in refused_to(cast).items()} == {
        "agent": NotAllowed,
        "agent of another": NotThere,
        "customer": NotThere,
    }
    assert Release.objects.get().released_at is None
    assert tried(cast.lea.actor) is None


def refused_to(cast: Cast) -> dict[str, Actor]:
    return {
        "agent": cast.ben.actor,
        "agent of another": cast.tom.actor,
        "customer": cast.ada.actor,
    }


def test_rights_of_many_are_asked_in_as_many_statements_as_of_two(
    cast: Cast, version: ProductVersion, django_assert_num_queries: object
) -> None:
    agreement = Contract.objects.get(organisation=cast.harbour).agreement
    for number in range(20):
        other = Organisation.objects.create(name=f"Clinic {number:02}")
        Customership.objects.create(organisation=other, provider=cast.northwind)
        make_unit(other, version.product, f"c-{number}", kind="deployment")
        Contract.objects.create(
            organisation=other,
            provider=cast.northwind,
            agreement=agreement,
            starts_on=at("2026-01-01 09:00").date(),
        )
    release = drafted(cast, version)
    rights_to(release, at=TWO)

    with django_assert_num_queries(4):  # type: ignore[operator]  # because the fixture has no type of its own
        rights = rights_to(release, at=TWO)

    assert len(rights) == 21
