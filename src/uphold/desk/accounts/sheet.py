"""Everything that the desk shows of one account, each kind of row loaded when it is read first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from zoneinfo import ZoneInfo

from django.db.models import Q, Sum

from uphold.access import Actor, Permission
from uphold.agreements.queries import Terms
from uphold.billing.access import visible_invoices
from uphold.billing.queries import credit_balances
from uphold.credits.access import visible_orders
from uphold.credits.actions import account_of
from uphold.credits.models import CreditAccount, CreditOrder, Lot, Place, Posting
from uphold.credits.order_of_lots import drawn_in_order
from uphold.credits.packages import Package, agreement_of, packages_under, terms_of
from uphold.credits.queries import Balance, StatementPage, statement
from uphold.credits.queries.balance import counted, filled_lots, is_open
from uphold.metering.locking import charges_credits
from uphold.people.models import Customership, Organisation, Provider
from uphold.standing.access import get_customer
from uphold.standing.asking import day_of
from uphold.standing.models import Receivable, Suspension
from uphold.standing.queries import Standing, standing_of
from uphold.ui.accounted.orders import with_invoices
from uphold.ui.reader import Reader

LATEST, MOST_ORDERS, MOST_RECEIVABLES, MOST_RESTED = 10, 10, 50, 5
UTC = ZoneInfo("UTC")


@dataclass(frozen=True)
class AccountSheet:
    """One customer of one provider."""

    actor: Actor
    customer: Customership
    account: CreditAccount
    reader: Reader

    @property
    def organisation(self) -> Organisation:
        return self.customer.organisation

    @property
    def provider(self) -> Provider:
        return self.customer.provider

    @property
    def key(self) -> tuple[int, int]:
        """The parameters of its addresses."""
        return self.customer.provider_id, self.customer.organisation_id

    @property
    def topic(self) -> str:
        return f"organisation:{self.customer.organisation_id}"

    def may(self, need: Permission) -> bool:
        return self.actor.may(need, provider_id=self.customer.provider_id)

    @cached_property
    def terms(self) -> Terms | None:
        """Standing has them too, where it was asked for first."""
        return self.standing.terms if "standing" in vars(self) else terms_of(self.account, at=self.reader.now)

    @cached_property
    def zone(self) -> ZoneInfo:
        """The agreement's clock."""
        return ZoneInfo(self.terms.version.timezone) if self.terms else UTC

    @cached_property
    def today(self) -> date:
        return day_of(self.terms, self.reader.now) if self.terms else self.reader.now.date()

    @cached_property
    def filled(self) -> Sequence[Lot]:
        return list(filled_lots(self.account).order_by("opened_at", "pk"))

    @cached_property
    def balance(self) -> Balance:
        return counted(self.filled, owed=self.account.owed_credits, at=self.reader.now)

    @cached_property
    def drawn(self) -> Sequence[Lot]:
        """In the order in which work draws from them."""
        now = self.reader.now
        return drawn_in_order(lot for lot in self.filled if lot.remaining_credits and is_open(lot, at=now))

    @cached_property
    def lots(self) -> Sequence[Lot]:
        """Those that are drawn, in their order; then those that only hold something or begin later."""
        known = {lot.pk for lot in self.drawn}
        return [*self.drawn, *(lot for lot in self.filled if lot.pk not in known)]

    @cached_property
    def has_credits(self) -> bool:
        """Whether work is paid with credits here: the agreement charges or sells them, or some came in."""
        is_agreed = self.terms is not None and charges_credits(agreement_of(self.terms))
        return is_agreed or bool(self.packages) or bool(self.filled) or self.account.lots.exists()

    @cached_property
    def set_aside(self) -> Sequence[tuple[str, int]]:
        """Tickets whose work is not settled, and what waits for them."""
        if not self.balance.held:
            return []
        held = Posting.objects.filter(entry__account=self.account, place=Place.HELD)
        sums = held.values("entry__reference").annotate(total=Sum("credits")).filter(~Q(total=0))
        return list(sums.order_by("entry__reference").values_list("entry__reference", "total"))

    @cached_property
    def packages(self) -> Sequence[Package]:
        return packages_under(self.terms) if self.terms else ()

    @cached_property
    def orders(self) -> Sequence[CreditOrder]:
        orders = visible_orders(self.actor).filter(account=self.account)
        return list(with_invoices(orders)[:MOST_ORDERS])

    @cached_property
    def standing(self) -> Standing:
        organisation_id, provider_id = self.customer.organisation_id, self.customer.provider_id
        return standing_of(organisation_id=organisation_id, provider_id=provider_id, at=self.reader.now)

    @cached_property
    def rested(self) -> Sequence[Suspension]:
        """What was suspended and is no longer, the latest first."""
        rows = Suspension.objects.filter(organisation=self.organisation, provider=self.provider)
        ended = rows.filter(ends_at__isnull=False).select_related("decided_by", "lifted_by")
        return list(ended.order_by("-ends_at", "-pk")[:MOST_RESTED])

    @cached_property
    def receivables(self) -> Sequence[Receivable]:
        """What is open, the oldest first; an invoice that is wholly disputed too."""
        rows = Receivable.objects.filter(
            organisation=self.organisation, provider=self.provider, open_amount__gt=0
        )
        return list(rows.order_by("due_on", "pk")[:MOST_RECEIVABLES])

    @cached_property
    def to_credit(self) -> Mapping[str, Decimal]:
        """By currency, for those who may read payments."""
        if not self.may(Permission.INVOICE_READ):
            return {}
        return credit_balances(
            organisation_id=self.customer.organisation_id, provider_id=self.customer.provider_id
        )

    @cached_property
    def invoice_ids(self) -> Mapping[str, int]:
        """By number, for those who may read invoices."""
        if not self.may(Permission.INVOICE_READ):
            return {}
        numbers = [each.number for each in self.receivables]
        rows = visible_invoices(self.actor).filter(provider=self.provider, number__in=numbers)
        return dict(rows.values_list("number", "pk"))

    @cached_property
    def latest(self) -> StatementPage:
        return statement(self.account, size=LATEST)


def account_sheet(
    actor: Actor,
    *,
    provider_id: int,
    organisation_id: int,
    reader: Reader,
    need: Permission = Permission.CREDITS_READ,
) -> AccountSheet:
    """Through the door to the customer; his account is made when it is first looked at."""
    customer = get_customer(actor, organisation_id=organisation_id, provider_id=provider_id, need=need)
    account = account_of(organisation_id=organisation_id, provider_id=provider_id)
    return AccountSheet(actor=actor, customer=customer, account=account, reader=reader)
