"""Looking after people and contracts: what each form does, and what it says when it cannot."""

import re
from datetime import date

import pytest

from tests.cast.instants import at
from tests.cast.people import Cast
from tests.desk.conftest import AsPerson
from uphold.access import Role
from uphold.agreements.models import Agreement, Contract
from uphold.journal.models import Entry
from uphold.kit import stopped_at
from uphold.people.models import Contact, Grant, Organisation, Provider, Staff, Team

TEN = at("2026-06-09 10:00")
HERE = "/desk/administration"
Said = dict[str, object]


def test_a_provider_is_added_and_its_maker_administers_it(cast: Cast, as_person: AsPerson) -> None:
    sent(f"{HERE}/providers/new", {"name": "Eastgate", "ticket_prefix": "EG"}, cast, as_person)

    eastgate = Provider.objects.get(name="Eastgate")
    assert eastgate.ticket_prefix == "EG"
    assert Grant.objects.get(provider=eastgate).staff == cast.olga.staff


def test_an_organisation_is_added_as_the_customer_of_a_provider(cast: Cast, as_person: AsPerson) -> None:
    said: Said = {"name": "Mill Lane School", "zone": "Europe/Vienna", "provider": cast.northwind.pk}

    location = sent(f"{HERE}/organisations/new", said, cast, as_person)

    school = Organisation.objects.get(name="Mill Lane School")
    assert location == f"{HERE}/organisations/{school.pk}"
    assert (school.zone, list(school.providers.all())) == ("Europe/Vienna", [cast.northwind])


def test_a_contact_becomes_a_manager(cast: Cast, as_person: AsPerson) -> None:
    ada = cast.ada.contact
    said: Said = {"name": "Ada L.", "telephone": "+43 1 1", "role": "manager"}

    sent(f"{HERE}/contacts/{ada.pk}", said, cast, as_person)

    ada.refresh_from_db()
    assert (ada.name, ada.telephone, ada.role) == ("Ada L.", "+43 1 1", Role.MANAGER)


def test_a_colleague_gets_another_role(cast: Cast, as_person: AsPerson) -> None:
    said: Said = {"name": "Ben", f"role-{cast.northwind.pk}": "lead"}

    sent(f"{HERE}/staff/{cast.ben.staff.pk}", said, cast, as_person)

    assert cast.ben.staff.grants.get().role == Role.LEAD


def test_a_colleague_without_a_role_leaves_the_provider(cast: Cast, as_person: AsPerson) -> None:
    said: Said = {"name": "Ben", f"role-{cast.northwind.pk}": ""}

    sent(f"{HERE}/staff/{cast.ben.staff.pk}", said, cast, as_person)

    assert not cast.ben.staff.grants.exists()


def test_a_team_is_made_and_its_members_chosen(cast: Cast, as_person: AsPerson) -> None:
    sent(f"{HERE}/teams/new", {"name": "Evenings", "provider": cast.northwind.pk}, cast, as_person)
    team = Team.objects.get()
    address = f"{HERE}/teams/{team.pk}"

    sent(address, {"name": "Nights", "members": [cast.ben.staff.pk, cast.nia.staff.pk]}, cast, as_person)
    sent(address, {"name": "Nights", "members": [cast.nia.staff.pk]}, cast, as_person)

    team.refresh_from_db()
    assert (team.name, list(team.members.all())) == ("Nights", [cast.nia.staff])


def test_a_contract_is_concluded_and_ended(cast: Cast, as_person: AsPerson) -> None:
    Contract.objects.filter(organisation=cast.harbour).delete()
    said = contract_said(cast, starts_on="2026-07-01", ends_on="")

    sent(f"{HERE}/contracts/new", said, cast, as_person)
    contract = Contract.objects.get(organisation=cast.harbour)
    sent(f"{HERE}/contracts/{contract.pk}", {"ends_on": "2027-01-01"}, cast, as_person)

    contract.refresh_from_db()
    assert (contract.starts_on, contract.ends_on) == (date(2026, 7, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("noun", "model"),
    [
        ("organisations/{harbour}", Organisation),
        ("contacts/{ada}", Contact),
        ("staff/{ben}", Staff),
        ("teams/{team}", Team),
        ("providers/{northwind}", Provider),
    ],
)
def test_what_is_deactivated_can_be_activated_again(
    noun: str, model: type[Organisation | Contact | Staff | Team | Provider], cast: Cast, as_person: AsPerson
) -> None:
    keys = keys_of(cast)
    address = f"{HERE}/{noun.format(**keys)}"
    row = model.objects.get(pk=keys[noun.partition("{")[2].rstrip("}")])

    sent(f"{address}/activity", {}, cast, as_person)
    row.refresh_from_db()
    was_active = row.is_active
    sent(f"{address}/activity", {}, cast, as_person)
    row.refresh_from_db()

    assert (was_active, row.is_active) == (False, True)


def test_deactivating_is_asked_twice(cast: Cast, as_person: AsPerson) -> None:
    text = as_person(cast.olga).get(f"{HERE}/organisations/{cast.harbour.pk}").content.decode()

    question = re.search(r"<summary[^>]*>.*?Deactivate ….*?</details>", text, re.DOTALL)
    assert question is not None
    assert "Its contacts can no longer sign in or open tickets." in question[0]
    assert f'action="{HERE}/organisations/{cast.harbour.pk}/activity"' in question[0]


@pytest.mark.parametrize(
    ("address", "said", "field", "words"),
    [
        (
            "organisations/new",
            {"name": "Mill Lane School", "zone": "Mars/Olympus", "provider": "{northwind}"},
            "zone",
            "Mars/Olympus is no time zone",
        ),
        ("organisations/new", {"name": "", "provider": "{northwind}"}, "name", "This field is required."),
        ("organisations/new", {"name": "Mill Lane School"}, "provider", "This field is required."),
        (
            "organisations/{harbour}/contacts/new",
            {"name": "Another Ada", "email": "ada@harbour.example", "role": "member"},
            "email",
            "The address ada@harbour.example is already in use.",
        ),
        (
            "organisations/{harbour}/contacts/new",
            {"name": "Zoe", "email": "zoe", "role": "member"},
            "email",
            "Enter a valid email address.",
        ),
        (
            "staff/new",
            {"name": "Ben Two", "email": "ben@northwind.example", "provider": "{northwind}", "role": "agent"},
            "email",
            "already in use",
        ),
        ("providers/new", {"name": "Southgate", "ticket_prefix": "EG"}, "name", "There is already one"),
        ("providers/new", {"name": "Eastgate", "ticket_prefix": "SG"}, "ticket_prefix", "numbers begin with"),
        (
            "providers/new",
            {"name": "Eastgate", "ticket_prefix": "eg"},
            "ticket_prefix",
            "Enter a valid value",
        ),
        (
            "contracts/new",
            {
                "organisation": "{harbour}",
                "agreement": "{agreement}",
                "starts_on": "2026-07-01",
                "ends_on": "",
            },
            "starts_on",
            "already has a contract",
        ),
        (
            "contracts/new",
            {
                "organisation": "{harbour}",
                "agreement": "{agreement}",
                "starts_on": "2026-07-01",
                "ends_on": "2026-07-01",
            },
            "ends_on",
            "The last day lies before the first.",
        ),
    ],
)
def test_a_refusal_stands_at_its_field_keeps_what_was_typed_and_changes_nothing(
    *, address: str, said: dict[str, str], field: str, words: str, cast: Cast, as_person: AsPerson
) -> None:
    keys = keys_of(cast)
    typed = {name: value.format(**keys) for name, value in said.items()}
    before = Entry.objects.count()

    with stopped_at(TEN):
        response = as_person(cast.olga).post(f"{HERE}/{address.format(**keys)}", typed)

    text = response.content.decode()
    assert response.status_code in {409, 422}
    assert words in error_at(field, text)
    assert all(f'value="{value}"' in text for value in typed.values())
    assert Entry.objects.count() == before


def test_organisations_are_found_by_their_name(cast: Cast, as_person: AsPerson) -> None:
    client = as_person(cast.olga)

    found = client.get(f"{HERE}/organisations?q=orch").content.decode()
    nothing = client.get(f"{HERE}/organisations?q=zzz").content.decode()

    assert ("Orchard Foods" in found, "Harbour Clinic" in found) == (True, False)
    assert "No organisation has this in its name." in nothing


def contract_said(cast: Cast, *, starts_on: str, ends_on: str) -> Said:
    agreement = Agreement.objects.get(provider=cast.northwind)
    return {
        "organisation": cast.harbour.pk,
        "agreement": agreement.pk,
        "plan": "",
        "starts_on": starts_on,
        "ends_on": ends_on,
    }


def keys_of(cast: Cast) -> dict[str, int]:
    team, _ = Team.objects.get_or_create(provider=cast.northwind, name="Evenings")
    return {
        "harbour": cast.harbour.pk,
        "ada": cast.ada.contact.pk,
        "ben": cast.ben.staff.pk,
        "team": team.pk,
        "northwind": cast.northwind.pk,
        "agreement": Agreement.objects.get(provider=cast.northwind).pk,
    }


def sent(address: str, said: Said, cast: Cast, as_person: AsPerson) -> str:
    """Where it leads once it is done."""
    with stopped_at(TEN):
        response = as_person(cast.olga).post(address, said)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def error_at(field: str, text: str) -> str:
    found = re.search(rf'id="id_{field}-error">.*?</p>', text, re.DOTALL)
    return found[0] if found else ""
