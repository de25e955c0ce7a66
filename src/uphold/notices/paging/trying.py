"""Trying a way: a message that means nothing, so that its owner sees whether it arrives. It is sent once."""

import json
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from uphold.journal.models import Entry
from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.outbox import Letter, queue_mail
from uphold.notices.models import Way
from uphold.notices.paging.carrying import carry
from uphold.notices.paging.words import Words
from uphold.notices.ways.actions import ASKED, UNDER_WAY
from uphold.notices.ways.sealing import SealBroken, opened


def try_out(entry_id: int, *, at: datetime) -> None:
    """The reaction to `way.tried`: claimed before it leaves, as a call is."""
    entry = entry_of(entry_id)
    way = claim(entry)
    if way is not None:
        Way.objects.filter(pk=way.pk, tried_with=UNDER_WAY).update(tried_with=outcome_of(way, entry, at=at))


@atomic
def claim(entry: Entry) -> Way | None:
    """None where it was tried already, or again since."""
    asked = Way.objects.filter(pk=entry.about_id, is_active=True, tried_at=entry.at, tried_with=ASKED)
    if not asked.update(tried_with=UNDER_WAY):
        return None
    return Way.objects.select_related("staff").get(pk=entry.about_id)


def outcome_of(way: Way, entry: Entry, *, at: datetime) -> str:
    """Said in our words, of at most as many letters as the row holds."""
    key = f"way_tried_{entry.pk}"
    words = Words(
        _("A try from the support desk"), _("This is a try: nothing has happened, and nothing is to do.")
    )
    if way.kind == Way.Kind.MAIL:
        return mailed(way, words, key=key, at=at)
    stamp = entry.at.astimezone(UTC).isoformat().replace("+00:00", "Z")
    posted = json.dumps({"type": "try", "timestamp": stamp, "data": {}}, separators=(",", ":"))
    return carry(way, key=key, words=words, posted=posted, at=at).words[:80]


def mailed(way: Way, words: Words, *, key: str, at: datetime) -> str:
    try:
        address = opened(way.sealed)
    except SealBroken:
        return "seal_broken"
    queue_mail(Letter(key=key, to_address=address, subject=words.subject, body=words.body), at=at)
    return "sent"
