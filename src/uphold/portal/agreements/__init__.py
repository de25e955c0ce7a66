"""The agreements as the customer reads them: the very text that decides."""
