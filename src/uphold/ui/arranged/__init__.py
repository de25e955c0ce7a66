"""Appointments as both faces show them: times that can be booked, and what was booked."""
