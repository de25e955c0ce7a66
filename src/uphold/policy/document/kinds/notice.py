"""Notice: how early and how a planned change is announced; the label is the kind of change."""

from __future__ import annotations

from uphold.policy.document.cells.choices import names_or_words
from uphold.policy.document.cells.durations import read_duration
from uphold.policy.document.kinds.kind import Column, Kind

NOTICE = Kind(
    name="Notice",
    is_deciding=True,
    columns=(
        Column("Lead time", read_duration),
        Column("Audience"),
        Column("Channel", names_or_words("channel")),
        Column("Reminders"),
    ),
    facts=("change",),
)
