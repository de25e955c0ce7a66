"""Packages on sale: what the agreement offers, at the price that it names or else the contract."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal

from uphold.agreements.bridge import compiled
from uphold.agreements.models import Contract
from uphold.agreements.queries import Terms, terms_in_force
from uphold.credits.models import CreditAccount, PackagePrice
from uphold.policy.decide.rule import Citation, Entry
from uphold.policy.decide.terms import Day, Duration, Money, Number
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.names import key_of
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.purse import expiry_of
from uphold.policy.time.local import instant_at, zone_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """`price` None: neither the agreement nor the contract names one, so it cannot be bought.

    `expires` are the agreement's words, None where it says nothing; then `lasts_days` is the contract's word.
    """

    name: str
    credits: int
    price: Decimal | None
    currency: str
    expires: str | None
    lasts_days: int | None
    citation: Citation


def packages_on_sale(account: CreditAccount, *, at: datetime) -> tuple[Package, ...]:
    """In the order of the agreement that is in force; none where no contract is."""
    terms = terms_of(account, at=at)
    return () if terms is None else packages_under(terms)


def packages_of_contract(contract: Contract, *, at: datetime) -> tuple[Package, ...]:
    """What a contract offers now, or on its first day where that lies ahead."""
    first_noon = datetime.combine(contract.starts_on, time(12), tzinfo=UTC)
    terms = terms_in_force(
        organisation_id=contract.organisation_id, provider_id=contract.provider_id, at=max(at, first_noon)
    )
    is_its_own = terms is not None and terms.contract == contract
    return packages_under(terms) if terms is not None and is_its_own else ()


def packages_under(terms: Terms) -> tuple[Package, ...]:
    agreement = agreement_of(terms)
    prices = {price.package: price for price in prices_of(terms)}
    return tuple(
        package_of(entry, prices.get(entry.name), agreement=agreement)
        for entry in agreement.entries.get("credits", ())
    )


def terms_of(account: CreditAccount, *, at: datetime) -> Terms | None:
    return terms_in_force(organisation_id=account.organisation_id, provider_id=account.provider_id, at=at)


def agreement_of(terms: Terms) -> Agreement:
    return compiled(terms.version, terms.annexes)


def prices_of(terms: Terms) -> list[PackagePrice]:
    return list(PackagePrice.objects.filter(contract=terms.contract)) if terms.contract else []


def package_of(entry: Entry, price: PackagePrice | None, *, agreement: Agreement) -> Package:
    amount, said = entry.cells.get("amount"), entry.cells.get("price")
    contracted = price.price if price else None
    expires = entry.cells.get("expires")
    is_said = isinstance(expires, Day | Duration)
    return Package(
        name=entry.name,
        credits=int(amount.value) if isinstance(amount, Number) else 0,
        price=said.amount if isinstance(said, Money) else contracted,
        currency=agreement.currency,
        expires=words_of(expires) if is_said else None,
        lasts_days=price.lasts_days if price and not is_said else None,
        citation=entry.citation,
    )


def named(packages: tuple[Package, ...], name: str) -> Package | None:
    return next((package for package in packages if key_of(package.name) == key_of(name)), None)


def ends_at(
    package: str, *, agreement: Agreement, lasts_days: int | None, bought_at: datetime
) -> datetime | None:
    """When a package that was bought at an instant ends: as the agreement says, else after so many days, else never.

    Days end at the same time of the day by the agreement's clock.
    """
    entries = agreement.entries.get("credits", ())
    term = next((entry.cells.get("expires") for entry in entries if entry.name == package), None)
    if isinstance(term, Day | Duration):
        matter = matter_of(agreement, case=Case(opened_at=bought_at, at=bought_at))
        return expiry_of(matter, term, bought_at=bought_at)
    if lasts_days is None:
        return None
    zone = agreement.timezone
    local = bought_at.astimezone(zone_of(zone))
    return instant_at(local.date() + timedelta(days=lasts_days), local.time(), zone=zone)
