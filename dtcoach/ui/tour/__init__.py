"""The tour: a visit from the board to its end in two minutes, in the widgets of the real pages."""
