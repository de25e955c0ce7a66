"""What a customer owes, how long past due, and what late payment suspends."""
