"""Verbs of agreements: draft, publish, conclude, end, cover."""

from uphold.agreements.actions.contract import conclude_contract, end_contract
from uphold.agreements.actions.covered import add_covered_unit, end_covered_unit
from uphold.agreements.actions.document import discard_draft, draft_document, publish_document

__all__ = [
    "add_covered_unit",
    "conclude_contract",
    "discard_draft",
    "draft_document",
    "end_contract",
    "end_covered_unit",
    "publish_document",
]
