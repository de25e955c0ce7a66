"""Time: hours as people state them, compiled to a function from instants to open seconds."""
