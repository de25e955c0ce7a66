"""The past of the demonstration: closed tickets of the last sixty days, drawn from templates by a fixed seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

from uphold.command.demo.story import Act, Story, act, reply, take, work

SEED: Final = 1642
WORKING_HOURS: Final = 340
"""The hours of the desk in about sixty days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A kind of ticket that comes again and again. Minutes are those in which it is usually answered and solved."""

    subject: str
    text: str
    request: str
    answer: str
    solution: str
    answer_minutes: int
    solve_minutes: int
    impact: str = ""
    work_minutes: int = 0
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[str, ...] | None = None


TELEPHONY: Final = (
    Template(
        subject="Echo on calls over the headset",
        text="With the new headset the other side hears itself. Without it the call is clean.",
        request="Fault",
        impact="One function",
        answer="The gain of the headset is too high. I have lowered it for this phone; please try a call.",
        solution="The echo is gone with the lower gain.",
        answer_minutes=90,
        solve_minutes=300,
    ),
    Template(
        subject="Calls to one city end after a few seconds",
        text="Calls to one city are answered and then drop after four or five seconds.",
        request="Fault",
        impact="Partial loss",
        answer="One route to that city answers wrongly. I have taken it out; new calls go another way.",
        solution="The carrier has mended the route, and we use it again.",
        answer_minutes=70,
        solve_minutes=400,
        work_minutes=35,
    ),
    Template(
        subject="Recording of calls stopped",
        text="Since Monday no call of the office is recorded, and we are obliged to keep them.",
        request="Fault",
        impact="One function",
        answer="The store for recordings was full. I have made room and look after the rest.",
        solution="Recording works, and a warning is set for the next time.",
        answer_minutes=120,
        solve_minutes=520,
        work_minutes=50,
    ),
    Template(
        subject="New colleague needs a voicemail box",
        text="A new colleague starts on extension 218 and needs a voicemail box with e-mail.",
        request="Setup",
        impact="None",
        answer="The box is made; the first sign-in asks for a code of four digits.",
        solution="The colleague has set the code.",
        answer_minutes=200,
        solve_minutes=600,
    ),
    Template(
        subject="Please change the on-hold music",
        text="We have a new recording for callers on hold. The file is attached.",
        request="Setup",
        impact="None",
        answer="The new recording plays for the main number. Shall the other numbers have it too?",
        solution="All numbers play the new recording.",
        answer_minutes=260,
        solve_minutes=900,
    ),
    Template(
        subject="Locked out of the account after a typing error",
        text="I mistyped my password a few times, and now the dashboard does not let me in.",
        request="Account",
        answer="The lock is lifted. Please sign in with the password you had.",
        solution="Signed in again.",
        answer_minutes=60,
        solve_minutes=150,
    ),
    Template(
        subject="Extension 204 does not ring",
        text="Calls to extension 204 go to voicemail at once, although nobody set this.",
        request="Fault",
        impact="One function",
        answer="The phone was set to 'do not disturb' by its key. I have cleared it from here.",
        solution="The phone rings.",
        answer_minutes=150,
        solve_minutes=240,
    ),
    Template(
        subject="Web interface shows an error after sign-in",
        text="After signing in we all see an error page. The phones work.",
        request="Fault",
        impact="Partial loss",
        answer="One of our servers gave that page. It is out of service, and you should be served by another now.",
        solution="The server is mended and back.",
        answer_minutes=100,
        solve_minutes=330,
    ),
)

ENGINEERING: Final = (
    Template(
        subject="Trunk does not register after an update",
        text="The trunk stays unregistered since the update. Logs, captures and our analysis are attached.",
        request="Fault",
        evidence=("Logs", "Captures", "Analysis"),
        answer="The update asks for a longer name of the realm. I will write what to change and why.",
        solution="The trunk registers with the full name.",
        answer_minutes=80,
        solve_minutes=260,
        work_minutes=38,
    ),
    Template(
        subject="Set up time conditions for a customer",
        text="A customer needs three time conditions with an override by a key. Please set them up.",
        request="Configuration",
        answer="I can do this today; it uses one credit for each minute.",
        solution="The three conditions and the key are set and tested.",
        answer_minutes=110,
        solve_minutes=300,
        work_minutes=26,
    ),
)

PEOPLE: Final = {
    "ruth": "mina",
    "paul": "jonas",
    "elena": "jonas",
    "omar": "mina",
    "lucia": "jonas",
    "hanne": "mina",
}


def past_stories() -> Iterator[Story]:
    """The same stories on every machine; only the present moves."""
    random = Random(SEED)  # noqa: S311 - invented tickets keep no secret
    for _ in range(22):
        person = random.choice(sorted(PEOPLE))
        yield _story(random, random.choice(TELEPHONY), by=person, agent=PEOPLE[person])
    for _ in range(4):
        yield _story(random, random.choice(ENGINEERING), by=random.choice(("ivan", "sofia")), agent="mina")


def _story(random: Random, template: Template, *, by: str, agent: str) -> Story:
    """Most are answered in time; each takes between half and about twice as long as is usual for its kind."""
    answered = int(template.answer_minutes * random.uniform(0.3, 1.7))
    solved = answered + int(template.solve_minutes * random.uniform(0.5, 1.6))
    steps = [
        take(_open(answered - 5), agent),
        reply(_open(answered), agent, template.answer),
        act(Act.RESOLVE, _open(solved), agent, text=template.solution),
        act(Act.CLOSE, _open(solved + 480), agent),
    ]
    if template.work_minutes:
        steps.insert(2, work(_open(answered), agent, f"{template.work_minutes}m"))
    return Story(
        by=by,
        opened=f"{random.randint(40, WORKING_HOURS)}h {random.randint(0, 59)}m open ago",
        subject=template.subject,
        text=template.text,
        request=template.request,
        impact=template.impact,
        facts=dict(template.facts),
        evidence=template.evidence,
        steps=tuple(steps),
    )


def _open(minutes: int) -> str:
    return f"{minutes}m open"
