"""Draws the gallery into a folder: `python -m tools.gallery [DIR] [--only GLOB]`."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path

from dtcoach.ui.application import make_application
from tools.gallery import resident, studio
from tools.gallery.catalogue import SCREENS
from tools.gallery.day import ROOT


def main() -> None:
    parser = ArgumentParser(prog="python -m tools.gallery", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=ROOT / "docs/screenshots")
    parser.add_argument("--only", default="*", help="as 'visit-*' or '*-200-1366'")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # No picture may reach the key store of the person who draws it.
    os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
    given.folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    studio.shoot_all(app, given.folder, SCREENS, given.only)
    resident.shoot_all(app, given.folder, given.only)


if __name__ == "__main__":
    main()
