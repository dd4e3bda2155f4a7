"""The walk that looks for inaccessible widgets finds them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.text import Text
from tests.ui.accessible import assert_accessible

Show = Callable[[QWidget], QWidget]


def window_with(part: QWidget) -> QWidget:
    window = QWidget()
    window.resize(400, 200)
    part.setParent(window)
    part.move(10, 10)
    return window


def nameless() -> QWidget:
    button = QToolButton()
    button.setMinimumSize(60, 60)
    return button


def nameless_field() -> QWidget:
    field = QLineEdit()
    field.setMinimumHeight(60)
    return field


def tiny() -> QWidget:
    label = QLabel("小さな字")
    font = QFont(label.font())
    font.setPixelSize(11)
    label.setFont(font)
    return label


def low_button() -> QWidget:
    button = QPushButton("押す")
    button.setFixedHeight(24)
    return button


def low_answer() -> QWidget:
    answer = AnswerButton("はい")
    answer.setFixedHeight(40)
    return answer


def narrow() -> QWidget:
    button = QPushButton("とても長い名前のボタン")
    button.setFixedSize(60, 48)
    return button


def squeezed() -> QWidget:
    text = Text("折り返すと二行になる文です。折り返すと二行になる文です。")
    text.setFixedSize(200, 20)
    return text


def outside() -> QWidget:
    holder = QWidget()
    holder.setFixedSize(80, 60)
    label = QLabel("はみ出す", holder)
    label.move(60, 0)
    label.resize(label.sizeHint())
    return holder


def tofu() -> QWidget:
    return QLabel("読めない字 \U00013000\ue000")


@pytest.mark.parametrize(
    ("make", "complaint"),
    [
        (nameless, "no accessible name"),
        (nameless_field, "no accessible name"),
        (tiny, "text of 11 px"),
        (low_button, "24 px high, needs 36"),
        (low_answer, "40 px high, needs 44"),
        (narrow, "clipped: 60 px wide"),
        (squeezed, "clipped: 20 px high"),
        (outside, "reaches out of its parent"),
        (tofu, "no glyph for"),
    ],
)
def test_a_problem_is_named(make: Callable[[], QWidget], complaint: str, show: Show) -> None:
    window = show(window_with(make()))
    with pytest.raises(AssertionError, match=complaint):
        assert_accessible(window)


def test_two_controls_on_one_key_are_named(show: Show) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(AnswerButton("はい", key="1"))
    row.addWidget(AnswerButton("いいえ", key="1"))
    with pytest.raises(AssertionError, match="share the key 1"):
        assert_accessible(show(window))


def test_a_good_window_passes(show: Show) -> None:
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(Text("ようこそ"))
    row.addWidget(AnswerButton("はい", key="1"))
    assert_accessible(show(window))


def test_a_window_that_is_not_shown_cannot_be_judged() -> None:
    with pytest.raises(AssertionError, match="show the window first"):
        assert_accessible(QWidget())
