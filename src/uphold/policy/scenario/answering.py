"""Answering: every decision that an agreement makes about a case at a moment."""

from __future__ import annotations

from uphold.policy.document.agreement import Agreement
from uphold.policy.scenario.admission import admission_answers
from uphold.policy.scenario.answer import Answer
from uphold.policy.scenario.billed import account_of
from uphold.policy.scenario.case import Case
from uphold.policy.scenario.charge import charge_answer
from uphold.policy.scenario.credits import credits_answer
from uphold.policy.scenario.escalation import escalation_answers
from uphold.policy.scenario.matter import matter_of
from uphold.policy.scenario.notice import notice_answers
from uphold.policy.scenario.owed import owed_answers
from uphold.policy.scenario.priority import priority_answer
from uphold.policy.scenario.release import release_answer
from uphold.policy.scenario.service import service_answer
from uphold.policy.scenario.standing import standing_answers, suspensions_of
from uphold.policy.scenario.targets import target_answers
from uphold.policy.scenario.telling import tell
from uphold.policy.scenario.warranty import warranty_answer


def answer(agreement: Agreement, case: Case) -> Answer:
    r"""Everything the agreement decides about the case at `case.at`. Same in, same out.

    Later events and work than `case.at` are ignored. Where no row decides the answer is *not said*: no deadline, no
    charge, no pause, no right; a ticket is taken in.

    >>> from uphold.policy.document import read
    >>> from uphold.policy.scenario.reading import read_case
    >>> names = "agreement: small\ntitle: Small\nversion: 1\neffective: 2026-01-01\nprovider: We"
    >>> row = "| Priority | Level | First response | Clock |\n|---|---|---|---|\n| Normal | 1 | 2 hours | always |"
    >>> text = f"---\n{names}\ntimezone: UTC\ncurrency: EUR\n---\n# Support\n\n{row}\n"
    >>> small = read(text, path="small.md").agreement
    >>> case = read_case({"opened": "2026-06-09T10:00:00Z", "facts": {"priority": "Normal"}}, small)
    >>> answer(small, case).targets[0].due_at.isoformat()
    '2026-06-09T12:00:00+00:00'
    """
    matter = matter_of(agreement, case=case)
    story = tell(matter)
    suspensions = suspensions_of(story)
    targets = target_answers(story, suspensions=suspensions)
    account = account_of(story)
    return Answer(
        at=case.at,
        effective_on=agreement.effective_on,
        priority=priority_answer(story),
        service=service_answer(story),
        admission=admission_answers(story),
        targets=targets,
        charge=charge_answer(story, account),
        credits=credits_answer(matter, account.purse),
        refunds=(*account.purse.refunds, *owed_answers(story, targets=targets)),
        standing=standing_answers(story, suspensions=suspensions),
        escalation=escalation_answers(story, targets=targets),
        lifecycle=story.steps,
        warranty=warranty_answer(story),
        release=release_answer(story),
        notice=notice_answers(story),
    )
