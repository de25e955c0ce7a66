"""Credits and standing, in words that desk and portal share."""
