"""Rows of agreements, one file a noun."""

from uphold.agreements.models.agreement import Agreement, Version
from uphold.agreements.models.contract import Contract, ContractAnnex, CoveredUnit
from uphold.agreements.models.decision import DecisionRecord

__all__ = ["Agreement", "Contract", "ContractAnnex", "CoveredUnit", "DecisionRecord", "Version"]
