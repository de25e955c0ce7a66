"""How it stands: a status page for everybody, and one of the customer's own services."""
