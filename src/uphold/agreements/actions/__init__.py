"""Verbs of agreements: draft, publish, conclude, end."""

from uphold.agreements.actions.contract import conclude_contract, end_contract
from uphold.agreements.actions.document import discard_draft, draft_document, publish_document

__all__ = ["conclude_contract", "discard_draft", "draft_document", "end_contract", "publish_document"]
