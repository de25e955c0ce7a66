"""The bench: how fast the thinking and the pages are, each figure beside its budget.

A subject is one file with `figures()`, which yields them as they are measured, and one line in `subjects.py`.
"""
