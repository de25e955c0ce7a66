"""Tickets of the second provider: third-tier support paid with credits, without response times."""

from __future__ import annotations

from typing import Final

from uphold.command.demo.story import Act, Story, act, note, reply, take, work, write

ALL_EVIDENCE: Final = ("Logs", "Captures", "Analysis")

STORIES: Final = (
    Story(
        by="ivan",
        opened="3h ago",
        subject="Calls drop at a customer of ours",
        text="A customer reports that calls drop. Please look into it.",
        request="Fault",
        evidence=(),
        steps=(
            act(
                Act.ASK_EVIDENCE,
                "40m",
                "mina",
                text=(
                    "To take this up we need logs and captures of the time of a drop, and an analysis of what differs "
                    "from the documentation. Nothing is metered until then."
                ),
            ),
        ),
    ),
    Story(
        by="anna",
        opened="5h ago",
        subject="Queue announces the wrong position",
        text=(
            "The announcement in queue 40 says position three to the first caller. By the manual, chapter "
            "on queues, it "
            "counts from one. Logs and a capture of two calls are attached, with the expected and the heard sequence."
        ),
        request="Fault",
        evidence=ALL_EVIDENCE,
        steps=(
            take("30m", "mina"),
            reply(
                "1h",
                "mina",
                "Thank you, this is complete. I can hear it in your capture and will rebuild the queue here.",
            ),
            work("1h 30m", "mina", "1h 10m"),
        ),
    ),
    Story(
        by="kwame",
        opened="4h ago",
        subject="Route outgoing calls by the branch of the caller",
        text="Each of five branches should show its own number on outgoing calls. Please set this up for us.",
        request="Configuration",
        steps=(
            take("20m", "mina"),
            reply(
                "50m",
                "mina",
                "This is professional services and uses your support credits, one for each minute. Your balance "
                "is 10; I "
                "begin and stop when it is used up, unless you add a package.",
            ),
            work("1h", "mina", "25m"),
        ),
    ),
    Story(
        by="sofia",
        opened="2d ago",
        subject="Call forwarding ignores the busy state",
        text=(
            "With 'forward when busy' set, a busy phone gives a busy tone instead of forwarding. The manual "
            "says that it "
            "forwards. Logs, captures and our analysis are attached."
        ),
        request="Fault",
        evidence=ALL_EVIDENCE,
        steps=(
            take("1h", "mina"),
            reply("2h", "mina", "I see the forward being set and not read. I will compare the versions."),
            work("2h", "mina", "1h 15m"),
            act(
                Act.HAND_OVER,
                "6h",
                "mina",
                "development",
                "Busy state is not passed on since the last version.",
            ),
            reply(
                "6h 5m",
                "mina",
                "This is a bug, and I have handed it to development. From here on no credits are used.",
            ),
        ),
    ),
    Story(
        by="anna",
        opened="3d ago",
        subject="Forwarding to mobile phones adds a zero",
        text=(
            "Forwarded calls reach a wrong number because a zero is put before it. We think that the "
            "product changed. "
            ""
            "Logs, captures and analysis are attached."
        ),
        request="Fault",
        evidence=ALL_EVIDENCE,
        steps=(
            take("1h", "mina"),
            work("2h", "mina", "42m"),
            reply(
                "2h 45m",
                "mina",
                "The dial pattern 0X. of your outbound route matches these calls first. I have put it last.",
            ),
            act(Act.FIND, "2h 50m", "mina", "Configuration", "A dial pattern matched too early."),
            act(
                Act.RESOLVE,
                "3h",
                "mina",
                "configuration",
                "Solved by standard configuration: 42 minutes, 42 credits.",
            ),
        ),
    ),
    Story(
        by="ivan",
        opened="1d ago",
        subject="Gateway: port three is dead",
        text="Port three of a gateway gives no tone on any line. The other ports work with the same cable.",
        request="Hardware fault",
        unit="EG8-20417",
        steps=(
            take("2h", "mina"),
            reply(
                "3h",
                "mina",
                "Please send me a picture of the front while the port is in use.",
            ),
            write("5h", "ivan", "The picture is attached. The light of port three stays dark."),
            act(Act.FIND, "7h", "mina", "Hardware", "No signal on the port itself: the defect is confirmed."),
        ),
    ),
    Story(
        by="kwame",
        opened="6h ago",
        subject="Make the handset work with a headset of another maker",
        text="The headset works, but its button for answering does nothing. Can you make it work?",
        request="Fault",
        facts={"documented": "no"},
        evidence=ALL_EVIDENCE,
        steps=(
            act(
                Act.DECLINE,
                "1h",
                "mina",
                text=(
                    "The documentation does not name this headset, so it is outside technical support. We can look "
                    "at it as professional services, paid with credits, if you like."
                ),
            ),
        ),
    ),
    Story(
        by="sofia",
        opened="1d ago",
        subject="One of our customers wrote to you directly",
        text="Our customer asks why the hold music stutters, and sent you the question without us.",
        request="Fault",
        facts={"caller": "end user"},
        evidence=(),
        steps=(
            act(
                Act.DECLINE,
                "2h",
                "mina",
                text="We are the third tier and work with partners. Please bring us the case once you looked at it.",
            ),
        ),
    ),
    Story(
        by="ivan",
        opened="2d ago",
        subject="Install a second server for a hotel",
        text="A hotel of 80 rooms moves to a pair of servers. Please install the second one and let them take over.",
        request="Installation",
        steps=(
            take("3h", "mina"),
            reply(
                "4h",
                "mina",
                "I can begin today. It takes about two hours and uses one credit for each minute.",
            ),
            work("5h", "mina", "1h 30m"),
            note("6h 35m", "mina", "Second server runs. Taking over is tested tomorrow with the hotel."),
        ),
    ),
    Story(
        by="anna",
        opened="7h ago",
        subject="Conference rooms lose their recordings",
        text=(
            "Recordings of conferences are gone after a day, although the retention is set to 30 days. The "
            "logs are attached."
        ),
        request="Fault",
        evidence=("Logs",),
        steps=(
            act(
                Act.ASK_EVIDENCE,
                "1h",
                "mina",
                text="Thank you for the logs. We still need a capture of one conference and your analysis.",
            ),
            write("4h", "anna", "The capture follows this afternoon."),
        ),
    ),
)
