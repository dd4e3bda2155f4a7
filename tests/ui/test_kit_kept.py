"""What is kept of a widget, its sizes and its picture, is what it would work out anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmapCache
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from dtcoach.domain.words import Route
from dtcoach.ui.kit import theme
from dtcoach.ui.kit.answer import AnswerButton
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Verdict
from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.measured import Measured
from dtcoach.ui.kit.offer import OfferCard, OfferModel
from dtcoach.ui.kit.pictured import Pictured
from dtcoach.ui.kit.pressable import Pressable
from dtcoach.ui.kit.steps import StepModel, StepNav, StepState
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import ThemeChoice, TypeStyle
from dtcoach.ui.visit.offer_model import OfferRow
from dtcoach.ui.visit.offers import WayList
from dtcoach.ui.visit.path import PathCard
from dtcoach.ui.visit.path_model import PathEntry

WIDTHS = (90, 160, 240, 700)
LONG = "住民票の写しを、あとで郵送するために、お名前とご住所をお聞きします"


def _hovered(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def _no_more_hovered(widget: QWidget) -> None:
    widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)


def _held(widget: Pressable) -> None:
    widget.setDown(True)


def _let_go(widget: Pressable) -> None:
    widget.setDown(False)


def _offer(title: str, verdict: Verdict, reason: str = "", key: str = "1") -> OfferModel:
    return OfferModel(Route.POST.value, title, verdict, reason, key)


def _way(title: str, standing: str, reason: str) -> OfferRow:
    return OfferRow(Route.POST, title, standing, reason)


BUTTON: tuple[Callable[[Button], object], ...] = (
    _hovered,
    _held,
    _let_go,
    _no_more_hovered,
    lambda b: b.set_label("この方法で進む"),
    lambda b: b.set_icon("check"),
    lambda b: b.set_kind(ButtonKind.SOLID),
    lambda b: b.set_size(ButtonSize.SMALL),
    lambda b: b.set_reason("番号で答えます"),
    lambda b: b.set_reason(""),
    lambda b: b.show_key("F8"),
    lambda b: b.print_key(False),
    lambda b: b.setEnabled(False),
)
ANSWER: tuple[Callable[[AnswerButton], object], ...] = (
    _hovered,
    lambda b: b.setChecked(True),
    _no_more_hovered,
    _held,
    _let_go,
    lambda b: b.set_label(LONG),
    lambda b: b.set_key("7"),
    lambda b: b.set_reason("先に日付を入れます"),
)
CARD: tuple[Callable[[PathCard], object], ...] = (
    _hovered,
    _no_more_hovered,
    lambda c: c.set_entry(PathEntry("方法", LONG, "")),
    lambda c: c.set_entry(PathEntry("来た人", "本人", "who")),
)
OFFER: tuple[Callable[[OfferCard], object], ...] = (
    lambda c: c.setChecked(True),
    _hovered,
    lambda c: c.set_model(_offer(LONG, Verdict.POSSIBLE, LONG)),
    _no_more_hovered,
    lambda c: c.set_model(_offer("後日来庁", Verdict.REFUSED, "", "")),
)
NAV: tuple[Callable[[StepNav], object], ...] = (
    lambda n: n.set_steps([StepModel("受付", StepState.DONE), StepModel("方法", StepState.NOW)]),
    lambda n: n.set_steps(
        [
            StepModel(f"手順その{i}", StepState(s))
            for i, s in enumerate(["済み", "いま", "これから"])
        ]
        * 4
    ),
    lambda n: n.set_steps([]),
)
WAYS: tuple[Callable[[WayList], object], ...] = (
    lambda w: w.set_rows([_way("後日来庁", "refused", LONG)]),
    lambda w: w.set_rows([_way(LONG, "best", ""), _way("郵送", "open", LONG)]),
)
TEXT: tuple[Callable[[Text], object], ...] = (
    lambda t: t.setText(LONG),
    lambda t: t.set_spans([("住民票", True), ("の写しを", False)]),
    lambda t: t.setText("住民票の写しを"),
    lambda t: t.set_style(TypeStyle.HEADING_24),
    lambda t: t.setContentsMargins(8, 4, 8, 4),
    lambda t: t.set_language("ko"),
    lambda t: t.setText(""),
)
KINDS: dict[str, tuple[Callable[[], QWidget], tuple[Callable[..., object], ...]]] = {
    "button": (lambda: Button("次へ", key="Enter"), BUTTON),
    "answer": (lambda: AnswerButton("はい", key="1"), ANSWER),
    "card": (lambda: PathCard(PathEntry("来た人", "代理人", "who")), CARD),
    "offer": (lambda: OfferCard(_offer("郵送", Verdict.RECOMMENDED, "届きます")), OFFER),
    "steps": (StepNav, NAV),
    "ways": (lambda: WayList("できない方法"), WAYS),
    "text": (lambda: Text("住民票"), TEXT),
}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_kept_is_what_would_be_worked_out(
    kind: str, qapp: QApplication, qtbot: QtBot
) -> None:
    make, acts = KINDS[kind]
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(300, 90)
    widget.show()
    looks: list[Callable[..., object]] = [
        lambda _: theme.apply(qapp, ThemeChoice.HIGH_CONTRAST, 1.0),
        lambda _: theme.apply(qapp, ThemeChoice.LIGHT, 1.5),
    ]
    try:
        for act in (lambda _: None, *acts, *looks, *acts):
            act(widget)
            _assert_true(widget)
    finally:
        theme.apply(qapp, ThemeChoice.LIGHT, 1.0)


def _assert_true(widget: QWidget) -> None:
    sizes = [widget.heightForWidth(width) for width in WIDTHS], widget.sizeHint()
    if isinstance(widget, Measured):
        widget._measure_again()
        assert sizes == ([widget.heightForWidth(width) for width in WIDTHS], widget.sizeHint())
    picture = widget.grab().toImage()
    if isinstance(widget, Pictured):
        QPixmapCache.clear()
        assert picture == widget.grab().toImage(), "a picture of what it was before"


@pytest.mark.parametrize("kind", ["button", "answer", "card", "offer"])
def test_each_state_has_a_picture_of_its_own(kind: str, qtbot: QtBot) -> None:
    make, _ = KINDS[kind]
    plain, hovered = make(), make()
    for widget in (plain, hovered):
        qtbot.addWidget(widget)
        widget.resize(300, 90)
        widget.show()
    _hovered(hovered)
    assert plain.grab().toImage() != hovered.grab().toImage()


def test_a_picture_is_drawn_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    draw = Button._draw

    def counted(button: Button, painter: QPainter, rect: QRectF) -> None:
        drawn.append(button.label)
        draw(button, painter, rect)

    monkeypatch.setattr(Button, "_draw", counted)
    QPixmapCache.clear()
    for _ in range(3):
        button = Button("中断", key="F2")
        qtbot.addWidget(button)
        button.resize(button.sizeHint())
        button.grab()
        button.grab()
    assert drawn == ["中断"]


def test_long_words_in_the_least_room_have_enough_and_are_not_broken(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt asks for it with each page; to break them into hundreds of lines took 15 ms."""
    words = "\n".join(f"・{LONG}、{LONG}。" for _ in range(4))
    for style in (TypeStyle.NOTE, TypeStyle.BODY, TypeStyle.SAY):
        text = Text(words, style)
        qtbot.addWidget(text)
        least = text.minimumSizeHint().width()
        real = [lay_out(words, style, width).height for width in (least - 1, least)]
        with monkeypatch.context() as patched:
            patched.setattr(Text, "_lines", lambda *_: pytest.fail("broken for nobody"))
            given = [text.heightForWidth(width) for width in (least - 1, least)]
        assert all(high >= needed for high, needed in zip(given, real, strict=True))
        assert text.heightForWidth(least + 1) == lay_out(words, style, least + 1).height
