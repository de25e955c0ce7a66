"""The checker: rows never reached, gaps, contradictions, examples that fail; each with its place and its cure.

It stands above documents and scenarios, because it runs examples and shows gaps as cases (docs/decisions).
"""
