"""What rested before: from when to when, by whom and why, and what ended it."""

from django.utils.translation import gettext

from uphold.desk.accounts.sheet import AccountSheet
from uphold.standing.models import Suspension
from uphold.ui.accounted.wording import capability_words, day_words
from uphold.ui.components.table import Column, Row, Table


def rested_table(sheet: AccountSheet) -> Table | None:
    if not sheet.rested:
        return None
    columns = (
        Column(gettext("What rested")),
        Column(gettext("From")),
        Column(gettext("To")),
        Column(gettext("By whom and why")),
        Column(gettext("Ended by")),
    )
    rows = tuple(
        Row(
            cells=(
                capability_words(each.capability),
                day_words(each.starts_at, sheet.zone),
                day_words(each.ends_at, sheet.zone),
                decided_words(each),
                ended_words(each),
            )
        )
        for each in sheet.rested
    )
    return Table(caption=gettext("What rested before"), columns=columns, rows=rows)


def decided_words(suspension: Suspension) -> str:
    """The agreement needs no reason."""
    who = suspension.decided_by.name if suspension.decided_by else gettext("the agreement")
    return f"{who}: {suspension.reason}" if suspension.reason else who


def ended_words(suspension: Suspension) -> str:
    if suspension.lifted_by is None:
        return gettext("payment")
    return f"{suspension.lifted_by.name}: {suspension.lifted_because}"
