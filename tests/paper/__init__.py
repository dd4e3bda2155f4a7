"""Papers: forms, fonts, and what is drawn."""
