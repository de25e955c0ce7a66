"""Front matter: who agrees on what, since when, in which zone and currency."""

from datetime import date

import pytest

from tests.policy.document.builders import document
from uphold.policy.document import read

BODY = "\n## 1. Anything\n\nWords.\n"


def test_the_front_matter_says_who_agrees_on_what_since_when() -> None:
    more = "supersedes: 0\nlanguage: fr\n"

    agreement = read(document(BODY, more=more), path="harbour.md").agreement

    assert agreement is not None
    assert (agreement.slug, agreement.title, agreement.version) == ("harbour", "Support", "1")
    assert (agreement.provider, agreement.timezone, agreement.currency) == (
        "Harbour Telephony",
        "America/New_York",
        "USD",
    )
    assert agreement.effective_on == date(2026, 1, 1)
    assert (agreement.supersedes, agreement.amends, agreement.language) == ("0", None, "fr")


def test_a_version_is_kept_as_it_is_written() -> None:
    text = document(BODY).replace("version: 1", "version: 1.10")

    agreement = read(text, path="harbour.md").agreement

    assert agreement is not None
    assert agreement.version == "1.10"


def test_a_document_without_front_matter_is_no_agreement() -> None:
    found = read("# Support\n", path="harbour.md")

    assert found.agreement is None
    assert [(problem.code, problem.line) for problem in found.errors] == [("front.missing", 1)]


def test_every_key_that_is_missing_is_told_at_once() -> None:
    text = "---\nagreement: harbour\ntitle: Support\nversion: 1\neffective: 2026-01-01\n---\n"

    found = read(text, path="harbour.md")

    assert [problem.text for problem in found.errors] == [
        "the front matter has no 'provider'; add a line 'provider: ...'",
        "the front matter has no 'timezone'; add a line 'timezone: ...'",
        "the front matter has no 'currency'; add a line 'currency: ...'",
    ]


@pytest.mark.parametrize(
    ("written", "instead", "code", "text"),
    [
        (
            "effective: 2026-01-01",
            "effective: 1 January 2026",
            "front.date",
            "effective: '1 January 2026' is not a date; write it like '2026-01-31'",
        ),
        (
            "effective: 2026-01-01",
            "effective: 2026-02-30",
            "front.date",
            "effective: '2026-02-30' is no day of the calendar",
        ),
        (
            "timezone: America/New_York",
            "timezone: Eastern",
            "front.zone",
            "timezone: 'Eastern' is not a zone; write one of the IANA database, like 'America/New_York'",
        ),
        (
            "timezone: America/New_York",
            "timezone: customer",
            "front.zone",
            "timezone: 'customer' is no zone of an agreement; write one like 'America/New_York'",
        ),
        (
            "currency: USD",
            "currency: usd",
            "front.currency",
            "currency: 'usd' is not a currency; write 'USD'",
        ),
        (
            "currency: USD",
            "currency: Dollars of Narnia",
            "front.currency",
            "currency: 'Dollars of Narnia' is not a currency; write a code of ISO 4217 like 'USD'",
        ),
        (
            "currency: USD",
            "currency: KWD",
            "front.currency",
            "currency: amounts in KWD have 3 digits after the point, and 2 are kept; agree on another, like 'USD'",
        ),
        (
            "agreement: harbour",
            "agreement: Harbour Telephony",
            "front.slug",
            "agreement: 'Harbour Telephony' is not a slug; write it like 'support-2026'",
        ),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_its_line(
    written: str, instead: str, code: str, text: str
) -> None:
    source = document(BODY).replace(written, instead)

    found = read(source, path="harbour.md")

    assert found.agreement is None
    assert [(problem.code, problem.text) for problem in found.errors] == [(code, text)]
    assert source.split("\n")[found.errors[0].line - 1] == instead


def test_a_mistyped_key_is_told_with_the_nearest_one() -> None:
    found = read(document(BODY).replace("timezone:", "time zone:"), path="harbour.md")

    assert [problem.text for problem in found.errors] == [
        "'time zone' is no key of the front matter; did you mean 'timezone'?",
        "the front matter has no 'timezone'; add a line 'timezone: ...'",
    ]


def test_a_key_of_another_program_is_only_noted() -> None:
    found = read(document(BODY, more="author: Ada\n"), path="harbour.md")

    assert [(problem.severity.value, problem.code) for problem in found.problems] == [
        ("note", "front.unknown")
    ]
    assert found.agreement is not None


def test_a_key_that_stands_twice_is_refused() -> None:
    found = read(document(BODY, more="currency: EUR\n"), path="harbour.md")

    assert [(problem.code, problem.line) for problem in found.errors] == [("front.twice", 9)]


@pytest.mark.parametrize(
    ("lines", "line"),
    [("title: [a, b]", 2), ("title: 'never closed", 2), ("\tagreement: harbour", 2), ("just words", 2)],
)
def test_front_matter_that_is_no_yaml_of_single_values_is_refused(lines: str, line: int) -> None:
    found = read(f"---\n{lines}\n---\n", path="harbour.md")

    assert found.errors[0].code == "front.malformed"
    assert found.errors[0].line == line


def test_the_hash_is_that_of_the_text_whatever_its_line_ends() -> None:
    text = document(BODY)

    unix, windows = read(text, path="a.md").agreement, read(text.replace("\n", "\r\n"), path="a.md").agreement

    assert unix is not None
    assert windows is not None
    assert unix.sha256 == windows.sha256
    assert len(unix.sha256) == 64


def test_the_hash_changes_with_a_single_letter() -> None:
    one, other = (
        read(document(body), path="a.md").agreement for body in (BODY, BODY.replace("Words", "words"))
    )

    assert one is not None
    assert other is not None
    assert one.sha256 != other.sha256
