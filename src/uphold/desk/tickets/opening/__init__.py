"""Opening a ticket on behalf of a caller: who calls, what for, and what the agreement would promise."""
