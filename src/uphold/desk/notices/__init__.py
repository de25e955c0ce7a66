"""What the desk tells its people: warnings, breaches, words to tickets of theirs."""
