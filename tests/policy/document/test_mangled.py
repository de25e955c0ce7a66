"""Mangled documents: whatever an author's fingers or a file transfer did, reading tells and never breaks."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.policy.document.builders import DESK, document
from uphold.policy.document import bind, read

RULES = """
| Admission | Channel | Priority | Days past due | Answer | By | Notice |
|---|---|---|---|---|---|---|
| Calls | Telephone | not Urgent | 10 to 15 | redirect to E-mail | an agent | 5 business days |
| Rest | otherwise | | | accept | | |

> Reading (Calls): anybody may call.

| Charge | Fault | Rate | Minimum | Rounding | Per |
|---|---|---|---|---|---|
| Work | customer, third party | $125.00 per hour | 2 hours | up to 15 minutes | event |

| Refund | Charged in | Amount |
|---|---|---|
| Late | money | 5 % of the monthly fee per started 30 minutes |

| Holiday | Date | Country | Subdivision | Rule |
|---|---|---|---|---|
| Day | 2026-12-24 | US | CA | day before Thanksgiving |

| Fact | Values | Unless stated |
|---|---|---|
| Users | number of users | 1 |

| Product | Family | Warranty |
|---|---|---|
| Desk phone | Phones | 2 years |

| Example | Given | Then |
|---|---|---|
| One | priority: Urgent | charge: $125.00 |
"""
WHOLE = document(DESK + RULES, more="supersedes: '0'\n")
SCRAPS = (
    "|", "\\|", "\n", "---", "`", "**", "[", "](", "> ", "#", "{#", "}", "0", "9" * 30, "%", " per ", "not ",
    ", ", ":", "24:00", "99:99", "2026-02-30",
    "\u0661", "\x00", "\ufeff", "\r", "\t", "&#x110000;", "\ud800",
    "otherwise", "customer", "every ", "Friday 17:00 ", "\u2028", "<!--", "```", "%YAML", "- ", "!!int ",
    '"\\UFFFFFFFF"',
)  # fmt: skip


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """The whole document with a few stretches cut out, moved or overwritten by scraps."""
    text = WHOLE
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.integers(0, 40))
        text = text[:start] + draw(st.sampled_from(SCRAPS) | st.text(max_size=6)) + text[end:]
    return text


@settings(max_examples=120, deadline=None)
@given(mangled())
def test_a_mangled_document_is_read_without_breaking(text: str) -> None:
    whole = read(WHOLE, path="whole.md").agreement

    found = read(text, path="mangled.md", onto=whole)

    assert all(1 <= problem.line <= text.count("\n") + text.count("\r") + 2 for problem in found.problems)
    assert found.agreement is None or (whole is not None and bind(whole, [found.agreement]).slug == "harbour")


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=200))
def test_a_text_that_is_no_document_at_all_is_refused(text: str) -> None:
    found = read(text, path="noise.md")

    assert found.agreement is None
    assert found.errors[0].code.startswith("front.")


def test_the_document_that_is_mangled_reads_well() -> None:
    assert read(WHOLE, path="whole.md").problems == ()
