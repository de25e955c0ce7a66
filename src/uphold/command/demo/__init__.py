"""The demonstration: an invented desk with two providers, their customers, and tickets in every state."""
