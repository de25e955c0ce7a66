"""Metering: work becomes what the agreement says, once and for good, as soon as nothing unknown can change it."""

from __future__ import annotations

from uphold.policy.credits.ledger import Ledger
from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.metered import Metered


def meter(agreement: Agreement, case: Case, *, ledger: Ledger) -> Metered:
    """What the work of a case comes to, and what has to be recorded to make it so.

    `case.work` is all work that stands (work taken back is left out), each with its `key`; settled work with the
    findings it was settled by among its facts, and with `paid_until`. `case.account.credits` is not read.

    `ledger` is what the ticket sees of the account: the lots it may draw from, what is left of each together with what
    this ticket holds, and the draws, reversals and refunds of this ticket (no holds), each under the key it was given
    here. `policy.credits.ledger.ledger_seen` makes it from lots and entries.

    Metering again, with what came out applied, brings nothing new: no entry, no settled work, the same totals.
    """
    raise NotImplementedError
