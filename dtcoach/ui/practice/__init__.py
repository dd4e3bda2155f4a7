"""自習: one invented resident after another, and what was right, at once."""
