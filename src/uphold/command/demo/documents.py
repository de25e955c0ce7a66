"""Publishes the shipped documents and binds each customer to the one of its provider."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

from uphold.access import Actor
from uphold.agreements.actions.contract import conclude_contract
from uphold.agreements.actions.document import draft_document, publish_document
from uphold.agreements.models import Version
from uphold.command.demo.cast import ORGANISATIONS, PROVIDERS, SANGOMA
from uphold.command.demo.people import People

HARDWARE = "sangoma-hardware"
"""The annex that says how long hardware is under warranty, and what becomes of old versions."""
CHECKOUT = Path(__file__).resolve().parents[4] / "agreements"


def publish_documents(people: People, *, at: datetime) -> dict[str, Version]:
    """The two agreements and an annex to one of them, by their slug."""
    versions = {}
    for provider in PROVIDERS:
        actor = people.actor("nora")
        version = draft_document(
            actor=actor, provider=people.providers[provider.key], text=shipped(provider.key), at=at
        )
        versions[provider.key] = publish_document(actor=actor, version=version, at=at)
    annex = draft_document(
        actor=people.actor("nora"),
        provider=people.providers[SANGOMA],
        text=shipped(f"annexes/{HARDWARE}"),
        at=at,
    )
    versions[HARDWARE] = publish_document(actor=people.actor("nora"), version=annex, at=at)
    return versions


def conclude_contracts(people: People, versions: dict[str, Version], *, at: datetime) -> None:
    for customer in ORGANISATIONS:
        conclude_contract(
            actor=Actor.system(),
            organisation=people.organisations[customer.name],
            provider=people.providers[customer.provider],
            agreement=versions[customer.provider].agreement,
            annexes=[versions[HARDWARE].agreement] if customer.provider == SANGOMA else [],
            starts_on=_start(at),
            at=at,
        )


def shipped(slug: str) -> str:
    """The text of a shipped document: from the package, or from the checkout that it is run in."""
    packaged = files("uphold") / "shipped" / "agreements" / f"{slug}.md"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    return (CHECKOUT / f"{slug}.md").read_text(encoding="utf-8")


def _start(at: datetime) -> date:
    return (at - timedelta(days=1)).date()
