"""Setting: the few dials of an agreement; an unset one is not said."""

from __future__ import annotations

from uphold.policy.document.cells.choices import name_of
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.cells.rounding import read_money_rounding
from uphold.policy.document.cells.words import read_words, read_yes_no
from uphold.policy.document.kinds.kind import Column, Kind

SETTING = Kind(
    name="Setting",
    columns=(Column("Value", is_required=True),),
    reads_by_label={
        "Business hours": name_of("hours"),
        "Clocks run from": read_words,
        "First response met by": read_words,
        "Auto-close after": read_duration,
        "Reopen within": read_duration,
        "Money rounding": read_money_rounding,
        "Warranty tested on": read_words,
        "Balance below zero": read_yes_no,
    },
)
