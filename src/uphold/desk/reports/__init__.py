"""Reports: figures of a provider, drawn, tabled and as a file."""
