"""Named loads of credits, each with a fixed number of statements, whatever the number of rows."""

from uphold.credits.queries.balance import Balance, Expiring, balance, draw_order
from uphold.credits.queries.statement import StatementPage, StatementRow, statement

__all__ = ["Balance", "Expiring", "StatementPage", "StatementRow", "balance", "draw_order", "statement"]
