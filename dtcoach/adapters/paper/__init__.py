"""Paper: forms drawn with reportlab, in a font that every terminal has."""
