"""The `uphold` program. A verb is one file with `configure` and `run`, and one line in `verbs.py`."""
