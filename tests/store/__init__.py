"""The log on this terminal: kept, encrypted, and never in the way."""
