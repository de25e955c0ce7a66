"""Contracts: what binds whom, from when to when; two never overlap."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection

from tests.cast.agreements import NORTHWIND, make_version
from tests.cast.instants import at
from tests.cast.people import Cast, make_caller, make_cast, make_organisation
from tests.cast.tickets import make_ticket
from uphold.access import NotAllowed
from uphold.agreements.actions import conclude_contract, draft_document, end_contract, publish_document
from uphold.agreements.models import Contract, Version
from uphold.agreements.queries import terms_in_force
from uphold.kit import Refused
from uphold.people.models import Organisation

MONDAY = at("2026-06-08 09:00")
ANNEX = """---
agreement: night-annex
title: Nights
version: 1
effective: 2026-01-01
provider: Northwind
timezone: Europe/Vienna
currency: EUR
amends: northwind
language: en
---

## Nights {#nights}

| Target         | Priority | Within | Clock  |
|----------------|----------|--------|--------|
| First response | High     | 1 hour | always |
"""


def conclude(
    cast: Cast, *, organisation: Organisation, starts_on: date, ends_on: date | None = None
) -> Contract:
    return conclude_contract(
        actor=cast.olga.actor,
        organisation=organisation,
        provider=cast.northwind,
        agreement=Version.objects.get(agreement__slug="northwind").agreement,
        starts_on=starts_on,
        ends_on=ends_on,
        at=MONDAY,
    )


def test_a_second_contract_in_the_same_time_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        conclude(cast, organisation=cast.harbour, starts_on=date(2026, 7, 1))

    assert refusal.value.code == "contracts_overlap"
    assert Contract.objects.filter(organisation=cast.harbour).count() == 1


def test_a_contract_follows_on_the_day_the_other_ends(cast: Cast) -> None:
    end_contract(
        actor=cast.olga.actor,
        contract=Contract.objects.get(organisation=cast.harbour),
        ends_on=date(2026, 7, 1),
        at=MONDAY,
    )

    next_one = conclude(cast, organisation=cast.harbour, starts_on=date(2026, 7, 1))

    terms = terms_in_force(
        organisation_id=cast.harbour.pk, provider_id=cast.northwind.pk, at=at("2026-07-01 00:00")
    )
    assert terms is not None
    assert terms.contract == next_one


def test_after_the_last_day_nothing_is_agreed(cast: Cast) -> None:
    end_contract(
        actor=cast.olga.actor,
        contract=Contract.objects.get(organisation=cast.harbour),
        ends_on=date(2026, 6, 9),
        at=MONDAY,
    )

    with pytest.raises(Refused) as refusal:
        make_ticket(customer=cast.ada, opened_at=at("2026-06-09 10:00"))

    assert refusal.value.code == "nothing_agreed"


def test_a_stranger_to_the_provider_gets_no_contract(cast: Cast) -> None:
    mill = make_organisation("Mill", of=[cast.southgate])

    with pytest.raises(Refused) as refusal:
        conclude(cast, organisation=mill, starts_on=date(2026, 7, 1))

    assert refusal.value.code == "not_a_customer"
    assert not Contract.objects.filter(organisation=mill).exists()


def test_a_contract_ends_after_it_begins(cast: Cast) -> None:
    with pytest.raises(Refused) as refusal:
        conclude(cast, organisation=cast.harbour, starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 1))

    assert refusal.value.code == "contract_ends_before_its_start"


@pytest.mark.parametrize("name", ["ada", "max", "eve", "ben", "nia", "lea", "tom"])
def test_only_administrators_conclude_contracts(cast: Cast, name: str) -> None:
    with pytest.raises(NotAllowed):
        end_contract(
            actor=getattr(cast, name).actor,
            contract=Contract.objects.get(organisation=cast.harbour),
            ends_on=date(2026, 7, 1),
            at=MONDAY,
        )

    assert Contract.objects.get(organisation=cast.harbour).ends_on is None


def test_an_annex_comes_before_the_agreement(cast: Cast) -> None:
    draft = draft_document(actor=cast.olga.actor, provider=cast.northwind, text=ANNEX, at=MONDAY)
    annex = publish_document(actor=cast.olga.actor, version=draft, at=MONDAY).agreement
    mill = make_organisation("Mill", of=[cast.northwind])
    conclude_contract(
        actor=cast.olga.actor,
        organisation=mill,
        provider=cast.northwind,
        agreement=Version.objects.get(agreement__slug="northwind").agreement,
        annexes=[annex],
        starts_on=date(2026, 1, 1),
        at=MONDAY,
    )
    mia = make_caller("Mia", at=mill)

    ticket = make_ticket(customer=mia, opened_at=at("2026-06-09 20:00"))

    promise = ticket.promises.get(metric="first response")
    assert (promise.due_at, promise.document) == (at("2026-06-09 21:00"), "night-annex")


@pytest.mark.django_db(transaction=True)
def test_two_contracts_concluded_at_once_do_not_both_stand() -> None:
    cast = make_cast()
    agreement = make_version(cast.northwind, text=NORTHWIND).agreement
    together = Barrier(2)
    refused: list[Exception] = []

    def conclude_in_a_hurry(starts_on: date) -> None:
        together.wait(timeout=10)
        try:
            Contract.objects.create(
                organisation=cast.harbour,
                provider=cast.northwind,
                agreement=agreement,
                starts_on=starts_on,
                ends_on=date(2027, 1, 1),
            )
        except IntegrityError as error:
            refused.append(error)
        finally:
            connection.close()

    workers = [Thread(target=conclude_in_a_hurry, args=(date(2026, month, 1),)) for month in (1, 2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert (Contract.objects.count(), len(refused)) == (1, 1)
