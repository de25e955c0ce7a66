"""Appointments of the customer's tickets: booked, agreed to, made ready, moved and called off by himself."""
