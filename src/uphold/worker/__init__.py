"""Time and news: what runs by the clock, and what the journal's entries set in motion."""
