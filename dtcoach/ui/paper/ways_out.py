"""A PDF out of the window without a printer: into a file, or to the viewer of this terminal."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QIODevice, QSaveFile, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from dtcoach.app.errors import ProblemFound
from dtcoach.ui.paper.viewed import ViewedPapers


class WaysOut:
    """`ask_file` and `open_url` are what asks the person and the terminal."""

    def __init__(self, over: QWidget) -> None:
        self._over = over
        self.ask_file: Callable[[str], str] = self._ask_file
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
        self._viewed = ViewedPapers()

    def save(self, name: str, pdf: bytes) -> str:
        """Where it lies now; empty where nobody chose a place. Raises ProblemFound."""
        path = self.ask_file(name)
        if path:
            save_whole(path, pdf)
        return path

    def view(self, name: str, pdf: bytes) -> None:
        """In the viewer. Raises ProblemFound."""
        try:
            path = self._viewed.add(name, pdf)
        except OSError:
            raise ProblemFound("表示用のファイルを作れませんでした。") from None
        if not self.open_url(QUrl.fromLocalFile(str(path))):
            raise ProblemFound("PDF を開くソフトが見つかりません。")

    def _ask_file(self, name: str) -> str:
        path, _ = QFileDialog.getSaveFileName(self._over, "用紙を保存", name, "PDF (*.pdf)")
        return path


def save_whole(path: str, data: bytes) -> None:
    """Whole, or not at all: until it is whole the old file stays. Raises ProblemFound."""
    file = QSaveFile(path)
    held = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(data) == len(data)
    if not (held and file.commit()):
        file.cancelWriting()
        raise ProblemFound(f"{path} に保存できませんでした。ほかの場所を選んでください。")
