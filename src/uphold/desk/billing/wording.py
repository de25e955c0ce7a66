"""What only the desk says of billing: states of runs and of bookings."""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import gettext_lazy

from uphold.billing.models import BankLine, InvoiceRun
from uphold.ui.billed.wording import State

RUN: Mapping[str, State] = MappingProxyType(
    {
        InvoiceRun.State.PREVIEW: State(gettext_lazy("preview"), "eye"),
        InvoiceRun.State.RUNNING: State(gettext_lazy("running"), "circle-play", "soon"),
        InvoiceRun.State.DONE: State(gettext_lazy("done"), "circle-check", "met"),
        InvoiceRun.State.WITHDRAWN: State(gettext_lazy("withdrawn"), "circle-slash"),
    }
)
BANK: Mapping[str, State] = MappingProxyType(
    {
        BankLine.State.WAITING: State(gettext_lazy("waits"), "hourglass", "soon"),
        BankLine.State.MATCHED: State(gettext_lazy("matched"), "circle-check", "met"),
        BankLine.State.IGNORED: State(gettext_lazy("put aside"), "circle-slash"),
    }
)
