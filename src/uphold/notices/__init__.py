"""Who is told what: notifications in the desk, and mail."""
