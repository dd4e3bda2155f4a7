"""Workbooks in the format of Excel, written row by row and read back before they count."""
