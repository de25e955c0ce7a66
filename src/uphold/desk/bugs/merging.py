"""Merging a bug that was recorded twice: choosing the record that is kept, then what moves, then the confirmation."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from uphold.access import NotThere, Permission
from uphold.desk.bugs.index import LONGEST_WORDS, row_of
from uphold.desk.bugs.sheet import BugSheet, LinkRow, bug_sheet
from uphold.desk.bugs.show import address_of, total_words
from uphold.desk.bugs.wording import OUTCOMES, PARTIES
from uphold.desk.door import desk_page
from uphold.desk.frame import framed
from uphold.kit import now
from uphold.problems.access import get_bug
from uphold.problems.actions import merge_bug
from uphold.problems.actions.merging import refuse_unlike, unheard
from uphold.problems.models import Bug
from uphold.problems.passing_on import WORKAROUND, news_of
from uphold.problems.queries import BugFilters, bug_list
from uphold.ui.page import PageRequest
from uphold.ui.reader import reader_of
from uphold.ui.respond import changed, shown

LONGEST_NUMBER = 24


@dataclass(frozen=True, slots=True)
class Moving:
    """What the confirmation does. `rows` are the first of the tickets; the others are those that the kept one has."""

    rows: tuple[LinkRow, ...]
    tickets: int
    consumed: str
    they_hear: tuple[str, ...]
    others_hear: tuple[str, ...]

    @property
    def unshown(self) -> int:
        return max(self.tickets - len({row.number for row in self.rows}), 0)


@desk_page(need=Permission.BUG_MANAGE, methods=["GET", "POST"])
def merge(request: PageRequest, bug_number: str) -> HttpResponse:
    sheet = bug_sheet(request.actor, bug_number, reader=reader_of(request), need=Permission.BUG_MANAGE)
    if request.method == "POST":
        kept = kept_of(request, request.POST)
        if kept is None:
            raise NotThere("bug")
        merge_bug(actor=request.actor, bug=sheet.bug, into=kept, at=now())
        names = {"merged": sheet.bug.number, "kept": kept.number}
        said = gettext("%(merged)s is merged into %(kept)s, which has its tickets now.") % names
        return changed(request, "", {}, to=address_of(kept), said=said)
    return asking(request, sheet)


def asking(request: PageRequest, sheet: BugSheet) -> HttpResponse:
    """Which record is kept; where the address names one, what would move to it."""
    kept = kept_of(request, request.GET)
    words = request.GET.get("q", "").strip()[:LONGEST_WORDS]
    values = {
        "bug": sheet.bug,
        "back": address_of(sheet.bug),
        "here": reverse("desk:bug-merge", args=[sheet.bug.number]),
        "words": words,
        "kept": kept,
        "moving": moving(sheet, kept) if kept else None,
        "rows": [] if kept else others(request, sheet.bug, words=words),
    }
    return shown(request, "desk/bugs/merge.html", framed(request, values, current="bugs"))


def kept_of(request: PageRequest, said: Mapping[str, str]) -> Bug | None:
    number = said.get("into", "").strip()[:LONGEST_NUMBER]
    return get_bug(request.actor, number, need=Permission.BUG_MANAGE) if number else None


def others(request: PageRequest, bug: Bug, *, words: str) -> list[object]:
    filters = BugFilters(is_open=True, words=words, provider_id=bug.provider_id)
    found = bug_list(request.actor, filters=filters).bugs
    return [row_of(each, consumed="") for each in found if each.pk != bug.pk]


def moving(sheet: BugSheet, kept: Bug) -> Moving:
    """What is refused is refused before anybody confirms it."""
    refuse_unlike(sheet.bug, kept)
    merged_knows, kept_knows = news_of(sheet.bug), news_of(kept)
    return Moving(
        rows=tuple(sheet.link_rows()),
        tickets=sheet.progress.total,
        consumed=total_words(sheet),
        they_hear=news_words(unheard(kept_knows, of=merged_knows)),
        others_hear=news_words(unheard(merged_knows, of=kept_knows, is_new=True)),
    )


def news_words(news: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(
        {
            WORKAROUND: gettext("the way around it: %(words)s"),
            "bug.handed_over": gettext("it is with %(party)s"),
            "bug.outcome": gettext("what came of it: %(outcome)s"),
        }[kind]
        % {
            "words": detail.get("words", ""),
            "party": PARTIES.get(detail.get("to", ""), ""),
            "outcome": OUTCOMES.get(detail.get("outcome", ""), ""),
        }
        for kind, detail in news.items()
    )
