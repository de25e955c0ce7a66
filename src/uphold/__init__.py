"""Uphold: a support desk that keeps the agreement."""

__version__ = "0.1.0"
