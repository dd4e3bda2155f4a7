"""Every part of the kit on pages like the real ones, to be looked at and to be measured."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from dtcoach.ui.kit import theme
from dtcoach.ui.kit.answer import AnswerGroup, AnswerModel
from dtcoach.ui.kit.banner import BannerKind, BannerModel, IncidentBanner
from dtcoach.ui.kit.button import Button, ButtonKind, ButtonSize
from dtcoach.ui.kit.chip import Chip, Tone, Verdict
from dtcoach.ui.kit.choice import CheckRow, ComboField, RadioField
from dtcoach.ui.kit.columns import Columns
from dtcoach.ui.kit.date_field import DateField
from dtcoach.ui.kit.field import LineField, NoteField
from dtcoach.ui.kit.flow import ActionBar, FlowLayout, PageHead
from dtcoach.ui.kit.nav import ParkedModel, PlaceModel
from dtcoach.ui.kit.notice import Notice, NoticeKind, Strip
from dtcoach.ui.kit.offer import OfferList, OfferModel
from dtcoach.ui.kit.panel import EmptyState, Line, Panel, PanelKind, ScrollPane
from dtcoach.ui.kit.sheet import Sheet
from dtcoach.ui.kit.steps import StepModel, StepNav, StepState
from dtcoach.ui.kit.table import CellRole, Table
from dtcoach.ui.kit.text import Text, heading
from dtcoach.ui.kit.theme import SPACE, TypeStyle
from dtcoach.ui.kit.tiles import TileGrid, TileModel
from dtcoach.ui.shell import OperatorModel, Shell

_Index = QModelIndex | QPersistentModelIndex

PLACES = (
    PlaceModel("visit", "対応", "record_voice_over"),
    PlaceModel("board", "状況", "dashboard"),
    PlaceModel("ledger", "台帳", "book_2"),
)
PARKED = (
    ParkedModel("a", "101-014", "書類待ち", 6),
    ParkedModel("b", "101-016", "係長確認", 2),
)
OFFERS = (
    OfferModel(
        "accept-and-hold",
        "受付し、復旧後に処理",
        Verdict.RECOMMENDED,
        "本日の日付で届出になります。結果は電話で。",
        "Alt+Q",
    ),
    OfferModel(
        "post",
        "郵送（区の負担）",
        Verdict.POSSIBLE,
        "住民票は登録後に、登録の住所へ転送不要で。",
        "Alt+W",
    ),
    OfferModel(
        "return-visit",
        "後日来庁",
        Verdict.NEEDS_CHECK,
        "期限を過ぎるため、係長の承認が必要です。",
        "Alt+E",
    ),
    OfferModel("konbini", "コンビニ交付", Verdict.REFUSED, "転入前のため、まだ使えません。"),
    OfferModel(
        "downtime-certificate",
        "ダウン対策サーバー",
        Verdict.REFUSED,
        "前日時点のデータは更新できません。",
    ),
    OfferModel(
        "hotline", "国の窓口へ電話", Verdict.UNKNOWN, "電話の状態がまだ確認されていません。"
    ),
)
LABELS = (
    "本人確認",
    "転入",
    "国保",
    "住民票",
    "印鑑登録",
    "児童手当",
    "医療証",
    "年金",
    "マイナンバーカード",
    "税証明",
    "郵送の約束",
    "控え・約束",
)


def banner_model(kind: BannerKind = BannerKind.REAL) -> BannerModel:
    return BannerModel(
        kind, "住民記録システム 全面停止", "令和7年1月6日（月）11:20〜", "1時間42分", "8分後"
    )


def step_models(total: int, now: int) -> list[StepModel]:
    states = [StepState.DONE] * now + [StepState.NOW] + [StepState.NEXT] * (total - now - 1)
    return [StepModel(LABELS[i], states[i]) for i in range(total)]


class BoardModel(QAbstractTableModel):
    """A board as the table sees one."""

    HEADERS = ("システム", "状態", "確認した時刻", "だれが", "どうやって")
    ROWS = (
        ("住民記録", "停止", "12:55", "係長", "ログイン不可"),
        ("ダウン対策サーバー", "稼働", "12:40", "係員 A", "テスト印刷と既知の記録"),
        ("住基ネット", "停止", "12:55", "係長", "J-LIS に電話"),
        ("戸籍", "稼働", "11:50", "係員 B", "証明書を1通"),
        ("コンビニ交付", "稼働", "12:50", "係長", "実際に1通取得"),
        ("引越しワンストップ", "未確認", "—", "—", "—"),
        ("郵送", "稼働", "11:40", "文書係", "集荷 16:00"),
        ("プリンター", "不安定", "12:58", "係員 A", "2番が紙詰まり"),
    )
    LOOK: ClassVar = {
        "停止": (Tone.DANGER, "cancel-fill"),
        "稼働": (Tone.SUCCESS, "check_circle-fill"),
        "未確認": (Tone.NEUTRAL, "help-fill"),
        "不安定": (Tone.WARNING, "error-fill"),
    }

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.ROWS)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self.HEADERS[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.ROWS[index.row()]
        text = row[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return text
        if role == CellRole.STRONG:
            return index.column() < 2
        if index.column() == 1 and role in (CellRole.TONE, CellRole.ICON):
            return self.LOOK[text][0 if role == CellRole.TONE else 1]
        if role == CellRole.CHIP and index.column() == 2 and text in ("11:50", "—"):
            return ("要再確認", Tone.DANGER)
        return None


def column(*parts: QWidget, margin: int = 0, gap: int = 2 * SPACE) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    return page


def stretch(page: QWidget) -> None:
    layout = page.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addStretch(1)


def flow(*parts: QWidget) -> QWidget:
    row = QWidget()
    layout = FlowLayout(row, gap=12)
    for part in parts:
        layout.addWidget(part)
    policy = row.sizePolicy()
    policy.setHeightForWidth(True)
    row.setSizePolicy(policy)
    return row


def shell_with(page: QWidget, place: str, kind: BannerKind = BannerKind.REAL) -> Shell:
    shell = Shell("dtcoach", PLACES)
    shell.set_banner(banner_model(kind))
    shell.set_parked(PARKED)
    shell.set_operator(OperatorModel("戸籍住民課 3番窓口", "係員 A"))
    shell.add_page(place, page)
    shell.show_place(place)
    return shell


def read_date(text: str) -> date | None:
    match = re.fullmatch(r"R(\d+)\.(\d+)\.(\d+)", text)
    return date(2018 + int(match[1]), int(match[2]), int(match[3])) if match else None


def show_date(day: date) -> str:
    return f"令和{day.year - 2018}年{day.month}月{day.day}日（{'月火水木金土日'[day.weekday()]}）"


def guided() -> QWidget:
    steps = StepNav()
    steps.set_steps(step_models(5, 1))
    say = Panel("言うこと", PanelKind.SAY, icon="record_voice_over-fill")
    say.add_action(
        Button("やさしい日本語", ButtonKind.TEXT, icon="translate", key="F4", size=ButtonSize.SMALL)
    )
    say.add_action(
        Button("住民に見せる", ButtonKind.TEXT, icon="co_present", key="F6", size=ButtonSize.SMALL)
    )
    say.body.addWidget(
        Text(
            "「ご不便をおかけし申し訳ございません。転入の届は、本日の日付でお預かりできます。"
            "入力が終わりましたら、お電話でお知らせします。」",
            TypeStyle.SAY,
            "text_strong",
        )
    )
    day = DateField(
        "新しい住所に住み始めた日はいつですか",
        read_date,
        show_date,
        support="届書の「異動日」に書かれた日を見て入力します。（翌日から数えて14日以内）",
        required=True,
        placeholder="例 R6.12.23",
    )
    day.set_label_style(TypeStyle.HEADING_28)
    day.set_text("R6.12.23")
    day.set_meaning(
        [("令和6年12月23日（月） → 届出期限 ", False), ("令和7年1月6日（月）本日", True)]
    )
    late = Strip(Tone.DANGER, "本日が期限")
    late.set_spans(
        [
            ("後日来庁にすると期限を過ぎます。", True),
            (" 本日受け付けて、受付票をお渡しします。", False),
        ]
    )
    bar = ActionBar()
    bar.set_buttons(
        [Button("わからない", key="Alt+0")],
        [
            Button("中断する", icon="pause-fill", key="F2"),
            Button("戻る", icon="undo", key="Ctrl+Z"),
            Button("次へ", ButtonKind.SOLID, icon="arrow_forward", key="Enter"),
        ],
    )
    title = PageHead(
        heading("受付 101-017\u3000転入・国民健康保険・住民票の写し"),
        [Chip("紙: 預り 2通", Tone.NEUTRAL, icon="description")],
    )
    page = QWidget()
    rows = QVBoxLayout()
    rows.setSpacing(2 * SPACE)
    rows.addWidget(title)
    rows.addWidget(steps)
    rows.addWidget(say)
    rows.addWidget(day)
    rows.addWidget(late)
    rows.addStretch(1)
    main = QWidget()
    main.setLayout(rows)
    rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
    left = QVBoxLayout()
    left.addWidget(ScrollPane("手順", main), 1)
    left.addWidget(bar)
    offers = OfferList("この手続でできること")
    offers.set_offers(OFFERS, "accept-and-hold")
    right = column(heading("この手続でできること"), offers, gap=12, margin=SPACE)
    stretch(right)
    side = QVBoxLayout(page)
    both = QHBoxLayout()
    both.setSpacing(3 * SPACE)
    both.addLayout(left, 68)
    pane = ScrollPane("この手続でできること", right)
    both.addWidget(pane, 32)
    side.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
    side.addLayout(both)
    shell = shell_with(page, "visit")
    day.editor.setObjectName("first")
    return shell


def question() -> QWidget:
    steps = StepNav()
    steps.set_steps(step_models(12, 5))
    answers = AnswerGroup("マイナンバーカードをお持ちですか")
    answers.set_answers(
        [
            AnswerModel("yes", "はい、いま持っている", "カードの実物を見て確かめます"),
            AnswerModel("home", "持っているが、家にある"),
            AnswerModel("no", "持っていない"),
        ],
        AnswerModel("unknown", "わからない", "あとで聞き直しません"),
    )
    answers.choose("yes")
    never = Panel("してはいけない", PanelKind.NEVER, icon="block")
    never.body.addWidget(Text("暗証番号を聞かない・書かせない", TypeStyle.BODY))
    never.body.addWidget(Text("変更があった人に、このサーバーから出さない", TypeStyle.BODY))
    blocked = Button("次へ", ButtonKind.SOLID, icon="arrow_forward", key="Enter")
    blocked.set_reason("答えを1つ選ぶと進めます")
    bar = ActionBar()
    bar.set_buttons([Button("手順を一覧で見る", icon="grid_view", key="F3")], [blocked])
    page = column(
        steps,
        heading("マイナンバーカードをお持ちですか", TypeStyle.HEADING_28),
        answers,
        never,
        margin=SPACE,
    )
    stretch(page)
    return shell_with(
        column(ScrollPane("質問", page), bar, margin=2 * SPACE), "visit", BannerKind.DRILL
    )


def board() -> QWidget:
    table = Table("いま使えるもの")
    table.setModel(BoardModel(table))
    table.set_columns([10, 6, 9, 5, 8])
    table.selectRow(3)
    effect = Strip(Tone.ACTION, "影響")
    effect.set_spans(
        [
            ("コンビニ交付が停止になると、対応中の ", False),
            ("2件", True),
            (" と中断中の ", False),
            ("1件", True),
            (" で案内が変わります。", False),
        ]
    )
    head = PageHead(
        heading("いま使えるもの", TypeStyle.HEADING_28),
        [
            Button("状態を変える", icon="edit", key="F5"),
            Button("お知らせを更新", ButtonKind.SOLID, icon="campaign", key="F7"),
        ],
    )
    page = QWidget()
    rows = QVBoxLayout(page)
    rows.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
    rows.setSpacing(2 * SPACE)
    rows.addWidget(head)
    rows.addWidget(table)
    rows.addWidget(effect)
    rows.addStretch(1)
    return shell_with(page, "board", BannerKind.REPLAY)


def choose() -> QWidget:
    grid = TileGrid("手続", several=True)
    icons = {
        "転入": ("他の市区町村から引っ越してきた", "luggage"),
        "特例転入": ("カードで転出した人の転入", "credit_card"),
        "転出": ("他の市区町村へ引っ越す", "flight_takeoff"),
        "転居": ("区内で引っ越した", "swap_horiz"),
        "世帯変更": ("世帯主・世帯の合併や分離", "group"),
        "印鑑登録": ("新しく登録する", "approval"),
        "印鑑の廃止・亡失": ("登録をやめる、なくした", "block"),
        "印鑑登録証明書": ("登録証または本人のカード", "verified"),
        "住民票の写し": ("本人・同じ世帯", "description"),
        "戸籍証明書": ("本籍がこの区", "menu_book"),
        "戸籍の届出": ("婚姻・離婚・出生など", "signature"),
        "死亡届": ("火葬許可まで案内します", "elderly"),
        "電子証明書の更新": ("有効期限の3か月前から", "key"),
        "カードの紛失": ("一時停止の電話も案内します", "lock"),
        "国民健康保険": ("加入・脱退", "health_and_safety"),
    }
    grid.set_tiles(
        [
            TileModel(title, title, note, icon, str(i) if i <= 9 else "")
            for i, (title, (note, icon)) in enumerate(icons.items(), 1)
        ]
    )
    grid.tiles[0].setChecked(True)
    grid.tiles[14].setChecked(True)
    search = LineField("手続を探す", support="ひらがなでも探せます", width_em=24)
    bar = ActionBar()
    bar.set_buttons(
        [Button("やめる", key="Esc")],
        [Button("この2件で始める", ButtonKind.SOLID, icon="arrow_forward", key="Enter")],
    )
    inner = column(heading("何のご用件ですか", TypeStyle.HEADING_28), search, grid, margin=SPACE)
    stretch(inner)
    return shell_with(column(ScrollPane("手続", inner), bar, margin=2 * SPACE), "visit")


def forms() -> QWidget:
    name = LineField("氏名", support="届書のとおりに", required=True, width_em=20)
    name.set_text("髙橋 花子")
    phone = LineField("電話番号", required=True, width_em=16, placeholder="例 03-0000-0000")
    phone.set_text("03-5742")
    phone.set_error("けたが足りません。市外局番から入れてください。")
    combo = ComboField("届出人", [("self", "本人"), ("household", "同じ世帯の人")])
    off = LineField("登録の住所", support="住民記録が止まっているため、見られません", width_em=20)
    off.setEnabled(False)
    note = NoteField("申し送り", support="次に対応する人が読みます")
    note.set_text("午後に配偶者が書類を持ってくる予定。")
    radio = RadioField(
        "連絡してよい時間",
        [("am", "午前"), ("pm", "午後"), ("any", "いつでもよい")],
        required=True,
    )
    radio.choose("pm")
    check = CheckRow("受付票をお渡しした")
    check.setChecked(True)
    page = QWidget()
    grid = Columns(page, gap=3 * SPACE)
    grid.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
    for part in (name, phone, combo, off, radio, note, check, CheckRow("控えを綴じた")):
        grid.addWidget(part)
    return shell_with(column(ScrollPane("入力", page), margin=2 * SPACE), "visit")


def parts() -> QWidget:
    banners = []
    for kind in BannerKind:
        one = IncidentBanner()
        one.set_model(banner_model(kind))
        banners.append(one)
    late = IncidentBanner()
    late.set_model(
        BannerModel(
            BannerKind.REAL, "プリンター停止", "13:05〜", "12分", "3分超過", next_check_late=True
        )
    )
    off = Button("印刷", icon="print")
    off.set_reason("プリンターが止まっています")
    buttons = flow(
        Button("次へ", ButtonKind.SOLID, key="Enter", size=ButtonSize.LARGE),
        Button("中断する", icon="pause-fill", key="F2"),
        Button("小さい", size=ButtonSize.SMALL),
        Button("なぜ聞くのか", ButtonKind.TEXT, key="F1", size=ButtonSize.SMALL),
        off,
    )
    chips = flow(
        *(Chip.of(verdict) for verdict in Verdict),
        Chip("要確認", Tone.WARNING, full=True),
        Chip("本日期限 5", Tone.DANGER),
        Chip("受付 47", Tone.ACTION),
    )
    steps = StepNav()
    steps.set_steps(step_models(12, 6))
    notices = QWidget()
    grid = Columns(notices, even=True)
    texts = {
        NoticeKind.INFO: ("内容が新しくなりました", "今の受付は、始めたときの版のまま続きます。"),
        NoticeKind.SUCCESS: ("受付を完了しました", "101-017 の控えは台帳にあります。"),
        NoticeKind.WARNING: (
            "電源が電池に切り替わりました",
            "残り約40分です。紙の用意をお願いします。",
        ),
        NoticeKind.ERROR: (
            "保存できませんでした",
            "空き容量がありません。係長に知らせてください。",
        ),
    }
    for level, (title, body) in texts.items():
        again = [Button("もう一度", size=ButtonSize.SMALL)]
        actions = again if level is NoticeKind.ERROR else []
        grid.addWidget(Notice(level, title, body, actions=actions))
    empty = Panel()
    empty.body.addWidget(
        EmptyState(
            "inbox", "まだ受付がありません", "最初のお客様が来たら「新しい受付」を押します。"
        )
    )
    page = column(*banners, late, buttons, chips, Line(), steps, notices, empty, margin=SPACE)
    return ScrollPane("部品", page)


def sheet() -> QWidget:
    shell = guided()
    assert isinstance(shell, Shell)
    panel = Sheet("後日来庁にするには、係長の承認が必要です")
    panel.body.addWidget(
        Text("この届出の期限は本日です。後日にすると、期限を過ぎた届出になります。")
    )
    panel.body.addWidget(LineField("承認した人の氏名", required=True))
    panel.body.addWidget(NoteField("理由", lines=2))
    stop = Button("やめる", key="Esc")
    stop.clicked.connect(panel.close_sheet)
    panel.set_buttons([stop], [Button("承認を記録する", ButtonKind.SOLID, key="Enter")])
    SHEETS[shell] = panel
    return shell


SHEETS: dict[QWidget, Sheet] = {}
PAGES: dict[str, Callable[[], QWidget]] = {
    "guided": guided,
    "question": question,
    "board": board,
    "choose": choose,
    "forms": forms,
    "parts": parts,
    "sheet": sheet,
}


def open_page(name: str, width: int = 1366, height: int = 768) -> QWidget:
    """Builds and shows one page at a window size."""
    window = PAGES[name]()
    window.resize(width, height)
    window.show()
    over = SHEETS.pop(window, None)
    if isinstance(window, Shell) and over is not None:
        window.open_sheet(over)
    return window


def main(folder: Path) -> None:
    """Every page, in both sizes, themes and at the two ends of the text scale, as PNG."""
    from PySide6.QtTest import QTest

    from dtcoach.ui.kit.focus import install

    app = theme.make_application()
    install(app)
    folder.mkdir(parents=True, exist_ok=True)
    for choice in (theme.ThemeChoice.LIGHT, theme.ThemeChoice.HIGH_CONTRAST):
        for scale in (1.0, 2.0):
            theme.apply(app, choice, scale)
            for name in PAGES:
                for width, height in ((1366, 768), (1920, 1080)):
                    window = open_page(name, width, height)
                    window.activateWindow()
                    first = window.findChild(QWidget, "first")
                    if first is not None and name == "guided":
                        first.setFocus()
                    QTest.qWait(30)
                    file = f"{name}-{choice.value}-{scale:g}x-{width}.png"
                    window.grab().save(str(folder / file))
                    window.close()
                    window.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
