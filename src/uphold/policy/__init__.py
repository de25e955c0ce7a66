"""The thinking: agreements, time, clocks, charges and credits as values and functions of values.

Nothing here knows Django, a database, the clock of the machine or the network.
"""
