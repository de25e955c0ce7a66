"""The minutes of a ticket: what was worked, what it came to, what the customer has, agreed to and says."""
