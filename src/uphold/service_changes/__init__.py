"""Service changes: what customers want added, changed or removed, who agreed to it, and what was done."""
