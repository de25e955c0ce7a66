"""The desk: where agents see what is due next, answer, and read why it is due then."""
