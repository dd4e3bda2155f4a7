"""After the outage: what came back, what must be entered, which numbers are not explained yet."""
