"""Given: the case of an example, as the scenario that `uphold agreement ask` reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from uphold.policy.check.examples.events import event_of, found_facts
from uphold.policy.check.examples.moment import Reader, date_of, following, span_seconds, written
from uphold.policy.check.examples.phrases import MalformedExample, Phrase, items, keywords, phrases
from uphold.policy.check.examples.stating import number, stated_fact
from uphold.policy.clocks.events import Happening
from uphold.policy.document.agreement import Agreement
from uphold.policy.document.cells.money import read_money
from uphold.policy.document.names import MalformedCell, Vocabulary, nearest
from uphold.policy.time.local import local_date

Scenario = dict[str, object]
EVENTS = frozenset(each.value for each in Happening)
MOMENTS = ("opened", "at", "zone")
OTHERS = (*MOMENTS, "evidence", "warranty until", "credits", "invoice due", "work", "window")


@dataclass(frozen=True, slots=True)
class Given:
    """A scenario, the reader of its instants, and the column of the phrase behind each of its parts."""

    scenario: Scenario
    reader: Reader
    columns: Mapping[str, int]


@dataclass(slots=True)
class Draft:
    """A scenario while its phrases are read one by one."""

    agreement: Agreement
    reader: Reader
    stated: Scenario = field(default_factory=dict)
    facts: dict[str, object] = field(default_factory=dict)
    account: dict[str, object] = field(default_factory=dict)
    lists: dict[str, list[object]] = field(default_factory=dict)

    def add(self, name: str, what: object) -> str:
        """Adds to a list of the scenario and returns the path of what was added."""
        found = self.lists.setdefault(name, [])
        found.append(what)
        return f"{name}[{len(found) - 1}]"

    def scenario(self) -> Scenario:
        """The scenario without empty parts."""
        invoices = self.lists.pop("invoices", [])
        account = {**self.account, **({"invoices": invoices} if invoices else {})}
        return {**self.stated, "facts": self.facts, **self.lists, **({"account": account} if account else {})}


def given(agreement: Agreement, text: str, *, column: int) -> Given:
    """The scenario of a Given cell that begins in a column. Raises MalformedExample."""
    told = list(phrases(text, column=column))
    reader = opening(agreement, told, column=column)
    draft = Draft(agreement, reader)
    columns = {place(draft, phrase): phrase.value_column for phrase in told}
    return Given(draft.scenario(), reader, columns)


def opening(agreement: Agreement, told: Sequence[Phrase], *, column: int) -> Reader:
    """A reader of instants that knows the day of opening. Raises MalformedExample."""
    reader = Reader(agreement.timezone)
    phrase = next((each for each in told if each.key == "opened"), None)
    if phrase is None:
        raise MalformedExample(
            "'opened' is missing; write it like 'opened: 2026-08-15 02:00'.", column=column
        )
    opened_at = reader.whole(phrase.value, phrase)
    return replace(reader, opened_on=local_date(opened_at, zone=agreement.timezone))


def place(draft: Draft, phrase: Phrase) -> str:
    """Puts what a phrase says where the scenario has it, and returns the path of that place."""
    key, agreement, reader = phrase.key, draft.agreement, draft.reader
    if key in EVENTS:
        return draft.add("events", event_of(agreement, phrase, reader=reader))
    if key == "work":
        return draft.add("work", work_of(agreement, phrase, reader))
    if key == "window":
        return draft.add("windows", window_of(phrase, reader))
    if key == "invoice due":
        count = len(draft.lists.get("invoices", [])) + 1
        return f"account.{draft.add('invoices', invoice_of(agreement, phrase, count=count))}"
    if key == "credits":
        draft.account["credits"] = number(phrase.value, phrase)
        return "account.credits"
    if key in MOMENTS:
        is_instant = key != "zone"
        draft.stated[key] = written(reader.whole(phrase.value, phrase)) if is_instant else phrase.value
        return key
    draft.facts[key] = fact_value(agreement, phrase)
    return f"facts.{key}"


def fact_value(agreement: Agreement, phrase: Phrase) -> object:
    """The value of a stated fact. Raises MalformedExample for a key that is none."""
    if phrase.key == "evidence":
        names = [item.text for item in items(phrase)]
        return [] if names == ["none"] else names
    if phrase.key == "warranty until":
        return phrase.value
    if phrase.key in agreement.facts:
        return stated_fact(agreement, phrase.key, phrase.value, phrase)
    near = nearest(phrase.key, [*agreement.facts, *EVENTS, *OTHERS])
    hint = f"; did you mean '{near}'?" if near else "."
    raise MalformedExample(
        f"'{phrase.key}' is no fact, no event and no other key{hint}", column=phrase.column
    )


def work_of(agreement: Agreement, phrase: Phrase, reader: Reader) -> object:
    """One interval of work: `02:10 to 02:52 problem P1 with fault customer`. Raises MalformedExample."""
    starts_at, rest = reader.leading(phrase.value, phrase)
    told = keywords(rest, words=("to", "for", "problem", "with"), first="")
    result: dict[str, object] = {
        "from": written(starts_at),
        "to": written(ending(phrase, reader, starts_at, told)),
    }
    if "problem" in told:
        result["problem"] = told["problem"]
    if "with" in told:
        result["facts"] = found_facts(agreement, told["with"], phrase)
    return result


def ending(phrase: Phrase, reader: Reader, starts_at: datetime, told: Mapping[str, str]) -> datetime:
    """When a stretch ends: `to 02:52` or `for 42 minutes`. Raises MalformedExample."""
    if "to" in told:
        on = local_date(starts_at, zone=reader.zone)
        same_day = replace(reader, opened_on=on)
        return following(starts_at, told["to"], same_day.whole(told["to"], phrase))
    seconds = span_seconds(told.get("for", ""))
    if seconds is None:
        raise phrase.refuse("its end is missing; write it like '02:10 to 02:52' or '02:10 for 42 minutes'.")
    return starts_at + timedelta(seconds=seconds)


def window_of(phrase: Phrase, reader: Reader) -> object:
    """A planned change: `Planned maintenance from 2026-10-01 22:00 to 23:30`. Raises MalformedExample."""
    told = keywords(phrase.value, words=("from", "to"), first="change")
    if not {"change", "from", "to"} <= set(told):
        raise phrase.refuse("write it like 'Planned maintenance from 2026-10-01 22:00 to 23:30'.")
    starts_at = reader.whole(told["from"], phrase)
    ends_at = ending(phrase, reader, starts_at, told)
    return {"change": told["change"], "from": written(starts_at), "to": written(ends_at)}


def invoice_of(agreement: Agreement, phrase: Phrase, *, count: int) -> object:
    """An open bill: `2026-04-01 $80.00 number A-7 disputed`. Raises MalformedExample."""
    words = phrase.value.split()
    if date_of(words[0]) is None:
        raise phrase.refuse(f"'{words[0]}' is not a date; write it like '2026-04-01'.")
    told = keywords(" ".join(words[1:]), words=("number", "disputed"), first="amount")
    return {
        "number": told.get("number", str(count)),
        "due": words[0],
        "amount": amount_of(agreement, told.get("amount"), phrase),
        "disputed": "disputed" in told,
    }


def amount_of(agreement: Agreement, text: str | None, phrase: Phrase) -> str:
    """An amount as a scenario writes it; one unit of the currency when none is stated. Raises MalformedExample."""
    if text is None:
        return "1.00"
    try:
        return str(read_money(text, Vocabulary(currency=agreement.currency, zone=agreement.timezone)).amount)
    except MalformedCell as error:
        raise phrase.refuse(str(error)) from None
