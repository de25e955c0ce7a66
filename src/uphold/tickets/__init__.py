"""What people ask for: tickets, messages, timelines, and the promises about them."""
