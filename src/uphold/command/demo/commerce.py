"""Hosted telephony: installs, changes, overdue accounts, and what becomes of long cases."""

from __future__ import annotations

from typing import Final

from uphold.command.demo.story import Act, Story, act, note, reply, take, wait, work, write

COMMERCE: Final = (
    Story(
        by="greg",
        opened="12h open ago",
        subject="Custom dial plan for the rental counter",
        text="Calls after six should go to the mobile phone of whoever is on duty, by a list that changes weekly.",
        request="Setup",
        impact="None",
        steps=(
            take("2h open", "mina"),
            reply(
                "3h open",
                "mina",
                "We can build this with a duty list that you edit yourself. I will send you a proposal of the steps.",
            ),
            reply(
                "6h open",
                "tomas",
                "Your account is seventeen days overdue. By clause 11 we stop work on this wish until it is in good "
                "standing again; whatever concerns a working service is handled as always.",
            ),
            act(
                Act.SUSPEND,
                "6h 1m open",
                "tomas",
                "handling",
                "The invoice of the outage in the yard is seventeen days overdue, and nobody answered two letters.",
            ),
        ),
    ),
    Story(
        by="greg",
        opened="1h open ago",
        subject="One-way audio on calls from the yard",
        text="People in the yard hear us, and we do not hear them. It concerns all four phones there.",
        request="Fault",
        impact="Partial loss",
        steps=(
            take("10m open", "jonas"),
            reply(
                "25m open",
                "jonas",
                "I see the four phones behind a second router. Please send me its model; I think it rewrites "
                "the audio.",
            ),
        ),
    ),
    Story(
        by="hanne",
        opened="20h open ago",
        subject="New shop: six phones and a number",
        text="We open a second shop next month. Please install six phones there and bring a local number.",
        request="New install",
        impact="None",
        steps=(
            take("1h open", "jonas"),
            reply(
                "3h open",
                "jonas",
                "With pleasure. From the fifth business day after today we can be there; which day suits?",
            ),
            write("5h open", "hanne", "The first day you have, please."),
            wait("6h open", "jonas", "appointment"),
        ),
    ),
    Story(
        by="elena",
        opened="9h open ago",
        subject="Two phones for a site office, as soon as can be",
        text="We move into a site office this week already. Could you set up two phones there with priority?",
        request="New install",
        impact="None",
        facts={"handling": "priority"},
        steps=(
            take("30m open", "jonas"),
            reply(
                "1h open",
                "jonas",
                "We can, with priority handling: it is billed by the hour, with a minimum of two hours, as your "
                "agreement says in clause 3. Shall I go ahead?",
            ),
            act(Act.AGREE, "2h open", "elena", "$250.00", "Yes, please go ahead on these terms."),
            work("4h open", "jonas", "1h 10m"),
        ),
    ),
    Story(
        by="grace",
        opened="30h open ago",
        subject="Move our main number to the new carrier line",
        text="Our main number is still with the old carrier. Please take it over; the letter of authority is signed.",
        request="Service change",
        impact="None",
        steps=(
            take("1h open", "jonas"),
            reply(
                "2h open",
                "jonas",
                "Thank you for the letter. I have sent the order; the old carrier answers in about a week.",
            ),
            wait("2h 5m open", "jonas", "third party"),
            note("20h open", "jonas", "Reminded the old carrier. Their queue is long this month."),
        ),
    ),
    Story(
        by="dev",
        opened="26h open ago",
        subject="Reports count calls twice after a transfer",
        text=(
            "The monthly report counts a transferred call as two. Our figures for the owners are wrong "
            "because of it."
        ),
        request="Fault",
        impact="One function",
        steps=(
            take("1h open", "mina"),
            reply(
                "2h open",
                "mina",
                "You are right: the report counts each leg. I have reproduced it with your calls of Tuesday.",
            ),
            work("2h open", "mina", "1h 20m"),
            act(
                Act.HAND_OVER,
                "5h open",
                "mina",
                "development",
                "Legs of one call need a common number in the report.",
            ),
            act(
                Act.WORKAROUND,
                "12h open",
                "mina",
                text="Until the report is changed you can filter on 'first leg only'; the counts are then right.",
            ),
        ),
    ),
    Story(
        by="paul",
        opened="18h open ago",
        subject="Ring group skips the second phone",
        text="The group of the reception rings phone one and then phone three. Phone two stays silent.",
        request="Fault",
        impact="One function",
        steps=(
            take("1h open", "jonas"),
            reply(
                "2h open",
                "jonas",
                "Phone two was logged out of the group. I have put it back; please try a call.",
            ),
            act(Act.RESOLVE, "3h open", "jonas", text="The group rings in its order again."),
            act(Act.REOPEN, "11h open", "paul", text="This morning phone two was out of the group again."),
        ),
    ),
    Story(
        by="lucia",
        opened="4h open ago",
        subject="Please explain the charge for the Sunday call",
        text="We see a charge for a Sunday on our account. Could you tell me what it is for?",
        request="Account",
        channel="Telephone",
        taken_by="mina",
        steps=(
            act(
                Act.REDIRECT,
                "5m open",
                "mina",
                "Ticket system",
                "All our technicians are on calls. I have written down your question here, so that nothing is lost.",
            ),
        ),
    ),
)
