"""§ chips on the pages of a ticket: of rulings, and of decisions that were kept."""

from uphold.agreements.models import DecisionRecord
from uphold.desk.agreements.place import citation_href
from uphold.desk.tickets.sheet import Sheet
from uphold.policy.decide.rule import Citation
from uphold.policy.scenario.answer import Ruling
from uphold.ui.components.clause import Clause
from uphold.ui.decided.clause import clause_of, clause_of_ruling
from uphold.ui.decided.record import clause_of_record


def chip_of(ruling: Ruling) -> Clause | None:
    return clause_of_ruling(ruling, href=citation_href)


def chip_of_row(citation: Citation | None) -> Clause | None:
    return clause_of(citation, href=citation_href) if citation else None


def chip_of_record(record: DecisionRecord, *, sheet: Sheet) -> Clause | None:
    """The row as it stood, with the facts as they were; none where the agreement said nothing."""
    return clause_of_record(record, citations=sheet.citations, href=citation_href)
