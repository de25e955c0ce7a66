"""Recurring work on credits. A row says what is due and a key that it was done, so two workers do it once."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from uphold.access import Actor
from uphold.credits.actions.account import lock_account
from uphold.credits.actions.expiry import expire_lot
from uphold.credits.models import CreditAccount, Lot
from uphold.credits.queries.balance import balance
from uphold.credits.telling import tell
from uphold.kit.transaction import atomic
