"""The report: agreement by source in a table, with a total, and each disagreement in a line."""

from collections import Counter
from collections.abc import Iterator, Sequence

from uphold.command.vectors.judgement import Verdict


def disagreement_lines(verdicts: Sequence[Verdict]) -> Iterator[str]:
    for verdict in verdicts:
        for asked, expected, ours in verdict.differences:
            yield f"{verdict.fact.name}: {asked}: expected {expected}, ours {ours} ({verdict.fact.place})"


def agreement_table(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """One row a source, in alphabetical order, then the total."""
    facts = Counter(verdict.fact.source for verdict in verdicts)
    agreed = Counter(verdict.fact.source for verdict in verdicts if verdict.is_agreed)
    rows = [(source, facts[source], agreed[source]) for source in sorted(facts, key=str.casefold)]
    rows.append(("total", facts.total(), agreed.total()))
    width = max(len(source) for source, _, _ in rows)
    yield f"{'source':<{width}}  facts  agree  differ"
    for source, count, agreeing in rows:
        yield f"{source:<{width}}  {count:>5}  {agreeing:>5}  {count - agreeing:>6}"
