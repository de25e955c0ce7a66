"""Service changes as both faces show them: words of kinds and states, and what is known of one."""
