"""Documents of invoices: the pages that people read, the figures that programs read, and files for accounting.

A row becomes a `Manuscript` (exact values), the manuscript becomes words (`wording`) and figures (`electronic`), and
a child process without secrets (`printer`, reached through `press`) makes the bytes that are kept.
"""
