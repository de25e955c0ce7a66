"""Minutes and money in the portal: the balance, the statement, packages, and how the account stands."""
