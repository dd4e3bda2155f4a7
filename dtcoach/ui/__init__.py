"""The window: the only place that imports PySide6, and this is how."""

from dtcoach.ui import lean_qt

lean_qt.load()
