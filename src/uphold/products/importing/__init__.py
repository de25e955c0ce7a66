"""The installed base by file: read, planned against what is here, taken in once; what cannot come in is said."""
