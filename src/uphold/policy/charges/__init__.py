"""Charges: work cut into segments, rated by the rows of a tariff, rounded once, at a stated step."""
