"""All requests decided: what was decided, promised and handed over, before 完了."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.panel import Panel, PanelKind
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.visit.outcome_model import OutcomeModel


def promise_spans(promises: Sequence[str], papers: Sequence[str]) -> list[tuple[str, bool]]:
    """約束 and 用紙 in one text, a promise a line."""
    spans = [("約束\u3000", False), ("\n\u3000\u3000\u3000".join(promises) or "なし", True)]
    if papers:
        spans += [("\n用紙\u3000", False), ("、".join(papers), True)]
    return spans


class _Outcome(QWidget):
    """One request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._panel = Panel("", PanelKind.DONE, icon="check_circle")
        self._route = Text("", TypeStyle.HEADING_20, "text_strong")
        self._facts = Text("", TypeStyle.READ)
        self._panel.body.addWidget(self._route)
        self._panel.body.addWidget(self._facts)
        self._panel.body.addStretch(1)
        column.addWidget(self._panel)

    def set_outcome(self, model: OutcomeModel) -> None:
        self._panel.set_title(f"{model.title}　{model.at}")
        self._route.setText(model.route)
        self._facts.set_spans(promise_spans(model.promises, model.papers))


class FinishedWork(QWidget):
    """The summary of the visit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outcomes: list[_Outcome] = []
        self._shown: tuple[tuple[OutcomeModel, ...], bool] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._title = heading("", TypeStyle.HEADING_24)
        self._note = Text("", TypeStyle.READ)
        self._column.addWidget(self._title)
        self._column.addWidget(self._note)
        both = QWidget()
        self._columns = Columns(both, least_px=440, most=2, gap=12, even=True)
        self._column.addWidget(both)

    def set_outcomes(self, outcomes: Sequence[OutcomeModel], *, closed: bool) -> None:
        if (tuple(outcomes), closed) == self._shown:
            return
        self._shown = (tuple(outcomes), closed)
        self._title.setText("この受付は完了しています" if closed else "すべての手続が決まりました")
        self._note.setText(
            "記録は台帳に残っています。"
            if closed
            else "決まったことと約束をご本人に伝え、受付票をお渡ししたら、完了にします。"
        )
        while len(self._outcomes) < len(outcomes):
            made = _Outcome()
            self._outcomes.append(made)
            self._columns.addWidget(made)
        for i, widget in enumerate(self._outcomes):
            widget.setVisible(i < len(outcomes))
            if i < len(outcomes):
                widget.set_outcome(outcomes[i])
