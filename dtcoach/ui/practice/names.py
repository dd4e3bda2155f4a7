"""Names in a row that goes on below where the width is used up: none is torn in the middle."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from dtcoach.ui.kit.flow import FlowLayout
from dtcoach.ui.kit.roles import RoleName
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle


class Names(QWidget):
    """`between` stands after each name but the last; an optional bold word before them all."""

    def __init__(
        self, style: TypeStyle = TypeStyle.BODY, role: RoleName = "text", between: str = "・"
    ) -> None:
        super().__init__()
        self._style = style
        self._role: RoleName = role
        self._between = between
        self._texts: list[Text] = []
        self._row = FlowLayout(self, gap=0)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_names(self, names: Sequence[str], before: str = "") -> None:
        words = [f"{name}{self._between}" for name in names[:-1]] + list(names[-1:])
        for text in self._texts:
            self._row.removeWidget(text)
            text.hide()
            text.deleteLater()
        self._texts = []
        if before:
            self._add(Text("", self._style, self._role))
            self._texts[-1].set_spans([(before, True)])
        for word in words:
            self._add(Text(word, self._style, self._role))

    def _add(self, text: Text) -> None:
        self._row.addWidget(text)
        text.show()
        self._texts.append(text)
