"""The verbs about credits."""
