"""Figures of incidents."""
