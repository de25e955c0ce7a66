"""Work that was done, as intervals; what it costs is asked of the agreement."""
