"""Accounts in the desk: what customers have and owe, why, and what a person may do about it."""
