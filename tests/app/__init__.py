"""Tests of the use cases, on a log in memory."""
