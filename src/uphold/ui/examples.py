"""Made-up neutral data for /patterns and for tests of components: nobody's names, nobody's words."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from uphold.ui.components.clause import Clause
from uphold.ui.components.costline import CostFoot, CostLine
from uphold.ui.components.fact import Fact
from uphold.ui.components.field import Choice, Field
from uphold.ui.components.hit import Hit, HitGroup
from uphold.ui.components.message import Message, MessageKind
from uphold.ui.components.navigation import Act, Link
from uphold.ui.components.note import Note
from uphold.ui.components.path import Path, PathStep, StepState, Told
from uphold.ui.components.person import Person
from uphold.ui.components.priority import Priority
from uphold.ui.components.promise import Promise, ended, met, missed, none_promised, paused, running
from uphold.ui.components.ribbon import Ribbon, RibbonSize, Stretch, StretchKind, ribbon
from uphold.ui.components.row_ribbon import RowRibbon, row_ribbon
from uphold.ui.components.table import Column, Row, Table
from uphold.ui.components.target import Target
from uphold.ui.components.timeline import Entry
from uphold.ui.components.when import When, when

ZONE = ZoneInfo("Europe/Berlin")
AGREEMENT_ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 19, 23, tzinfo=UTC)

RESPONSE = Clause(
    number="6a",
    label="High",
    href="/ui/patterns#agreement",
    source="What support includes, version 1",
    cells=(
        ("Priority", "High"),
        ("First response", "2 hours"),
        ("Resolution", "as soon as possible"),
        ("Clock", "Standard hours"),
    ),
    readings=("The text says hours without a calendar; they are counted in standard hours.",),
    facts=(("priority", "High"), ("opened", "Mon 15:00"), ("channel", "Telephone")),
)
UNCOVERED = Clause(
    number="5",
    label="Uncovered",
    href="/ui/patterns#agreement",
    source="What support includes, version 1",
    quote="When the cause lies with the customer, work outside standard hours is charged by the hour.",
    cells=(("Fault", "customer, third party"), ("Rate", "$125.00 per hour"), ("Minimum", "1 hour")),
    facts=(("hours", "Off hours"), ("fault", "not known yet")),
)
INCLUDED = Clause(number="1", label="Included", href="/ui/patterns#agreement")

AGENT = Person(name="Ines Okafor", detail="Desk", is_agent=True)
CUSTOMER = Person(name="Tomás Lindqvist", detail="Harbour Clinic", href="/ui/patterns")
OTHER = Person(name="Mei Abara", detail="Desk", is_agent=True)

URGENT, HIGH = Priority("Urgent", 1), Priority("High", 2)
MEDIUM, LOW = Priority("Medium", 3), Priority("Low", 4, was_requested="Urgent")


def ago(**length: float) -> When:
    return _when(NOW - timedelta(**length))


def ahead(**length: float) -> When:
    return _when(NOW + timedelta(**length))


def promises() -> dict[str, Promise]:
    return {
        "running": _running("answer", minutes=42),
        "long": _running("repair", days=3, hours=4),
        "repair": _running("repair", hours=19, minutes=37),
        "soon": _running("answer", is_soon=True, minutes=9),
        "missed": _running("update", minutes=-70),
        "missed and met": missed(by=timedelta(minutes=12)),
        "paused": paused("the customer"),
        "met": met(within=timedelta(minutes=18)),
        "ended": ended(),
        "none": none_promised(),
    }


def ribbons() -> dict[str, Ribbon]:
    due_at, late_at = _new_york(25, 10), _new_york(24, 13, 30)
    return {
        "panel": ribbon(_stretches(), now=NOW, zone=AGREEMENT_ZONE, due_at=due_at),
        "missed": ribbon(_stretches()[:7], now=NOW, zone=AGREEMENT_ZONE, due_at=late_at),
        "why": ribbon(_stretches(), now=NOW, zone=AGREEMENT_ZONE, due_at=due_at, size=RibbonSize.WHY),
    }


def row_ribbons() -> dict[str, RowRibbon]:
    return {
        "running": row_ribbon(_stretches()[4:], now=NOW, due_at=_new_york(25, 10)),
        "missed": row_ribbon(_stretches()[2:6], now=NOW, due_at=_new_york(24, 13, 30)),
        "paused": row_ribbon(_stretches()[2:4], now=_new_york(24, 12, 30)),
    }


def fields() -> tuple[Field, ...]:
    return (
        Field(name="subject", label="Subject", value="No dial tone on the second floor", is_required=True),
        Field(
            name="email",
            label="E-mail",
            kind="email",
            help="Answers go to this address.",
            placeholder="name@example.com",
        ),
        Field(
            name="wanted",
            label="Wanted at",
            value="tomorrow-ish",
            errors=("Write a date and a time, like 2026-11-25 09:00.",),
            is_required=True,
        ),
        Field(
            name="request",
            label="Request",
            kind="select",
            choices=(Choice("fault", "Fault", is_chosen=True), Choice("setup", "Setup")),
            is_required=True,
        ),
        Field(
            name="steps",
            label="What happens, step by step",
            kind="textarea",
            rows=3,
            help="What did you expect, and what came instead?",
        ),
        Field(
            name="impact",
            label="Impact",
            kind="choices",
            is_required=True,
            choices=(
                Choice("total", "Total loss", help="No calls in or out at the whole site."),
                Choice(
                    "partial",
                    "Partial loss",
                    help="Some calls fail, or a part of the site is without service.",
                    is_chosen=True,
                ),
                Choice("one", "One function", help="Calls work; one feature does not."),
            ),
        ),
        Field(
            name="planned",
            label="This work is planned",
            kind="checkbox",
            help="Planned work is not an outage.",
        ),
    )


def messages() -> tuple[Message, ...]:
    return (
        Message(
            "1",
            MessageKind.CUSTOMER,
            CUSTOMER,
            ago(hours=5, minutes=20),
            via="by telephone",
            body="Since this morning the second floor has no dial tone.\n\n"
            "The reception can still call out. We restarted the switch once; it did not help.",
        ),
        Message("2", MessageKind.NOTE, OTHER, ago(hours=5), body="Same switch as in 1036. Port 14 flaps."),
        Message(
            "3",
            MessageKind.DESK,
            AGENT,
            ago(hours=4, minutes=50),
            via="by mail",
            body="We see the port going up and down and have moved you to another one. "
            "Could you check the telephones on the second floor?",
        ),
    )


def entries() -> tuple[Entry, ...]:
    return (
        Entry("opened the ticket by telephone", ago(hours=5, minutes=20), icon="phone", by="Tomás Lindqvist"),
        Entry(
            "assessed the priority as High",
            ago(hours=5, minutes=15),
            icon="gauge",
            by="Ines Okafor",
            clause=RESPONSE,
        ),
        Entry(
            "answered",
            ago(hours=4, minutes=50),
            icon="circle-check",
            by="Ines Okafor",
            detail="30 min after opening",
            look="met",
        ),
        Entry(
            "The clock stood still while we waited for the customer",
            ago(hours=3, minutes=23),
            icon="circle-pause",
        ),
        Entry(
            "The promise to update was missed",
            ago(hours=1, minutes=10),
            icon="circle-alert",
            look="missed",
            clause=UNCOVERED,
        ),
    )


def facts() -> tuple[Fact, ...]:
    return (
        Fact("Organisation", "Harbour Clinic", href="/ui/patterns"),
        Fact("Request", "Fault"),
        Fact("Impact", "Partial loss"),
        Fact("Priority", "High", clause=RESPONSE),
        Fact("Cause"),
    )


def agreed_table() -> Table:
    return Table(
        caption="Priorities",
        columns=(Column("Priority"), Column("First response"), Column("Resolution"), Column("Clock")),
        rows=(
            Row(("Urgent", "1 hour", "as soon as possible", "always")),
            Row(("High", "2 hours", "as soon as possible", "Standard hours"), is_marked=True),
            Row(("Medium", "4 hours", "8 business hours, best effort", "Standard hours")),
        ),
        is_agreed=True,
    )


def figures_table() -> Table:
    return Table(
        caption="Promises by priority",
        columns=(
            Column("Priority"),
            Column("Met", is_number=True),
            Column("Missed", is_number=True),
            Column("Kept", is_number=True),
        ),
        rows=(
            Row(("Urgent", 41, 2, "95.3 %")),
            Row(("High", 118, 9, "92.9 %"), href="/ui/patterns"),
            Row(("Medium", 310, 4, "98.7 %")),
        ),
    )


def places() -> tuple[Link, ...]:
    here = "/ui/patterns/queue"
    return (
        Link("Mine", here, "user", 7, "g m", is_current=True),
        Link("Unassigned", here, "inbox", 3, "g u"),
        Link("Due next", here, "clock", 12, "g d"),
        Link("Missed", here, "circle-alert", 1, "g x", is_loud=True),
        Link("Waiting", here, "circle-pause", 4, "g w"),
    )


def acts() -> tuple[Act, ...]:
    return (
        Act("Wait for the customer", "/ui/theme", "circle-pause", "w"),
        Act("Hand over to development", "/ui/theme", "arrow-right", "h"),
        Act("Decline", "/ui/theme", "hand", is_danger=True),
    )


def undoable() -> Act:
    return Act(
        "Discard the draft",
        "/ui/theme",
        is_danger=True,
        warning="The text goes with it, and nothing brings it back. Published versions stay.",
    )


def hit_groups() -> tuple[HitGroup, ...]:
    return (
        HitGroup(
            "Tickets", (Hit("No dial tone on the second floor", "/ui/patterns/ticket", "ticket", "1042"),)
        ),
        HitGroup("Clauses", (Hit("§ 6a High", "/ui/patterns#agreement", "scale", "What support includes"),)),
        HitGroup(
            "Acts",
            (Hit("New ticket", "/ui/patterns", "plus", key="c"), Hit("Sign out", "/ui/patterns", "log-out")),
        ),
    )


def targets() -> tuple[Target, ...]:
    said, strips = promises(), ribbons()
    why = "/ui/patterns#promises"
    return (
        Target("Update", said["missed"], RESPONSE, strips["missed"], "every 4 hours, standard hours", why),
        Target("Resolution", said["repair"], RESPONSE, strips["panel"], "9 business hours", why),
        Target("First response", said["met"], RESPONSE),
    )


def path() -> Path:
    return Path(
        steps=(
            PathStep(
                number=1,
                name="Desk lead",
                ways=("First step", "+43 1 5550 1"),
                state=StepState.TAKEN,
                at=ago(minutes=42),
                clause=RESPONSE,
                reason="Nobody has called us back since this morning.",
                by=CUSTOMER.name,
                told=(
                    Told("Ines Okafor was called", ago(minutes=42)),
                    Told("Nobody answered", look="missed"),
                ),
            ),
            PathStep(number=2, name="Owner", ways=("Second step",), state=StepState.NEXT, clause=RESPONSE),
            PathStep(number=3, name="Board", ways=(), state=StepState.AHEAD),
        ),
        missed=("Update",),
    )


def note() -> Note:
    return Note(
        "Reading", "The text says hours without a calendar; they are counted in standard hours.", about="High"
    )


def costs() -> tuple[CostLine, ...]:
    return (
        CostLine("included", clause=INCLUDED, is_free=True),
        CostLine(
            "$125.00 per hour, at least 1 hour", clause=UNCOVERED, otherwise="no charge if we are at fault"
        ),
    )


def cost_foot() -> CostFoot:
    included, uncovered = costs()
    return CostFoot(uncovered, (included,))


def _when(at: datetime) -> When:
    return when(at, now=NOW, zone=ZONE, agreement_zone=AGREEMENT_ZONE)


def _running(act: str, *, is_soon: bool = False, **left: float) -> Promise:
    due_at = NOW + timedelta(**left)
    return running(act, due_at=due_at, now=NOW, zone=ZONE, agreement_zone=AGREEMENT_ZONE, is_soon=is_soon)


def _new_york(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=AGREEMENT_ZONE)


def _stretches() -> tuple[Stretch, ...]:
    kinds = StretchKind
    edges = (
        (_new_york(23, 15), kinds.COUNTED, "standard hours"),
        (_new_york(23, 17), kinds.CLOSED, "after hours"),
        (_new_york(24, 9), kinds.COUNTED, "standard hours"),
        (_new_york(24, 11), kinds.PAUSED, "waiting for the customer"),
        (_new_york(24, 13), kinds.COUNTED, "standard hours"),
        (NOW, kinds.OPEN, "still to come"),
        (_new_york(24, 17), kinds.CLOSED, "after hours"),
        (_new_york(25, 9), kinds.OPEN, "still to come"),
        (_new_york(25, 12), kinds.OPEN, ""),
    )
    return tuple(
        Stretch(starts_at, ends_at, kind, why) for (starts_at, kind, why), (ends_at, _, _) in pairwise(edges)
    )
