"""A payment provider that is none: for demonstrations and tests. Whoever follows its address pays by a button.

Its notices are signed with the key of the house, so nobody else can say that something was paid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256

from django.core.signing import BadSignature, dumps, loads

from uphold.billing.models import Invoice
from uphold.billing.ports.port import Asked, Failed, Notice, NoticeForged, Paid

SALT = "uphold.billing.fake"


@dataclass(frozen=True, slots=True)
class FakePort:
    name: str = "fake"

    def ask(self, invoice: Invoice, *, amount: Decimal, key: str, back_address: str) -> Asked:
        outside_id = sha256(f"{invoice.pk}:{amount}:{key}".encode()).hexdigest()[:24]
        token = dumps([outside_id, str(amount), invoice.currency], salt=SALT)
        return Asked(outside_id=outside_id, address=f"{back_address.rstrip('/')}/fake/{token}")

    def read_notice(
        self,
        body: bytes,
        *,
        headers: Mapping[str, str],  # noqa: ARG002 - real ports have their signature there
        at: datetime,  # noqa: ARG002 - and are believed for some minutes
    ) -> Notice:
        """The body is the token of the address, after `paid ` or `failed `."""
        word, _, token = body.decode("utf-8", "replace").partition(" ")
        try:
            outside_id, amount, currency = loads(token, salt=SALT)
        except BadSignature as error:
            raise NoticeForged from error
        if word == "paid":
            return Paid(outside_id=outside_id, amount=Decimal(amount), currency=currency)
        return Failed(outside_id=outside_id)
