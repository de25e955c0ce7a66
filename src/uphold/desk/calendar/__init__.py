"""The calendar of the desk: who is where on a day and in a week, who can be booked, and a ticket's appointments."""
