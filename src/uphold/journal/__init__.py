"""What happened: one append-only table, the timeline, the audit trail and the feed of live pages."""
