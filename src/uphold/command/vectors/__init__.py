"""Calendar facts against our calendar: reads records of business-hours calculations and tells where we
differ.

The format: one JSON object a line, with `kind`, the hours (`tz`, `weekly`, `holidays`, `overrides`,
`breaks`), the input of that kind and the `expected` result; `sla_scenario` records tell what happened to a
ticket and what was due.
"""
