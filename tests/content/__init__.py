"""Tests of the content files: what is read, what is refused and where."""
