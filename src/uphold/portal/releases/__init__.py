"""New versions of what the customer uses."""
