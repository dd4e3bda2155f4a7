"""What `doctor` looks at and `self-test` tries: parts of every layer, one by one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from dtcoach.app.doctor import Finding, Level, Look
from dtcoach.app.errors import ProblemFound
from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.words import IncidentKind

if TYPE_CHECKING:
    from dtcoach.compose import House


def looks(house: House) -> Iterator[tuple[str, Look]]:
    """The doctor's looks, in the order in which they are told."""
    from dtcoach.adapters import terminal

    yield "content", lambda: _content(house)
    yield "log", lambda: _log(house)
    yield "disk", lambda: terminal.look_at_disk(house.data)
    yield "clock", lambda: terminal.look_at_clock(house.clock.now())
    yield "fonts", terminal.look_at_fonts
    yield "printer", terminal.look_at_printer


def _content(house: House) -> Iterator[Finding]:
    for problem in house.offered.problems:
        yield Finding("content", Level.PROBLEM, problem)
    if house.in_force.notice:
        yield Finding("content", Level.NOTE, house.in_force.notice)
    content = house.content
    unconfirmed = len(content.profile.unconfirmed)
    yield Finding(
        "content",
        Level.FINE,
        f"手順 {len(content.procedures)} 件、想定 {len(content.scenarios)} 件を読めました"
        f"（版 {content.digest[:12]}）。",
    )
    approval = house.in_force.approval
    if approval is None:
        yield Finding("approval", Level.NOTE, "この版の手順は、まだ承認されていません（未承認）。")
    else:
        yield Finding(
            "approval",
            Level.FINE,
            f"{approval.approver} が {long_date(approval.at.date())}に承認した版です。",
        )
    if unconfirmed:
        yield Finding(
            "content",
            Level.NOTE,
            f"区に確認していない設定（要確認）が {unconfirmed} 件あります"
            "（一覧は dtcoach doctor --settings）。",
        )


def _log(house: House) -> Iterator[Finding]:
    from dtcoach.adapters.keys import KeyPlace

    opened = house.open_log()
    try:
        for notice in opened.notices:
            yield Finding("log", Level.PROBLEM, notice.sentence)
        for aside in opened.aside:
            yield Finding("log", Level.NOTE, f"使うのをやめた記録が残っています（{aside.log}）。")
        report = opened.log.verify()
        for sentence in report.problems:
            yield Finding("log", Level.PROBLEM, sentence)
        if not report.problems:
            yield Finding("log", Level.FINE, f"記録 {report.events:,} 件を読み、すべて無事です。")
        if opened.key_place is KeyPlace.FILE:
            yield Finding(
                "key",
                Level.NOTE,
                "記録の鍵は、データフォルダーのファイルにあります（この端末に鍵の保管庫がないため）。",
            )
        else:
            yield Finding("key", Level.FINE, "記録の鍵は、この端末の鍵の保管庫にあります。")
    finally:
        opened.log.close()


def trials(house: House) -> Iterator[tuple[str, Callable[[], None]]]:
    """What a build must be able to do, each part by itself."""
    yield "記録を開き、書き、読み返す", lambda: _try_log(house)
    yield "手順を読む", lambda: _try_content(house)
    yield "用紙を一枚作る", lambda: _try_paper(house)
    yield "郵便番号から住所を出す", lambda: _try_postcode(house)
    yield "画面を出す", lambda: _try_window(house)


def _try_log(house: House) -> None:
    from dtcoach.adapters.store import open_log
    from dtcoach.app.counter import Counter

    with tempfile.TemporaryDirectory() as folder:
        opened = open_log(Path(folder))
        counter = Counter(opened.log, house.shelf, house.clock, house.days, house.new_id)
        try:
            counter.declare(IncidentKind.DRILL, "full-outage", "動作確認")
            visit = counter.desk.open_visit(counter.clerk, ["move-in"])
            if [row.id for row in counter.waiting()] != [visit.id]:
                raise ProblemFound("書いた受付を読み返せません。")
            if problems := opened.log.verify().problems:
                raise ProblemFound("".join(problems))
        finally:
            opened.log.close()


def _try_content(house: House) -> None:
    if house.shipped.problems:
        raise ProblemFound(house.shipped.problems[0])
    if not house.content.procedures:
        raise ProblemFound("手順が一つもありません。")


def _try_paper(house: House) -> None:
    from dtcoach.app.paper import Order, imprint_of

    content = house.content
    imprint = imprint_of(content.digest, house.in_force.approval, house.clock.now())
    paper = house.press.draw(
        Order("reception-slip", {"number": "101-001", "procedures": "転入"}, imprint, ("訓練",))
    )
    if not paper.pdf.startswith(b"%PDF-") or b"%%EOF" not in paper.pdf[-16:]:
        raise ProblemFound("用紙が PDF になりません。")
    if not all(picture.pixels for picture in house.press.pictures(paper.pdf, 72)):
        raise ProblemFound("用紙を画面に出せません。")


def _try_postcode(house: House) -> None:
    found = house.postcodes.area("140-0002")
    if found is None or found.address != "東京都品川区東品川":
        raise ProblemFound("郵便番号の表を引けません。")


def _try_window(house: House) -> None:
    from dtcoach.ui.application import render_once

    with tempfile.TemporaryDirectory() as folder:
        render_once(house.at(Path(folder)))
