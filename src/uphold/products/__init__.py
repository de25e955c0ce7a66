"""What a provider sells, and what of it stands at its customers."""
