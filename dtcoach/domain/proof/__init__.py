"""Proof, not hope: every route walked through all that its conditions can tell apart."""
