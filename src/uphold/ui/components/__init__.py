"""What components show, prepared as words before a template sees it; each has a macro of the same name."""
