"""All recurring work of the house, in one list.

A sixth field counts seconds. The function gets the present instant. A run that finds the one before it still
waiting is not queued twice; it must be safe to run twice all the same.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from uphold.billing.documents.jobs import render_left_behind
from uphold.billing.documents.reminding import remind_overdue
from uphold.billing.jobs import continue_runs
from uphold.credits.jobs import expire_lots, grant_allowances, warn_low_balances
from uphold.files.jobs import sweep_files
from uphold.hardware.jobs import tell_overdue
from uphold.mail.jobs import send_waiting
from uphold.maintenance.jobs import make_series_ahead, remind_of_work
from uphold.metering.jobs import go_on_waiting, hear_silence, let_requests_run_out
from uphold.notices.paging.jobs import deliver_pages
from uphold.oncall.jobs import escalate_by_clock, follow_pages, hand_over_duty
from uphold.products.jobs import derive_warranties
from uphold.scheduling.jobs import lapse_unconfirmed, remind_of_appointments
from uphold.standing.jobs import apply_standing, warn_of_standing
from uphold.tickets.jobs import follow_suspensions, sweep_clocks
from uphold.webhooks.jobs import deliver_waiting


@dataclass(frozen=True, slots=True)
class Recurring:
    name: str
    cron: str
    run: Callable[[datetime], object]


TIMETABLE = (
    Recurring(name="sweep clocks", cron="* * * * * */15", run=sweep_clocks),
    Recurring(name="escalate by the clock", cron="* * * * * 5", run=escalate_by_clock),
    Recurring(name="follow pages", cron="* * * * * */15", run=follow_pages),
    Recurring(name="deliver pages", cron="* * * * * */15", run=deliver_pages),
    Recurring(name="hand over duty", cron="* * * * *", run=hand_over_duty),
    Recurring(name="sweep files", cron="20 * * * *", run=sweep_files),
    Recurring(name="hear silence", cron="*/5 * * * *", run=hear_silence),
    Recurring(name="let requests for consent run out", cron="*/5 * * * *", run=let_requests_run_out),
    Recurring(name="go on with credits", cron="* * * * *", run=go_on_waiting),
    Recurring(name="send waiting mail", cron="* * * * *", run=send_waiting),
    Recurring(name="warn of standing", cron="7 * * * *", run=warn_of_standing),
    Recurring(name="apply standing", cron="2 * * * *", run=apply_standing),
    Recurring(name="deliver webhooks", cron="* * * * *", run=deliver_waiting),
    Recurring(name="follow suspensions", cron="12 * * * *", run=follow_suspensions),
    Recurring(name="continue invoice runs", cron="* * * * *", run=continue_runs),
    Recurring(name="make documents left behind", cron="*/10 * * * *", run=render_left_behind),
    Recurring(name="remind of overdue invoices", cron="22 * * * *", run=remind_overdue),
    Recurring(name="grant allowances", cron="17 * * * *", run=grant_allowances),
    Recurring(name="tell overdue returns", cron="32 * * * *", run=tell_overdue),
    Recurring(name="derive warranties", cron="27 * * * *", run=derive_warranties),
    Recurring(name="expire credits", cron="*/10 * * * *", run=expire_lots),
    Recurring(name="remind of appointments", cron="* * * * *", run=remind_of_appointments),
    Recurring(name="remind of planned work", cron="* * * * *", run=remind_of_work),
    Recurring(name="make occurrences of planned work", cron="37 * * * *", run=make_series_ahead),
    Recurring(name="let unconfirmed appointments go", cron="* * * * *", run=lapse_unconfirmed),
    Recurring(name="warn of low balances", cron="*/5 * * * *", run=warn_low_balances),
)
