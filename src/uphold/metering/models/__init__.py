"""Rows of metering, one file a noun."""

from uphold.metering.models.charge import Charge, Settlement
from uphold.metering.models.consent import Consent, ConsentRequest
from uphold.metering.models.fault import FaultEvidence, FaultFile
from uphold.metering.models.price import NamedPrice
from uphold.metering.models.work import Source, Timer, WorkEntry

__all__ = [
    "Charge",
    "Consent",
    "ConsentRequest",
    "FaultEvidence",
    "FaultFile",
    "NamedPrice",
    "Settlement",
    "Source",
    "Timer",
    "WorkEntry",
]
