"""Hosted telephony: ordinary faults and wishes, some answered in time, some not."""

from __future__ import annotations

from typing import Final

from uphold.command.demo.story import Act, Story, act, reply, take, wait, work, write

RUNNING: Final = (
    Story(
        by="ruth",
        opened="38m ago",
        subject="No dial tone on any phone at the front desk",
        text=(
            "Since a few minutes ago none of our phones has a dial tone. All twelve say 'no service'. The internet "
            "works, we are writing to you over it. Patients cannot reach us."
        ),
        request="Fault",
        impact="Total loss",
    ),
    Story(
        by="paul",
        opened="1h 40m open ago",
        subject="Callers hear us, we do not hear them",
        text=(
            "On about every third incoming call we hear nothing while the caller hears us fine. It began this "
            "morning. Calling them back works."
        ),
        request="Fault",
        impact="Partial loss",
    ),
    Story(
        by="elena",
        opened="3h open ago",
        subject="Calls to the 845 region end after the first ring",
        text=(
            "Every call to a number in 845 rings once and drops. Other regions are fine. We tried from three desks "
            "and from the mobile app, with the same result."
        ),
        request="Fault",
        impact="Partial loss",
        steps=(
            write(
                "2h 30m open",
                "elena",
                "Is anybody looking at this? Our crews are on site and cannot be reached.",
            ),
        ),
    ),
    Story(
        by="grace",
        opened="2h open ago",
        subject="Voicemail no longer arrives by e-mail",
        text=(
            "Messages left for the reading room stay in the mailbox of the phone and no longer come as e-mail with "
            "the recording. The last one came on the day before yesterday."
        ),
        request="Fault",
        impact="One function",
        steps=(
            take("20m open", "mina"),
            reply(
                "35m open",
                "mina",
                "Thank you, Grace. I see the messages leave the mailbox and come back refused: the address of "
                "the reading "
                "room was changed on your side last week. Which address should the recordings go to?",
            ),
            write(
                "50m open", "grace", "Please send them to readingroom@alderlibrary.example.com from now on."
            ),
        ),
    ),
    Story(
        by="lucia",
        opened="10h open ago",
        subject="Transfers to the kitchen drop the caller",
        text=(
            "When we transfer a call from the counter to the kitchen, the caller is cut off in about half of the "
            "cases. We have had to call many people back."
        ),
        request="Fault",
        impact="One function",
        steps=(
            take("1h open", "jonas"),
            reply(
                "2h open",
                "jonas",
                "I could follow two of these calls. The kitchen phone answers a transfer with a codec that the "
                "counter "
                "phone does not know. I have set both to the same one; please try ten transfers and tell me the "
                "count.",
            ),
            write("4h open", "lucia", "Three out of ten were cut off, so it is better and not good."),
            work("4h open", "jonas", "45m"),
            act(
                Act.ESCALATE,
                "9h open",
                "lucia",
                text="We have waited a whole day. Please let somebody else look too.",
            ),
        ),
    ),
    Story(
        by="omar",
        opened="5h open ago",
        subject="A different greeting on public holidays",
        text=(
            "On public holidays callers should hear that the library is closed and when it opens again. Today they "
            "hear the ordinary greeting."
        ),
        request="Setup",
        impact="None",
    ),
    Story(
        by="hanne",
        opened="14h open ago",
        subject="Three more extensions for the workshop",
        text="We have three people more from next month and need extensions 231 to 233, with voicemail.",
        request="Service change",
        impact="None",
        steps=(
            take("2h open", "jonas"),
            reply(
                "3h open",
                "jonas",
                "Gladly. Please tell me the three names as they should be shown, and whether the phones are already "
                "with you.",
            ),
            wait("3h 1m open", "jonas", "customer"),
        ),
    ),
    Story(
        by="dev",
        opened="4m ago",
        subject="Fax from the laboratory stops after one page",
        text="Every fax we receive from the laboratory ends after its first page. Sending works.",
        request="Fault",
        impact="One function",
    ),
    Story(
        by="paul",
        opened="6h open ago",
        subject="I cannot sign in to the dashboard",
        text="Called: after a change of his telephone the second step of the sign-in is refused.",
        request="Account",
        channel="Telephone",
        taken_by="jonas",
        steps=(
            take("5m open", "jonas"),
            reply(
                "15m open",
                "jonas",
                "I have reset the second step of your sign-in. At your next sign-in you will be asked to set it up "
                "again; the old codes no longer work.",
            ),
            write("1h open", "paul", "It asks me to set it up and then says that the code is wrong."),
        ),
    ),
)
