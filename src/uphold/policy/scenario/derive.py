"""What follows from stated facts: the service of a request, the fault of a cause, the family of a product, and more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.facts import Facts
from uphold.policy.decide.rule import Entry
from uphold.policy.decide.terms import Term
from uphold.policy.document.names import key_of
from uphold.policy.scenario.account import days_past_due
from uphold.policy.scenario.cells import NO, YES, is_yes, name_in, names_in, one
from uphold.policy.scenario.matter import Matter

BROUGHT = "evidence brought"
"""The names of the evidence that came in; whether it is complete follows from them."""
DAY_OF_DECISION = "day of the decision"
FOLLOWS = {"request": ("service", "affects service"), "cause": ("fault",), "product": ("family",)}
"""Facts that another one brings with it, unless they are stated themselves."""


def layered(known: Mapping[str, FactValue], stated: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Narrower facts over wider ones: a narrower request or cause brings its own service or fault.

    >>> layered({"cause": one("Platform"), "fault": one("provider")}, {"cause": one("Use")})
    {'cause': frozenset({'Use'})}
    """
    dropped = {name for source, names in FOLLOWS.items() if source in stated for name in names}
    return {**{name: value for name, value in known.items() if name not in dropped}, **stated}


def with_fault(matter: Matter, facts: Facts) -> Facts:
    """The facts with the fault that the cause brings; a stated fault wins."""
    known = dict(facts.known)
    derive_from_cause(matter, known)
    return Facts(known)


def derive(matter: Matter, known: dict[str, FactValue], *, at: datetime) -> None:
    """Adds what follows from the facts known at an instant; what is stated is left as it is."""
    derive_from_request(matter, known)
    derive_from_cause(matter, known)
    derive_from_product(matter, known)
    derive_evidence(matter, known)
    derive_warranty(matter, known)
    if "days past due" not in known:
        known["days past due"] = Decimal(days_past_due(matter, at=at))


def derive_from_request(matter: Matter, known: dict[str, FactValue]) -> None:
    """Service and affects service, from the Request row."""
    entry = _entry_of(matter, known, "request")
    if entry is None:
        return
    service, affects = name_in(entry.cells.get("service")), entry.cells.get("affects service")
    if service is not None:
        known.setdefault("service", one(service))
    if affects is not None:
        known.setdefault("affects service", YES if is_yes(affects) else NO)


def derive_from_cause(matter: Matter, known: dict[str, FactValue]) -> None:
    """Fault, from the Cause row; a cause whose fault is not said leaves it unknown."""
    entry = _entry_of(matter, known, "cause")
    fault = name_in(entry.cells.get("fault")) if entry else None
    if fault is not None:
        known.setdefault("fault", one(fault))


def derive_from_product(matter: Matter, known: dict[str, FactValue]) -> None:
    """The family, from the Product row."""
    entry = _entry_of(matter, known, "product")
    family = name_in(entry.cells.get("family")) if entry else None
    if family is not None:
        spelled = {key_of(name): name for name in matter.agreement.facts["family"].values}
        known.setdefault("family", one(spelled.get(key_of(family), family)))


def derive_evidence(matter: Matter, known: dict[str, FactValue]) -> None:
    """Complete or missing. Where some is asked for and nobody said what was brought, it is not known."""
    if "evidence" in known or (BROUGHT not in known and evidence_asked(matter, known)):
        return
    known["evidence"] = one("missing" if missing_evidence(matter, known) else "complete")


def missing_evidence(matter: Matter, known: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The names of blocking evidence that was not brought, in the order of the document."""
    brought = known.get(BROUGHT)
    names = brought if isinstance(brought, frozenset) else frozenset()
    return tuple(name for name in evidence_asked(matter, known) if name not in names)


def evidence_asked(matter: Matter, known: Mapping[str, FactValue]) -> tuple[str, ...]:
    """The blocking evidence that the agreement asks for, for this request or service."""
    rows = matter.agreement.entries.get("evidence", ())
    return tuple(row.name for row in rows if _is_blocking(row.cells) and is_asked_of(row.cells, known))


def derive_warranty(matter: Matter, known: dict[str, FactValue]) -> None:
    """Whether the unit is in warranty on the day that counts: that of the report, unless a Setting says otherwise."""
    until = matter.case.warranty_until
    if until is None or "in warranty" in known:
        return
    is_later = name_in(matter.setting("warranty tested on")) == DAY_OF_DECISION
    tested_at = matter.at if is_later else matter.case.opened_at
    known["in warranty"] = YES if matter.day_of(tested_at) <= until else NO


def _entry_of(matter: Matter, known: Mapping[str, FactValue], kind: str) -> Entry | None:
    value = known.get(kind)
    return matter.entry(kind, next(iter(value))) if isinstance(value, frozenset) and value else None


def _is_blocking(cells: Mapping[str, Term]) -> bool:
    return is_yes(cells.get("blocking"))


def is_asked_of(cells: Mapping[str, Term], known: Mapping[str, FactValue]) -> bool:
    """Whether the row names the case's request or service; a row that names neither is asked of all."""
    for kind in ("request", "service"):
        names, value = names_in(cells.get(kind)), known.get(kind)
        if names and not (isinstance(value, frozenset) and value & set(names)):
            return False
    return True
