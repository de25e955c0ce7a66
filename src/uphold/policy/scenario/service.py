"""Service: which service a request falls under."""

from __future__ import annotations

from uphold.policy.decide.condition import FactValue
from uphold.policy.scenario.answer import Ruling, ServiceAnswer
from uphold.policy.scenario.ruling import UNSAID
from uphold.policy.scenario.story import Story


def service_answer(story: Story) -> ServiceAnswer:
    """The service of the request, cited by the row that declares the request."""
    matter = story.matter
    facts = story.facts(matter.at)
    request = only(facts.value("request"))
    entry = matter.entry("request", request) if request is not None else None
    value = only(facts.value("service"))
    if value is None:
        return ServiceAnswer(value=None, ruling=UNSAID)
    because = {"request": facts.known["request"]} if entry else {"service": facts.known["service"]}
    declared = entry or matter.entry("service", value)
    citation = declared.citation if declared else None
    return ServiceAnswer(value=value, ruling=Ruling(said="said", citation=citation, because=because))


def only(value: FactValue | None) -> str | None:
    """The one name that a fact states."""
    return next(iter(value), None) if isinstance(value, frozenset) else None
