"""Reading: a scenario as JSON, in the format of `uphold agreement ask`, to a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Account, Case, Invoice, Window, Work
from uphold.policy.scenario.complaints import Complaints, UnreadableCase, joined
from uphold.policy.scenario.derive import BROUGHT
from uphold.policy.scenario.naming import Namer, StatedFacts, namer_of
from uphold.policy.scenario.reading_events import instant_at_key, read_events
from uphold.policy.scenario.stamps import MalformedStamp, length_in
from uphold.policy.time.local import UnknownZone, zone_of

KEYS = ("at", "opened", "zone", "facts", "events", "work", "account", "windows")
WORK_KEYS = ("from", "to", "on", "lasted", "problem", "facts", "by")
INVOICE_KEYS = ("number", "due", "amount", "disputed")
WINDOW_KEYS = ("change", "from", "to")
Read = TypeVar("Read")
Element = Mapping[str, object]


def read_case(data: object, agreement: Agreement) -> Case:
    """The case that a scenario describes. Raises UnreadableCase with everything that cannot be read.

    Without `at` the moment of the question is the latest instant named; without `opened` the earliest.

    >>> read_case([], None)
    Traceback (most recent call last):
        ...
    uphold.policy.scenario.complaints.UnreadableCase: a scenario is an object like {"opened": ..., "facts": {...}}
    """
    complaints = Complaints()
    if not isinstance(data, Mapping):
        raise UnreadableCase.saying('a scenario is an object like {"opened": ..., "facts": {...}}')
    complaints.keys(data, known=KEYS, path="")
    namer = namer_of(agreement, complaints=complaints)
    stated = namer.facts(data["facts"], path="facts") if "facts" in data else StatedFacts({})
    work = read_list(data, "work", namer=namer, read=read_work)
    windows = read_list(data, "windows", namer=namer, read=read_window)
    account = read_account(data.get("account", {}), namer=namer)
    events = read_events(
        data.get("events", []), namer=namer, invoices={each.number for each in account.invoices}
    )
    named = [*(event.at for event in events), *(event.wanted_at for event in events if event.wanted_at)]
    named += [instant for each in (*work,) for instant in (each.started_at, each.ended_at)]
    named += [instant for each in windows for instant in (each.starts_at, each.ends_at)]
    opened_at = instant_at_key(data, "opened", path="", complaints=complaints)
    at = instant_at_key(data, "at", path="", complaints=complaints)
    named += [instant for instant in (opened_at, at) if instant is not None]
    zone = read_zone(data.get("zone"), complaints=complaints)
    if not named and not complaints.found:
        complaints.add("opened", "no instant is named; say when the ticket was opened")
    if complaints.found:
        raise UnreadableCase(complaints.found)
    brought = stated.facts.get(BROUGHT)
    return Case(
        opened_at=opened_at or min(named),
        at=at or max(named),
        zone=zone,
        facts={name: value for name, value in stated.facts.items() if name != BROUGHT},
        evidence=tuple(sorted(brought)) if isinstance(brought, frozenset) else None,
        warranty_until=stated.warranty_until,
        events=events,
        work=work,
        account=account,
        windows=windows,
    )


def read_list(
    data: Mapping[str, object],
    key: str,
    *,
    namer: Namer,
    read: Callable[[Mapping[str, object], str, Namer], Read | None],
) -> tuple[Read, ...]:
    """The elements of a list, those that can be read."""
    elements = data.get(key, [])
    if not isinstance(elements, list):
        namer.complaints.add(key, f"'{key}' is a list")
        return ()
    found: list[Read] = []
    for place, element in enumerate(elements):
        path = f"{key}[{place}]"
        if not isinstance(element, Mapping):
            namer.complaints.add(path, "an object is expected here")
            continue
        one = read(element, path, namer)
        if one is not None:
            found.append(one)
    return tuple(found)


def read_work(data: Mapping[str, object], path: str, namer: Namer) -> Work | None:
    """A work line: from and to, or on and how long it lasted."""
    complaints = namer.complaints
    complaints.keys(data, known=WORK_KEYS, path=path)
    span = read_span(data, path, namer) if "on" not in data else read_lasted(data, path, namer)
    facts = namer.facts(data["facts"], path=joined(path, "facts")).facts if "facts" in data else {}
    if span is None:
        return None
    started_at, ended_at = span
    return Work(
        started_at=started_at, ended_at=ended_at, problem=text_at(data, "problem", path, namer), facts=facts
    )


def read_window(data: Mapping[str, object], path: str, namer: Namer) -> Window | None:
    """A planned change."""
    namer.complaints.keys(data, known=WINDOW_KEYS, path=path)
    span = read_span(data, path, namer)
    known = namer.vocabulary.declared.get("notice", {})
    change = text_at(data, "change", path, namer)
    if change is None:
        namer.complaints.add(joined(path, "change"), "say which change it is")
    elif known:
        change = namer.name(change, known=known, path=joined(path, "change"), what="change")
    return Window(change=change, starts_at=span[0], ends_at=span[1]) if span and change else None


def read_span(data: Mapping[str, object], path: str, namer: Namer) -> tuple[datetime, datetime] | None:
    """From and to; None after a complaint."""
    complaints = namer.complaints
    ends = [
        instant_at_key(data, key, path=path, complaints=complaints, is_required=True)
        for key in ("from", "to")
    ]
    start, end = ends
    if start is None or end is None:
        return None
    if end < start:
        complaints.add(joined(path, "to"), "it ends before it begins")
        return None
    return start, end


def read_lasted(data: Mapping[str, object], path: str, namer: Namer) -> tuple[datetime, datetime] | None:
    """The instant it began and how long it lasted; None after a complaint."""
    start = instant_at_key(data, "on", path=path, complaints=namer.complaints, is_required=True)
    try:
        length = length_in(data.get("lasted"))
    except MalformedStamp as malformed:
        namer.complaints.add(joined(path, "lasted"), str(malformed))
        return None
    return None if start is None else (start, start + length)


def read_account(data: object, *, namer: Namer) -> Account:
    """Invoices and the balance of credits."""
    if not isinstance(data, Mapping):
        namer.complaints.add("account", "an object is expected here")
        return Account()
    namer.complaints.keys(data, known=("invoices", "credits"), path="account")
    invoices = read_list(data, "invoices", namer=namer, read=read_invoice)
    stated = data.get("credits")
    balance = None if stated is None else namer.whole_number(stated, path="account.credits")
    return Account(invoices=invoices, credits=balance)


def read_invoice(data: Mapping[str, object], path: str, namer: Namer) -> Invoice | None:
    """An open invoice; without a number it is known by its place."""
    below = f"account.{path}"
    namer.complaints.keys(data, known=INVOICE_KEYS, path=below)
    due_on = namer.day(data.get("due"), path=joined(below, "due"))
    amount = namer.number(data.get("amount", 0), path=joined(below, "amount"))
    is_disputed = data.get("disputed", False)
    if not isinstance(is_disputed, bool):
        namer.complaints.add(joined(below, "disputed"), "write true or false")
    if due_on is None or amount is None:
        return None
    return Invoice(
        number=str(data.get("number", path)), due_on=due_on, amount=amount, is_disputed=is_disputed is True
    )


def read_zone(value: object, *, complaints: Complaints) -> str | None:
    """The zone of the customer."""
    if value is None:
        return None
    try:
        return zone_of(str(value)).key
    except UnknownZone as unknown:
        complaints.add("zone", str(unknown).rstrip("."))
        return None


def text_at(data: Mapping[str, object], key: str, path: str, namer: Namer) -> str | None:
    """Words under a key; None without it or after a complaint."""
    value = data.get(key)
    if value is None or isinstance(value, str):
        return value
    namer.complaints.add(joined(path, key), "words are expected here")
    return None
