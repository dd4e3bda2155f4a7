"""PySide6 as the window imports it explains wrong arguments as ever, and costs less before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WRONG = """
from PySide6.QtCore import QByteArray, QObject, QTimer, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel
app = QApplication([])
label, said = QLabel(), []
for wrong in (
    lambda: label.setText(4),
    lambda: label.setAlignment("left"),
    lambda: QTimer.singleShot("x"),
    lambda: QTimer(interval="x"),
    lambda: QObject(unknown=1),
    lambda: QByteArray(1, 2, 3, 4),
    lambda: QHBoxLayout().addWidget(None, "x"),
):
    try:
        wrong()
    except Exception as error:
        said.append(f"{type(error).__name__}: {error}")
label.text.__doc__
print(json.dumps([said, sorted(sys.modules)]))
"""
LEAN = "import json, sys; import dtcoach.ui\n"


def answer_of(program: str) -> tuple[list[str], list[str]]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    said, modules = json.loads(done.stdout)
    return said, modules


def test_wrong_arguments_are_told_in_the_same_words():
    plain, _ = answer_of(f"import json, sys\n{WRONG}")
    lean, _ = answer_of(LEAN + WRONG)
    assert len(plain) == 7
    assert lean == plain


def test_what_only_the_tools_of_qt_need_is_not_executed():
    told = "; print(json.dumps([waiting, sorted(sys.modules)]))"
    program = (
        "from PySide6 import QtCore, QtGui, QtWidgets; from dtcoach.ui.lean_qt import LATE;"
        "waiting = sorted(name for name in LATE if sys.modules[name]._run is not None)"
    )
    waiting, modules = answer_of(LEAN + program + told)
    assert len(waiting) == 7
    assert "logging" not in modules


def test_modules_are_imported_by_python_alone():
    """The hook of PySide6 reads the source of every module that is imported after it."""
    program = "import builtins; print(json.dumps([[builtins.__import__.__name__], []]))"
    names, _ = answer_of(LEAN + program)
    assert names != ["__feature_import__"]


def test_what_waits_can_be_used():
    program = (
        "from PySide6.support.signature.lib import pyi_generator, enum_sig; "
        "print(json.dumps([[pyi_generator.Formatter.__name__, enum_sig.HintingEnumerator.__name__],"
        "[]]))"
    )
    names, _ = answer_of(LEAN + program)
    assert names == ["Formatter", "HintingEnumerator"]
