"""Files that leave the house: written beside their name, read back, and only then there."""
