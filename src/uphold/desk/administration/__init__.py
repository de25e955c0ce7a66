"""Administration: providers, organisations and their contacts, staff, teams, contracts."""
