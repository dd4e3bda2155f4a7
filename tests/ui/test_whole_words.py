"""What is read at a glance is not torn: names at the end of a line, points under their number."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from dtcoach.ui.kit.lines import lay_out
from dtcoach.ui.kit.text import Text
from dtcoach.ui.kit.theme import TypeStyle
from dtcoach.ui.practice.names import Names
from dtcoach.ui.start.point import Point

SYSTEMS = ("ダウン対策サーバー", "戸籍情報連携（国）", "国保・年金", "公的個人認証（JPKI）", "電源")


@pytest.mark.parametrize("width", [180, 240, 280, 400])
def test_no_name_goes_over_two_lines(qtbot: QtBot, width: int) -> None:
    names = Names(TypeStyle.NOTE)
    qtbot.addWidget(names)
    names.set_names(SYSTEMS)
    names.resize(width, names.heightForWidth(width))
    names.show()
    texts = names.findChildren(Text)
    assert "".join(text.text() for text in texts) == "・".join(SYSTEMS)
    assert all(text.width() >= lay_out(text.text(), TypeStyle.NOTE).width for text in texts)
    assert max(text.geometry().bottom() for text in texts) < names.height()
    names.set_names(SYSTEMS[:2], "停止：")
    shown = [text.text() for text in names.findChildren(Text) if text.isVisible()]
    assert shown == ["停止：", f"{SYSTEMS[0]}・", SYSTEMS[1]]


def test_further_lines_of_a_point_stand_under_its_words(qtbot: QtBot) -> None:
    point = Point(3, "この端末は電池で動いているか。残りを見て、紙の一式に替える時刻を決める")
    qtbot.addWidget(point)
    point.resize(300, point.heightForWidth(300))
    point.show()
    number, words = point.findChildren(Text)
    assert number.text() == "3."
    assert words.x() > number.geometry().right()
    assert words.height() >= lay_out(words.text(), TypeStyle.BODY, words.width()).height
    assert lay_out(words.text(), TypeStyle.BODY, words.width()).count > 1
