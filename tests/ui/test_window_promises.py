"""約束 through the real window, by keys, on a real log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from pathlib import Path
from time import thread_time

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from dtcoach.app.call_words import TEMPLATES
from dtcoach.app.paper import Picture
from dtcoach.domain.events import FormPrinted, PromiseMade
from dtcoach.domain.promises.handling import Handling
from dtcoach.domain.promises.promise import PromiseState, PromiseStatus
from dtcoach.domain.proof.wording import MARKS, PROMISES, REVEALING
from dtcoach.domain.words import PromiseKind, TryResult
from dtcoach.ui.followups.small_sheets import AddressSheet, ChoiceSheet, MenuSheet, PlanSheet
from dtcoach.ui.followups.try_sheet import TrySheet
from dtcoach.ui.followups.words import RESULT, yen_in
from dtcoach.ui.kit.text import Text
from dtcoach.ui.promises.batch_sheet import BatchSheet
from dtcoach.ui.promises.model import NAME, STATE
from dtcoach.ui.promises.page import PromisesPage
from dtcoach.ui.promises.rows import Shown
from tests.app.owed import SAFE, Owed
from tests.ui.accessible import assert_accessible
from tests.ui.window import Desk, Key

Open = Callable[..., Desk]
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SLOW_MS = 20_000
"""For the first paper, with which the fonts are read, on a busy machine."""
POST_SAFE = {"support_measures": "no"}
UNSAFE = SAFE | {"contact_safe": "unknown"}


@pytest.fixture
def desk(open_desk: Open) -> Desk:
    desk = open_desk()
    desk.begin()
    return desk


def page_of(desk: Desk) -> PromisesPage:
    """To 約束, by keys."""
    desk.press(Key.Key_4, modifier=ALT)
    desk.press(Key.Key_F3)
    page = desk.window.recovery.page
    assert isinstance(page, PromisesPage)
    desk.until(lambda: page.is_read)
    return page


def chosen(page: PromisesPage) -> PromiseState:
    item = page.chosen
    assert isinstance(item, PromiseState)
    return item


def as_text(page: PromisesPage) -> list[str]:
    model = page.table.model()
    return [
        " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def words_in(page: PromisesPage) -> str:
    return "\n".join(text.text() for text in page.panel.findChildren(Text))


def logged(desk: Desk, promise: PromiseState) -> PromiseState:
    """As another start of dtcoach would read it."""
    from dtcoach.app.followups import FollowUps

    book = FollowUps(desk.counter.log, desk.counter.operations.state.id)
    book.refresh()
    return next(one for one in book.promises if one.id == promise.id)


def test_a_call_that_nobody_answers_and_then_somebody_does(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE, due="2025-01-06")
    page = page_of(desk)
    assert as_text(page) == [
        "本日 | 1/6（月）まで | 電話 | 101-001 | 髙橋 さくら | 住民票の写し | 戸籍住民課"
    ]
    assert "03-5742-0001" in words_in(page)
    assert_accessible(desk.window)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(TrySheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_2, Key.Key_Return)
    assert desk.sheet is None
    tried = logged(desk, call)
    assert [one.result for one in tried.tries] == [TryResult.ABSENT]
    assert tried.next_at is not None
    assert "不在" in words_in(page)
    desk.press(Key.Key_Return, Key.Key_1, Key.Key_Return)
    assert logged(desk, call).status is PromiseStatus.KEPT
    assert as_text(page) == []
    assert_accessible(desk.window)


def test_who_is_not_known_to_be_safe_is_for_the_lead_and_no_word_says_why(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE, UNSAFE)
    page = page_of(desk)
    model = page.table.model()
    assert model.index(0, NAME).data() == "係長が扱います"
    shown = words_in(page) + "\n".join(as_text(page))
    assert "係長が扱います" in shown
    assert "03-5742" not in shown
    assert "髙橋" not in shown
    assert REVEALING.search(shown) is None
    assert_accessible(desk.window)
    desk.press(Key.Key_Return, Key.Key_1)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(TrySheet)
    assert logged(desk, call).is_open
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    kept = logged(desk, call)
    assert (kept.status, kept.lead) == (PromiseStatus.KEPT, "大崎 次郎")


def test_what_is_learned_after_the_visit_leaves_a_call_to_the_lead(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE)
    page = page_of(desk)
    assert "03-5742-0001" in words_in(page)
    desk.press(Key.Key_F8)
    assert_accessible(desk.window)
    desk.press(Key.Key_4)
    assert desk.sheet is None
    assert logged(desk, call).handling is Handling.LEAD
    shown = words_in(page) + "\n".join(as_text(page))
    assert "係長が扱います" in shown
    assert "03-5742" not in shown
    assert "髙橋" not in shown
    assert REVEALING.search(shown) is None


def test_a_letter_from_the_record_to_the_post_box(desk: Desk):
    owed = Owed(desk.counter)
    post = owed.promise(PromiseKind.POST, POST_SAFE)
    page = page_of(desk)
    desk.press(Key.Key_Return)
    assert desk.sheet_is(AddressSheet)
    assert_accessible(desk.window)
    desk.write("1400005")
    desk.press(Key.Key_Tab)
    desk.write("品川区広町2-1-36")
    desk.press(Key.Key_Tab)
    desk.write("品川 花子")
    desk.press(Key.Key_Return)
    assert desk.sheet_is(AddressSheet), "the second person is another one"
    desk.press(Key.Key_A, modifier=CTRL)
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    checked = logged(desk, post)
    assert checked.address is not None
    assert checked.address.second == "大崎 次郎"
    desk.press(Key.Key_Return)
    assert_accessible(desk.window)
    desk.write("定形・簡易書留")
    desk.press(Key.Key_Tab)
    desk.write("460円")
    desk.press(Key.Key_Return)
    sent = logged(desk, post)
    assert sent.status is PromiseStatus.KEPT
    assert [(one.mail, one.yen) for one in sent.posted] == [("定形・簡易書留", 460)]
    assert any("郵便 1通 460円" in chip for chip in chips(page))


def chips(page: PromisesPage) -> list[str]:
    from dtcoach.ui.kit.chip import Chip

    return [chip.text() for chip in page.findChildren(Chip) if chip.isVisible()]


def test_another_day_an_end_and_what_was_written_by_mistake(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE)
    page = page_of(desk)
    desk.press(Key.Key_F8)
    assert desk.sheet_is(MenuSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_1)
    assert desk.sheet_is(PlanSheet)
    desk.write("1/8")
    desk.press(Key.Key_Return)
    assert str(logged(desk, call).due) == "2025-01-08"
    desk.press(Key.Key_F8, Key.Key_3)
    assert desk.sheet_is(ChoiceSheet)
    desk.press(Key.Key_1, Key.Key_Return)
    assert desk.sheet_is(ChoiceSheet), "only the lead may say so"
    desk.write("大崎 次郎")
    desk.press(Key.Key_Return)
    assert logged(desk, call).status is PromiseStatus.DROPPED
    page.filters.shown.choose(Shown.ENDED.value)
    page.filters.changed.emit()
    page.table.setFocus()
    desk.press(Key.Key_F8)
    menu = desk.sheet
    assert isinstance(menu, MenuSheet)
    desk.press(Key.Key_2)
    assert logged(desk, call).is_open


def test_digits_and_words_narrow_the_list_and_the_late_come_first(desk: Desk):
    owed = Owed(desk.counter)
    owed.promise(PromiseKind.RETURN_VISIT, due="2025-01-09")
    late = owed.promise(PromiseKind.PHONE, due="2025-01-04")
    owed.promise(PromiseKind.POST, POST_SAFE)
    page = page_of(desk)
    assert [line.split(" | ")[0] for line in as_text(page)] == ["遅れ", "期日前", "復旧待ち"]
    assert chosen(page).id == late.id
    desk.press(Key.Key_4)
    assert [line.split(" | ")[2] for line in as_text(page)] == ["再来庁"]
    desk.press(Key.Key_1)
    desk.press(Key.Key_F, modifier=CTRL)
    desk.write("鈴木翔")
    assert [line.split(" | ")[3] for line in as_text(page)] == ["101-002"]
    desk.write("どこにもない")
    assert as_text(page) == []
    assert_accessible(desk.window)


def test_after_the_word_that_it_is_usable_what_waited_can_be_done(desk: Desk):
    owed = Owed(desk.counter)
    owed.promise(PromiseKind.PHONE)
    page = page_of(desk)
    assert page.table.model().index(0, STATE).data() == "復旧待ち"
    desk.counter.operations.recovered("係長", "使える")
    desk.press(Key.Key_F2, Key.Key_F3)
    assert page.table.model().index(0, STATE).data() == "今できる"


def test_a_restart_shows_the_same_list(desk: Desk, open_desk: Open, tmp_path: Path):
    owed = Owed(desk.counter)
    owed.promise(PromiseKind.PHONE, due="2025-01-06")
    page_of(desk)
    desk.press(Key.Key_Return, Key.Key_3, Key.Key_Return)
    before = as_text(page_of(desk))
    desk.close()
    again = open_desk(tmp_path / "data")
    assert as_text(page_of(again)) == before


def test_the_disk_that_was_full_is_told_and_the_call_is_written_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    from dtcoach.app.errors import DiskFull
    from dtcoach.ui.unsaved import TroubleSheet

    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE)
    page_of(desk)
    inner = desk.counter.log._inner
    real = inner.append

    def full(_drafts: object) -> None:
        raise DiskFull("ディスクがいっぱいです。")

    monkeypatch.setattr(inner, "append", full)
    desk.press(Key.Key_Return, Key.Key_1, Key.Key_Return)
    assert desk.sheet_is(TroubleSheet)
    monkeypatch.setattr(inner, "append", real)
    desk.press(Key.Key_Return)
    assert desk.sheet is None
    assert [one.result for one in logged(desk, call).tries] == [TryResult.TOLD]


def test_four_hundred_promises_are_narrowed_beside_the_keys(desk: Desk):
    owed = Owed(desk.counter)
    with desk.counter.log.together():
        for number in range(400):
            kind = (PromiseKind.PHONE, PromiseKind.POST, PromiseKind.RETURN_VISIT)[number % 3]
            owed.counter.followups  # noqa: B018  (the book is there before the visits)
            owed.visit([_made(kind)], SAFE)
    page = page_of(desk)
    assert page.table.model().rowCount() == 400
    began = thread_time()
    desk.press(Key.Key_2)
    assert thread_time() - began < 1
    assert page.table.model().rowCount() == 134
    assert_accessible(desk.window)


def _made(kind: PromiseKind) -> PromiseMade:
    return PromiseMade(1, kind, None, "戸籍住民課")


def test_the_model_keeps_the_rules_of_models(desk: Desk, qtmodeltester: ModelTester):
    owed = Owed(desk.counter)
    owed.promise(PromiseKind.PHONE)
    owed.promise(PromiseKind.POST, UNSAFE)
    page = page_of(desk)
    model = page.table.model()
    qtmodeltester.check(model)  # type: ignore[no-untyped-call]
    spoken = model.index(0, STATE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "状態 復旧待ち"


@pytest.mark.parametrize("text", [*TEMPLATES, *RESULT.values()])
def test_no_word_of_a_call_promises_or_reveals(text: str):
    for rule in (PROMISES, REVEALING, MARKS):
        assert rule.search(text) is None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("460", 460), ("４６０円", 460), ("¥1,460", 1460), ("", None), ("四百", None), ("-5", None)],
)
def test_an_amount_as_it_is_typed(typed: str, meant: int | None):
    assert yen_in(typed) == meant


def test_large_text_gives_the_list_its_room(desk: Desk, qapp: object):
    from dtcoach.ui.kit import theme

    owed = Owed(desk.counter)
    owed.promise(PromiseKind.PHONE, due="2025-01-06")
    page = page_of(desk)
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 2.0)  # type: ignore[arg-type]
    desk.settle()
    assert page.is_narrow
    assert_accessible(desk.window)
    desk.press(Key.Key_F9)
    assert_accessible(desk.window)
    desk.press(Key.Key_F9, Key.Key_F11)
    assert_accessible(desk.window)
    theme.apply(qapp, theme.ThemeChoice.LIGHT, 1.0)  # type: ignore[arg-type]


class PaperlessPrinters:
    """Implements `Printers`; keeps what it was sent."""

    def __init__(self, name: str | None) -> None:
        self._name = name
        self.sent: list[str] = []

    def name(self) -> str | None:
        return self._name

    def send(self, name: str, title: str, pages: Iterable[Picture], dpi: int) -> None:
        assert list(pages)
        self.sent.append(title)


def test_a_call_sheet_for_the_list_is_printed_and_in_the_log(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE)
    owed.promise(PromiseKind.PHONE, UNSAFE)
    page = page_of(desk)
    printers = page.batches.printers = PaperlessPrinters("2番のプリンター")
    desk.press(Key.Key_F6)
    assert desk.sheet_is(BatchSheet)
    assert_accessible(desk.window)
    desk.press(Key.Key_1)
    desk.until(lambda: page.batches.is_drawn, timeout_ms=SLOW_MS)
    said = "\n".join(text.text() for text in desk.window.findChildren(Text) if text.isVisible())
    assert "1件（1ページ）。係長が扱う 1件は入れません。" in said
    assert_accessible(desk.window)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.sheet is None, timeout_ms=SLOW_MS)
    assert printers.sent == ["呼び出し票"]
    assert printed(desk, call) == ["call-sheet"]


def printed(desk: Desk, promise: PromiseState) -> list[str]:
    """The papers that the log has of its visit."""
    bodies = (event.body for event in desk.counter.log.of_visit(promise.visit))
    return [body.form for body in bodies if isinstance(body, FormPrinted)]


def test_labels_that_nobody_checked_are_not_printed_and_no_printer_is_told(
    desk: Desk, tmp_path: Path
):
    owed = Owed(desk.counter)
    post = owed.promise(PromiseKind.POST, POST_SAFE)
    page = page_of(desk)
    page.batches.printers = PaperlessPrinters(None)
    desk.press(Key.Key_F6, Key.Key_2)

    def said() -> str:
        return "\n".join(text.text() for text in desk.window.findChildren(Text))

    desk.until(lambda: "宛先を記録で確かめた郵便がありません" in said(), timeout_ms=SLOW_MS)
    desk.press(Key.Key_Escape)
    owed.promising.address_checked(post, "1400005", "品川区広町2-1-36", "大崎 次郎")
    page.refresh()
    desk.press(Key.Key_F6, Key.Key_3)
    desk.until(lambda: page.batches.is_drawn, timeout_ms=SLOW_MS)
    desk.press(Key.Key_Return)
    assert "プリンターがありません" in said()
    path = tmp_path / "labels.pdf"
    page.batches.ask_file = lambda _name: str(path)
    desk.press(Key.Key_F7)
    assert desk.sheet is None
    assert path.read_bytes().startswith(b"%PDF")
    assert printed(desk, post) == ["labels-24"]


def test_a_call_grows_late_while_nobody_touches_the_list(desk: Desk):
    owed = Owed(desk.counter)
    call = owed.promise(PromiseKind.PHONE)
    soon = desk.counter.clock.now() + timedelta(minutes=5)
    owed.promising.tried(call, TryResult.BUSY, next_at=soon)
    page = page_of(desk)
    assert page.table.model().index(0, STATE).data() == "本日"
    desk.house.clock.at += timedelta(minutes=6)
    desk.window.minute_passed()
    assert page.table.model().index(0, STATE).data() == "遅れ"
