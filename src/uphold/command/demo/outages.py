"""Hosted telephony: outages, by day and off hours, with and without our fault."""

from __future__ import annotations

from typing import Final

from uphold.command.demo.story import Act, Story, act, note, reply, take, wait, work

OUTAGES: Final = (
    Story(
        by="ruth",
        opened="Sat 03:10",
        subject="All phones offline during the night",
        text=(
            "Our alarm line called my mobile: every phone of the practice lost its registration at three. We have an "
            "emergency service on weekends and must be reachable."
        ),
        request="Fault",
        impact="Total loss",
        channel="Telephone",
        taken_by="tomas",
        steps=(
            take("5m", "tomas"),
            reply(
                "20m",
                "tomas",
                "I am on it. Your phones reach our servers and are refused by something in between. Is anybody "
                "at the "
                "practice who can restart the router?",
            ),
            work("20m", "tomas", "35m"),
            act(
                Act.RESTORE,
                "55m",
                "tomas",
                text="All twelve phones are registered again. We will look at the cause together on Monday.",
            ),
            act(
                Act.PROPOSE_FAULT,
                "1d 20h",
                "tomas",
                "customer",
                "Your router updated itself at 03:02 and came back with an address that the phones did not know. "
                "The platform was up all night. Please tell us whether you see it in the same way.",
            ),
        ),
    ),
    Story(
        by="lucia",
        opened="Sun 04:30",
        subject="Phones dead before opening",
        text="We open at six and no phone works. Orders for the day come by telephone.",
        request="Fault",
        impact="Total loss",
        steps=(
            take("20m", "mina"),
            reply("25m", "mina", "Good morning, Lucia. I have your line in front of me and am looking."),
            work("25m", "mina", "35m"),
            act(
                Act.RESTORE,
                "1h",
                "mina",
                text="The phones work again. A rule in your new firewall had closed their door.",
            ),
            act(
                Act.FIND,
                "1d 6h",
                "tomas",
                "Customer's equipment",
                "Reviewed with Lucia: the firewall that was installed on Saturday blocked the registration.",
            ),
            act(
                Act.RESOLVE, "1d 7h", "mina", text="The cause is recorded, and the rule is changed for good."
            ),
        ),
    ),
    Story(
        by="omar",
        opened="Sat 22:15",
        subject="Nobody can call in or out",
        text=(
            "Both branches are without telephone. The evening course is running and we could not call for "
            "help if needed."
        ),
        request="Fault",
        impact="Total loss",
        steps=(
            take("3m", "tomas"),
            reply(
                "12m",
                "tomas",
                "It is on our side: a card of the platform failed. We are moving your lines now.",
            ),
            work("12m", "tomas", "1h 38m"),
            act(
                Act.RESTORE,
                "1h 50m",
                "tomas",
                text="Both branches are back on another card. I am sorry for the evening.",
            ),
            act(
                Act.FIND, "1d 11h", "tomas", "Platform", "A line card of the platform failed; it is replaced."
            ),
            act(
                Act.RESOLVE,
                "1d 12h",
                "tomas",
                text="The card is replaced, and the lines have been stable since.",
            ),
        ),
    ),
    Story(
        by="elena",
        opened="7h ago",
        subject="Main number unreachable after the storm",
        text="The main number gives a fast busy tone, and no phone in the office registers.",
        request="Fault",
        impact="Total loss",
        steps=(
            take("10m", "mina"),
            reply(
                "22m",
                "mina",
                "Your line is down at the carrier. I have moved the main number to your mobile app for now.",
            ),
            act(
                Act.RESTORE,
                "2h",
                "mina",
                text="The line is back, and the main number rings in the office again.",
            ),
            note("2h 5m", "mina", "Carrier confirms a cut fibre. Keep an eye on it until tomorrow."),
        ),
    ),
    Story(
        by="hanne",
        opened="Fri 16:30",
        subject="Calls to mobile phones fail now and then",
        text="About one call in five to a mobile phone ends in silence. Landlines are fine.",
        request="Fault",
        impact="Partial loss",
        steps=(
            take("1d 21h", "mina"),
            reply(
                "1d 22h",
                "mina",
                "Sorry that this took the weekend. I see the failed calls and am asking our supplier.",
            ),
            wait("1d 22h 5m", "mina", "third party"),
        ),
    ),
)
