"""The rows of the room."""

from uphold.maintenance.models.outage import Outage, OutageProduct, OutageTicket, OutageUpdate
from uphold.maintenance.models.series import Series
from uphold.maintenance.models.work import Affected, PlannedWork, WorkChange, WorkProduct, WorkSite

__all__ = [
    "Affected",
    "Outage",
    "OutageProduct",
    "OutageTicket",
    "OutageUpdate",
    "PlannedWork",
    "Series",
    "WorkChange",
    "WorkProduct",
    "WorkSite",
]
