"""Scenarios: a case as people describe it, and everything the agreement decides about it."""

from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.answering import answer
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.complaints import Complaint, UnreadableCase
from uphold.policy.scenario.reading import read_case
from uphold.policy.scenario.writing import write_answer

__all__ = ["Answer", "Case", "Complaint", "UnreadableCase", "answer", "read_case", "write_answer"]
