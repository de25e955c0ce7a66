"""The letter to whoever goes on duty: until when, and what was left for him."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from uphold.journal.queries import entry as entry_of
from uphold.kit.transaction import atomic
from uphold.mail.addresses import public_address
from uphold.mail.outbox import Letter, queue_mail
from uphold.oncall.models import Handover
from uphold.oncall.queries import note_before


@atomic
def tell_of_duty(entry_id: int, *, at: datetime) -> None:
    """The reaction to `rota.handed_over`: once a shift."""
    handovers = Handover.objects.select_related("rota__provider", "staff")
    handover = handovers.get(pk=entry_of(entry_id).about_id)
    queue_mail(duty_letter(handover), at=at)


def duty_letter(handover: Handover) -> Letter:
    rota, note = handover.rota, note_before(handover)
    until = f"{handover.ends_at.astimezone(ZoneInfo(rota.zone)):%Y-%m-%d %H:%M} ({rota.zone})"
    sentence = _("You are on duty for {rota} until {until}.").format(rota=rota.name, until=until)
    left = _("{name} left this for you:").format(name=note.written_by.name) if note else ""
    parts = [
        sentence,
        f"{left}\n\n{note.words}" if note else "",
        _("Who is on call, and how you are reached: {link}").format(link=f"{public_address()}/desk/oncall/"),
    ]
    return Letter(
        key=f"duty:{handover.pk}",
        to_address=handover.staff.email,
        subject=sentence,
        body="\n\n".join(part for part in parts if part),
        provider=rota.provider,
    )
