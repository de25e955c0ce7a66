"""The printer: a program of its own that turns an order into a PDF with its figures inside. It knows no database.

It gets no environment, reads nothing but its own template and fonts, writes no file, and lives within limits: what
stands on an invoice comes from outside, and whoever finds a fault in a library here finds nothing else.
"""
