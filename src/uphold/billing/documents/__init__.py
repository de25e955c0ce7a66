"""Documents of invoices: the sheet that people read, the figures that programs read, and files for accounting.

A row becomes a `Sheet` (exact values), the sheet becomes words (`wording`) and figures (`electronic`), and a child
process without secrets (`printer`, reached through `press`) makes the bytes that are kept.
"""
