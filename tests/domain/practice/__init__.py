"""自習 in the domain."""
