"""What of a minimum or an increment other work has used already, said beside the price before the work."""

from datetime import timedelta

from django.utils.translation import gettext

from uphold.policy.decide.terms import Duration, Money
from uphold.policy.scenario.cells import words_of
from uphold.policy.scenario.used import Used
from uphold.ui import words

MINUTE_SECONDS = 60


def used_words(used: Used, *, minimum: Duration | Money | None) -> str:
    """Nothing where nothing was worked under the row, and where less than a minute of it is left."""
    names = {
        "used": words.span(timedelta(seconds=used.seconds)),
        "least": least_words(minimum),
        "free": words.span(timedelta(seconds=used.free_seconds)),
    }
    if used.free_seconds >= MINUTE_SECONDS:
        said = gettext("%(used)s are used already: the next %(free)s cost nothing more")
        if isinstance(minimum, Duration):
            said = gettext("%(used)s of the %(least)s are used already: the next %(free)s cost nothing more")
        return said % names
    if used.seconds and minimum is not None and not used.free_seconds:
        return gettext("the first %(least)s are used already") % names
    return ""


def least_words(minimum: Duration | Money | None) -> str:
    """The minimum of a row."""
    if isinstance(minimum, Money):
        return words.money(minimum.amount, minimum.currency)
    return words_of(minimum) or ""
