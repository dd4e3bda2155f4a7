"""The screen turned to the resident."""
