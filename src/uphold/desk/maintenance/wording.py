"""Planned work and outages in words."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from uphold.maintenance.models import PlannedWork
from uphold.ui.components.status import Status

State = PlannedWork.State
STATES: Mapping[str, tuple[str, Promise]] = MappingProxyType(
    {
        State.DRAFT: ("new", gettext_lazy("draft")),
        State.APPROVED: ("open", gettext_lazy("approved, not announced")),
        State.ANNOUNCED: ("waiting", gettext_lazy("announced")),
        State.UNDER_WAY: ("monitoring", gettext_lazy("under way")),
        State.ENDED: ("resolved", gettext_lazy("ended")),
        State.CALLED_OFF: ("closed", gettext_lazy("called off")),
    }
)
DELIVERIES: Mapping[str, Promise] = MappingProxyType(
    {
        "queued": gettext_lazy("waits to be sent"),
        "sent": gettext_lazy("sent"),
        "failed": gettext_lazy("could not be sent"),
    }
)


def status_of(work: PlannedWork) -> Status:
    code, words = STATES[work.state]
    return Status(code=code, words=str(words))
