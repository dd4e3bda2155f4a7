"""Drills from their first word to their scores, on real logs."""
