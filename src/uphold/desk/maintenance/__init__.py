"""The desk's pages of planned work and outages."""
