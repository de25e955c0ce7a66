"""Mail that leaves: an outbox written with the change, and the job that sends it."""
