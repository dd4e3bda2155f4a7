"""What the panels beside the lists are made of: pairs, words to say, history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from dtcoach.app.call_words import ELSE, SELF, CallWords
from dtcoach.ui.followups.words import LEAD, LEAD_MEANS
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.panel import Line, Panel, PanelKind
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import SPACE, TypeStyle

_LARGE = ("電話",)


def detail_page(parts: Sequence[QWidget]) -> QWidget:
    """One below the other, from the top."""
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
    rows.setSpacing(SPACE)
    for part in parts:
        rows.addWidget(part)
    rows.addStretch(1)
    return page


def for_lead() -> QWidget:
    """That the lead sees to it, and no word why."""
    return Notice(NoticeKind.WARNING, LEAD, LEAD_MEANS)


def pair(label: str, value: str) -> QWidget:
    """What is dialled is large."""
    text = Text("", TypeStyle.READ if label in _LARGE else TypeStyle.BODY)
    text.set_spans([(f"{label}　", False), (value, True)])
    return text


def words_to_say(says: CallWords) -> QWidget:
    """Before a call."""
    panel = Panel("電話で言うこと", PanelKind.SAY, icon="call")
    for words in (says.opening, f"{SELF}{says.matter}", f"{ELSE}{says.other}"):
        panel.body.addWidget(Text(words, TypeStyle.BODY))
    return panel


def history(lines: Sequence[tuple[str, str, str]]) -> list[QWidget]:
    """What was tried, the last first."""
    if not lines:
        return []
    found: list[QWidget] = [Line(), Text("これまで", TypeStyle.BODY_BOLD, "text_strong")]
    for when, what, who in lines:
        text = Text("", TypeStyle.BODY)
        text.set_spans([(f"{when}　", False), (what, True), (f"　{who}", False)])
        found.append(text)
    return found
