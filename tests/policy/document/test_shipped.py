"""The agreements that ship with the desk read without an error."""

from pathlib import Path

import pytest

from uphold.policy.document import ReadDocument, read

SHIPPED = sorted((Path(__file__).resolve().parents[3] / "agreements").glob("*.md"))


def shipped(path: Path) -> ReadDocument:
    return read(path.read_text(encoding="utf-8"), path=path.name)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_agreement_reads_without_an_error(path: Path) -> None:
    found = shipped(path)

    assert found.errors == ()
    assert found.agreement is not None
    assert found.agreement.slug == path.stem


def test_the_reader_takes_little_time_for_each_line() -> None:
    """A document ten times as long has ten times as many rules: nothing is dropped on the way."""
    text = SHIPPED[0].read_text(encoding="utf-8")
    head, body = text.split("\n---\n", 1)
    rows = "\n".join(f"| Work {number} | otherwise | no charge |" for number in range(500))

    found = read(
        f"{head}\n---\n{body}\n## More\n\n| Charge | Service | Rate |\n|---|---|---|\n{rows}\n",
        path="long.md",
    )

    assert found.agreement is not None
    assert len([rule for rule in found.agreement.rules["charge"] if rule.label.startswith("Work ")]) == 500
