"""The portal: where customers open tickets, read what was promised by when and why, and answer."""
