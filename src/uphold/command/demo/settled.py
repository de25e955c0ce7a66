"""Cases of earlier weeks that ended in money: an invoice that is overdue, credits that a patch brought back."""

from __future__ import annotations

from typing import Final

from uphold.command.demo.story import Act, Story, act, reply, take, work

SETTLED: Final = (
    Story(
        by="greg",
        opened="Sat 22:15 7w ago",
        subject="All phones of the yard are dead",
        text="Since this evening no phone in the yard works, and the night watch has no other way to call.",
        request="Fault",
        impact="Total loss",
        steps=(
            take("10m", "tomas"),
            reply("15m", "tomas", "I am on it. Your switch in the yard does not answer; is it under power?"),
            work("15m", "tomas", "50m"),
            act(
                Act.RESTORE,
                "1h 5m",
                "tomas",
                text="The phones work again: the power strip of the switch had been unplugged for a saw.",
            ),
            act(
                Act.PROPOSE_FAULT,
                "1d 14h",
                "tomas",
                "customer",
                "The switch was without power since 21:50, and our platform was up all the time.",
            ),
            act(Act.ACCEPT_FAULT, "1d 16h", "greg"),
            act(Act.RESOLVE, "1d 17h", "tomas", text="The cause is agreed, thank you. We leave it at that."),
            act(Act.CLOSE, "5d", "tomas"),
        ),
    ),
    Story(
        by="ivan",
        opened="40d ago",
        subject="Set up recording for a call centre of 30 seats",
        text="Please configure recording for 30 seats, kept for 90 days, and played back by supervisors alone.",
        request="Configuration",
        steps=(
            take("1h", "mina"),
            reply("2h", "mina", "I can begin today; this uses one support credit for each minute."),
            work("3h", "mina", "1h 15m"),
            reply(
                "5h",
                "mina",
                "Recording stops after each restart, whatever is configured. The documentation says that it goes on, "
                "so this is a bug: from here on no credits are used, and they come back when a patch is out.",
            ),
            act(Act.REPORT_BUG, "5h 10m", "mina", "Recording stops after a restart"),
            act(Act.BUG_TO_DEVELOPMENT, "5h 20m", "mina"),
            act(Act.BUG_OUTCOME, "12d", "mina", "patch"),
            act(Act.BUG_RELEASED, "20d", "mina", "16.2.4"),
            act(
                Act.RESOLVE, "20d 1h", "mina", "update", "The patch is on your server, and recording goes on."
            ),
            act(Act.CLOSE, "25d", "mina"),
        ),
    ),
)
