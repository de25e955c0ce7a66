"""The face for programs: versioned, with tokens; it calls the same doors and verbs as the pages."""
