"""約束: what is owed after the visits, in the order in which it is worked off."""
