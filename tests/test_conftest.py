"""The surroundings notice what a test leaves behind, and let a clean one pass."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

HERE = Path(__file__).parent

CASES = {
    "test_clean_window": """
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QWidget

        def test_it(qtbot):
            window = QWidget()
            qtbot.addWidget(window)
            QTimer(window).start(10)
            window.show()
        """,
    "test_thread": """
        import threading

        def test_it():
            threading.Thread(target=threading.Event().wait, daemon=True).start()
        """,
    "test_timer": """
        from PySide6.QtCore import QTimer

        def test_it(qapp):
            global kept
            kept = QTimer()
            kept.start(10)
        """,
    "test_qthread": """
        from PySide6.QtCore import QThread

        def test_it(qapp):
            global kept
            kept = QThread()
            kept.start()

        def test_end(qapp):
            kept.quit()
            kept.wait()
        """,
    "test_qt_warning": """
        from PySide6.QtCore import qWarning

        def test_it(qapp):
            qWarning("something is off")
        """,
    "test_python_warning": """
        import warnings

        def test_it():
            warnings.warn("something is off")
        """,
}


def test_what_is_left_behind_fails(pytester: pytest.Pytester) -> None:
    pytester.makeconftest((HERE / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini(
        "[pytest]\nqt_log_level_fail = WARNING\nqt_api = pyside6\nfilterwarnings = error\n"
    )
    pytester.makepyfile(**CASES)
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-q", "-rfE")
    noticed = {
        line.split()[1].partition(".py::")[0]
        for line in result.outlines
        if line.startswith(("FAILED ", "ERROR "))
    }
    assert noticed == set(CASES) - {"test_clean_window"}
