"""A decision that was kept, as a § chip: the row as it stood, with the facts as they were."""

from collections.abc import Mapping

from uphold.agreements.models import DecisionRecord
from uphold.policy.decide.rule import Citation
from uphold.policy.document.agreement import Agreement
from uphold.tickets.bridge import facts_of
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import Href, clause_of

Citations = Mapping[tuple[str, int], Citation]
"""The deciding rows of an agreement and its annexes, by document and line."""


def citations_of(agreement: Agreement) -> Citations:
    cited = (rule.citation for rules in agreement.rules.values() for rule in rules)
    return {(each.document, each.line): each for each in cited}


def clause_of_record(record: DecisionRecord, *, citations: Citations, href: Href) -> Clause | None:
    """Make the chip of a kept decision; none where the agreement said nothing."""
    cited = citations.get((record.document, record.line)) if record.line is not None else None
    return clause_of(cited, href=href, because=facts_of(record.facts)) if cited else None
