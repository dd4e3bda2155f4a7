"""紙と報告 from the place 訓練: papers before a drill, its report after it, each as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QProgressBar

from dtcoach.app.counter import Counter
from dtcoach.app.drill_files import FILE_TITLES, DrillFile, DrillFiles
from dtcoach.app.errors import KnownError
from dtcoach.app.paper import Press
from dtcoach.app.reporting import Reporting
from dtcoach.app.workbook import Progress, Workbooks
from dtcoach.ui.kit.button import Button, ButtonKind
from dtcoach.ui.kit.choice import RadioField
from dtcoach.ui.kit.notice import Notice, NoticeKind
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.text import Text
from dtcoach.ui.report.saving import Made, ReportSaver, made_of

_NOTES = {
    DrillFile.ROLE_CARDS: "役の紙（PDF）　一人に一枚。最後の紙は正解で、統制役だけが見ます",
    DrillFile.EVALUATION: "評価票（PDF）　観察する方が、見ながら書きます",
    DrillFile.REPORT: "訓練の報告（PDF）",
    DrillFile.TABLES: "訓練の報告の表（Excel）　点数の一つずつに、元の記録が付きます",
}


class FilesSheet(Sheet):
    """Stays open once a file is made: the next one is often wanted, too."""

    def __init__(self, counter: Counter) -> None:
        super().__init__("紙と報告")
        exercise = counter.exercise
        assert exercise is not None
        self._counter = counter
        self._exercise = exercise
        self.ask_file: Callable[[str], str] = self._ask_file
        self.saver = ReportSaver(self)
        self.saver.told.connect(self._on_told)
        self.saver.saved.connect(self._on_saved)
        self.saver.failed.connect(self._on_failed)
        started, ended = exercise.running.is_started, exercise.running.is_ended
        offered = [file for file in DrillFile if started or file not in _OF_REPORT]
        self.file = RadioField("何を作りますか", [(one.value, _NOTES[one]) for one in offered])
        self.file.choose(DrillFile.REPORT if ended else DrillFile.ROLE_CARDS)
        self._meter = QProgressBar()
        self._meter.setAccessibleName("紙と報告を作る進み具合")
        self._meter.hide()
        self._notice = Notice(NoticeKind.SUCCESS, "")
        self._notice.hide()
        self.body.addWidget(Text("どのページにも「訓練」の印が付きます。"))
        if started and not ended:
            self.body.addWidget(Text("訓練の途中です。報告には、いままでの記録だけが載ります。"))
        for part in (self.file, self._meter, self._notice):
            self.body.addWidget(part)
        self._back = Button("閉じる", key="Esc")
        self._back.clicked.connect(self.close_sheet)
        self._go = Button("保存する場所を選ぶ", ButtonKind.SOLID, icon="print", key="Enter")
        self._go.clicked.connect(self._on_go)
        self.set_buttons([self._back], [self._go])
        self.dismissed.connect(self.saver.give_up)

    def _on_go(self) -> None:
        if self.saver.is_working:
            return
        file, now = DrillFile(self.file.value() or ""), self._counter.wall_clock.now()
        ending = "xlsx" if file is DrillFile.TABLES else "pdf"
        title = FILE_TITLES[file].partition("（")[0]
        mark = "" if "訓練" in title else "_訓練"
        path = self.ask_file(f"{title}{mark}_{self._exercise.drill.id}_{now:%Y%m%d}.{ending}")
        if not path:
            return
        try:
            make = self._make(file, path)
        except KnownError as error:
            self._on_failed(error.sentence)
            return
        self._notice.hide()
        self._meter.setRange(0, 0)
        self._meter.show()
        self._back.set_label("やめる")
        self._go.set_reason("作っています")
        self.reveal(self._meter)
        self.saver.save(path, make)

    def _make(self, file: DrillFile, path: str) -> Callable[[Progress], Made]:
        counter, exercise = self._counter, self._exercise
        content = counter.content
        approval, now = counter.shelf.approval_of(content.digest), counter.wall_clock.now()
        reporting = Reporting(counter.log, content, counter.days, approval, now)
        assert counter.make_drills is not None
        incident = exercise.operations.state.id
        files = DrillFiles(reporting, counter.make_drills(), incident, exercise.drill)
        if file is DrillFile.TABLES:
            return partial(_tables, files, Path(path), counter.workbooks)
        return partial(_paper, files, file, counter.papers.press)

    def _on_told(self, done: int, whole: int) -> None:
        if self.saver.is_working and whole:
            self._meter.setRange(0, whole)
            self._meter.setValue(done)

    def _on_saved(self, path: str, words: str) -> None:
        self._tell(NoticeKind.SUCCESS, f"保存しました（{words}）", path)

    def _on_failed(self, sentence: str) -> None:
        self._tell(NoticeKind.WARNING, sentence)

    def _tell(self, kind: NoticeKind, title: str, body: str = "") -> None:
        self._meter.hide()
        self._back.set_label("閉じる")
        self._go.set_reason("")
        self._notice.set_notice(kind, title, body)
        self._notice.show()
        self.reveal(self._notice)
        self._go.setFocus()

    def _ask_file(self, name: str) -> str:
        kind = "PDF (*.pdf)" if name.endswith(".pdf") else "Excel (*.xlsx)"
        path, _ = QFileDialog.getSaveFileName(self, "保存する場所", name, kind)
        return path


_OF_REPORT = (DrillFile.REPORT, DrillFile.TABLES)


def _paper(files: DrillFiles, file: DrillFile, press: Press, progress: Progress) -> Made:
    return made_of(files.paper(file, press, progress))


def _tables(files: DrillFiles, path: Path, books: Workbooks, progress: Progress) -> Made:
    return Made(f"表 {len(files.tables(path, books, progress).rows)}枚")
