"""Asking: a scenario through the same door as `uphold agreement ask`, answer in the same JSON."""

from __future__ import annotations

from collections.abc import Mapping

from uphold.policy.check.examples.run import Unanswerable
from uphold.policy.document.agreement import Agreement


def ask(agreement: Agreement, scenario: Mapping[str, object]) -> Mapping[str, object]:
    """The answer to a scenario in JSON. Raises Unanswerable."""
    raise Unanswerable(f"{agreement.slug} has no answers yet for {len(scenario)} keys.", path="")
