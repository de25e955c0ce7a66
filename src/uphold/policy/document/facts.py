"""Facts that conditions may ask: the fixed lists of the language, and those an agreement declares."""

from __future__ import annotations

from uphold.policy.decide.facts import Fact, FactShape

NAME, NAMES, NUMBER = FactShape.NAME, FactShape.NAMES, FactShape.NUMBER
YES_NO = ("yes", "no")
METRICS = (
    "first response", "next response", "update", "restoration", "workaround", "resolution", "arrival", "delivery",
)  # fmt: skip
CAPABILITIES = ("handling", "portal changes", "all")
STEPS = (
    "service restored", "handed over", "workaround given", "before closing", "no answer", "customer away",
    "customer back",
)  # fmt: skip
FAULTS = ("provider", "customer", "third party", "not found")

FIXED = (
    Fact("fault", NAME, FAULTS, is_found_later=True),
    Fact(
        "resolution",
        NAME,
        (
            "advice", "configuration", "repair", "update", "workaround", "code change", "replacement",
            "no fault found", "not solved", "withdrawn",
        ),
        is_found_later=True,
    ),
    Fact("escalation outcome", NAME, ("patch", "update", "works as documented", "none"), is_found_later=True),
    Fact("handed to", NAME, ("nobody", "development", "vendor"), usual="nobody"),
    Fact(
        "waiting for",
        NAME,
        (
            "customer", "third party", "monitoring", "appointment", "evidence", "consent", "credits", "payment",
            "maintenance",
        ),
    ),
    Fact("handling", NAME, ("normal", "priority"), usual="normal"),
    Fact("evidence", NAME, ("complete", "missing")),
    Fact("defect", NAME, ("confirmed", "not found"), is_found_later=True),
    Fact("use", NAME, ("as the warranty asks", "outside it"), is_found_later=True),
    Fact("trigger", NAME, ("customer asks", "target missed", "time since")),
    Fact("charged in", NAME, ("credits", "money")),
    Fact("metric", NAME, METRICS),
    Fact("capability", NAME, CAPABILITIES),
    Fact("step", NAME, STEPS),
    Fact("affects service", NAME, YES_NO),
    Fact("planned", NAME, YES_NO, usual="no"),
    Fact("documented", NAME, YES_NO, usual="yes"),
    Fact("in production", NAME, YES_NO, usual="yes"),
    Fact("supported", NAME, YES_NO, usual="yes"),
    Fact("covered", NAME, YES_NO, usual="yes"),
    Fact("in warranty", NAME, YES_NO),
    Fact("days past due", NUMBER, unit="days"),
)  # fmt: skip
"""The facts that every agreement may ask, with their values, in the words of the language."""

DECLARED = {
    "request": NAME,
    "service": NAME,
    "impact": NAME,
    "cause": NAME,
    "channel": NAME,
    "priority": NAME,
    "plan": NAME,
    "product": NAME,
    "family": NAME,
    "release": NAME,
    "change": NAME,
    "hours": NAMES,
    "contact made in": NAMES,
}
"""The facts whose values are names that the tables of an agreement declare."""
FOUND_LATER = frozenset({"cause"})


def declared_fact(name: str, values: tuple[str, ...]) -> Fact:
    """A fact whose values an agreement declares.

    >>> declared_fact("cause", ("Platform",)).is_found_later
    True
    """
    return Fact(name, DECLARED[name], values, is_found_later=name in FOUND_LATER)
