"""The widget kit: DADS drawn with Qt widgets, with no knowledge of what the app is about.

Views import from the modules directly, so that only what is shown is loaded.
"""
