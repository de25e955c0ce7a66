"""Decisions of the agreement as components show them: chips, promises, ribbons, and the agreed document itself."""
