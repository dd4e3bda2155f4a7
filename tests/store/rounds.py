"""How thorough the random tests are: DTCOACH_KILLS=1000 for the levels of the design (§9)."""

from __future__ import annotations

import os

KILLS = int(os.environ.get("DTCOACH_KILLS", "50"))
FLIPS = max(60, KILLS)
STRIDE = 1 if KILLS > 50 else 3
"""Every how many-th write, sync or rename is made to fail."""
