"""The verbs about agreements: they need neither database nor settings."""
