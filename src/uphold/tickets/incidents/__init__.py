"""Logs of incidents from elsewhere: read by a mapping, laid out as histories, brought in as tickets."""
