"""Setting: the few dials of an agreement; an unset one is not said."""

from __future__ import annotations

from uphold.policy.document.cells.choices import CLOCK_START, MET_BY, name_of, one_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.rounding import read_money_rounding
from uphold.policy.document.cells.words import read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

SETTING = Kind(
    name="Setting",
    columns=(Column("Value", is_required=True),),
    reads_by_label={
        "Business hours": name_of("hours"),
        "Clocks run from": CLOCK_START,
        "First response met by": MET_BY,
        "Auto-close after": read_duration,
        "Reopen within": read_duration,
        "Money rounding": read_money_rounding,
        "Warranty tested on": one_of("day of the report", "day of the decision", what="day of a warranty"),
        "Balance below zero": read_yes_no,
        "Objection within": read_duration,
        "Silence means": one_of("agreement", "objection", what="meaning of silence"),
    },
)
