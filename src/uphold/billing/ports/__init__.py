"""Payment providers: what we ask of them, what they tell us, and one file for each of them."""
