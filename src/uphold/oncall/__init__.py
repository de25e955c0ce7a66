"""On call: steps of escalation, who is on duty, and the pages that call somebody."""
