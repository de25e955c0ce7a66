"""Who there is: providers, organisations, contacts, staff, teams, and how they sign in."""
