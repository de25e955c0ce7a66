"""The account of a case: all its work rated, billed in money and drawn in credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uphold.policy.charges.pieces import Piece
from uphold.policy.charges.rating import Bill, bill
from uphold.policy.decide.condition import FactValue
from uphold.policy.decide.rule import Rule
from uphold.policy.decide.terms import Unsaid
from uphold.policy.scenario.purse import Purse, run_purse
from uphold.policy.scenario.rated import MISSING, Rated, piece_of, rated_work
from uphold.policy.scenario.story import NOTHING, Story


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """All work of a case, rated, billed and drawn. `rated` and `pieces` go together."""

    rated: tuple[Rated, ...]
    pieces: tuple[Piece, ...]
    bill: Bill
    purse: Purse

    @property
    def open(self) -> Rated | None:
        """The first part whose row depends on a fact not found yet."""
        return next((rated for rated in self.rated if rated.decision.is_open), None)

    @property
    def credits(self) -> int:
        """The credits that all work took."""
        return sum(draw.credits for draw in self.purse.draws.values())

    @property
    def unpriced(self) -> Rated | None:
        """The first part that costs what was agreed, while nobody has named a price."""
        return next((rated for rated, piece in self.parts if is_unpriced(rated, piece)), None)

    @property
    def parts(self) -> Iterator[tuple[Rated, Piece]]:
        """Each part with its piece."""
        return zip(self.rated, self.pieces, strict=True)


def account_of(
    story: Story, *, supposed: Mapping[str, FactValue] = NOTHING, changed: Mapping[str, FactValue] = NOTHING
) -> Account:
    """The work of a case rated, billed and drawn, by what is known or supposed, or if something were changed."""
    rated = rated_work(story, supposed=supposed, changed=changed)
    pieces = tuple(piece_of(story, each) for each in rated)
    return Account(
        rated=rated,
        pieces=pieces,
        bill=bill(pieces, rounding=story.matter.money_rounding),
        purse=run_purse(story, pieces),
    )


def main_part(account: Account) -> Rated | None:
    """The part that speaks for the charge: one that costs something, one that lacks consent, any that was rated."""
    costing = (rated for rated, piece in account.parts if piece.rate is not None)
    lacking = (rated for rated in account.rated if rated.consent == MISSING)
    ruled = (rated for rated in account.rated if rated.rule is not None)
    return next(costing, None) or account.unpriced or next(lacking, None) or next(ruled, None)


def is_unpriced(rated: Rated, piece: Piece) -> bool:
    """Whether a part costs what was agreed, was consented to, and has no price."""
    rule: Rule | None = rated.rule
    return (
        rule is not None
        and rule.terms.get("rate") is Unsaid.AS_AGREED
        and rated.consent != MISSING
        and piece.rate is None
    )
