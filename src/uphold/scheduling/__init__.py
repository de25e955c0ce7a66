"""Appointments on tickets: when people can be booked, what is booked, and what must be ready before."""
