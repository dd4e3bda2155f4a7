"""Papers that are no form, as they were last looked at; made of words that no content changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from dtcoach.app.document import Document, no_progress
from dtcoach.app.drill_papers import CardOnPaper, Observed, evaluation_sheet, role_cards
from dtcoach.app.handover import DueVisit, HandoverSheet, OwedVisit, SystemLine, WaitingVisit
from dtcoach.app.handover_paper import handover_document
from dtcoach.app.notice import Notice, NoticePart, NoticeText, PartKind
from dtcoach.app.notice_paper import notice_document
from dtcoach.domain.deadline import StatutoryDay
from dtcoach.domain.events import NoticePosted
from dtcoach.domain.incident import IncidentState, PostedNotice
from dtcoach.domain.japanese_dates import TOKYO
from dtcoach.domain.lead_lists import Line as Listed
from dtcoach.domain.lead_lists import ListNow
from dtcoach.domain.practice.role_card import Line, RoleCard
from dtcoach.domain.words import IncidentKind, LeadList, PromiseKind, Status, WorldKey
from dtcoach.domain.world import EMPTY_BOARD
from tests.paper.test_golden import GOLDEN, IMPRINT, assert_as_it_was, press
from tests.shipped import CONTENT

FOLDER = GOLDEN.with_name("golden_documents")
AT = datetime(2025, 1, 6, 13, 2, tzinfo=TOKYO)
DAY = date(2025, 1, 6)


def handover() -> Document:
    said = NoticePosted(
        "", AT + timedelta(minutes=58), AT, "窓口", "", False, ("窓口の掲示", "SNS")
    )
    state = IncidentState(
        id="i",
        kind=IncidentKind.REAL,
        scenario="full-outage",
        title="全面停止",
        office="戸籍住民課",
        started_at=AT - timedelta(minutes=102),
        board=EMPTY_BOARD,
    )
    sheet = HandoverSheet(
        at=AT,
        state=state,
        scenario="住民記録システム 全面停止",
        systems=(
            SystemLine(
                WorldKey.RESIDENT_RECORD, "住民記録", Status.DOWN, 12, "品川 花子", "", False
            ),
            SystemLine(WorldKey.KONBINI, "コンビニ交付", Status.UNKNOWN, None, "", "", True),
        ),
        snapshot_hours=None,
        waiting=(
            WaitingVisit(
                "v1", "101-003", "3番窓口", True, "委任状待ち", (), AT - timedelta(minutes=9)
            ),
        ),
        due_today=(DueVisit("v2", "101-007", "", StatutoryDay(DAY, DAY, "", False), True),),
        agreed=(OwedVisit("v3", "101-009", None, None, "戸籍係"),),
        owed=(OwedVisit("v4", "101-011", PromiseKind.PHONE, DAY, "住民係"),),
        last_numbers=("101-017", "102-004"),
        visits=21,
        papers=34,
        lists=(ListNow(LeadList.HOURLY, (Listed("すべての窓口に、いまの状態を伝える", None),)),),
        notice=PostedNotice(AT - timedelta(minutes=30), "係長", said),
    )
    return handover_document(sheet, CONTENT, IMPRINT)


def notice() -> Document:
    def text(language: str, title: str, sorry: str) -> NoticeText:
        parts = (
            NoticePart(PartKind.APOLOGY, notes=(sorry,)),
            NoticePart(PartKind.SINCE, "いつから", (), ("1月6日（月）11:20",)),
            NoticePart(PartKind.USUAL, "いつもどおりできること", ("戸籍の証明書", "死亡の届")),
            NoticePart(PartKind.HOLD, "きょう受け取るもの", ("転入の届",), ("あとで進めます。",)),
            NoticePart(PartKind.CONTACT, "お問い合わせ", (), ("戸籍住民課の窓口",)),
        )
        return NoticeText(language, title, parts, False)

    texts = {
        "ja": text("ja", "システムの障害のお知らせ", "ご不便をおかけし、申し訳ございません。"),
        "en": text("en", "Notice of a system failure", "We are sorry for the inconvenience."),
    }
    told = Notice(texts, "", (), (), ())
    return notice_document(told, "品川区", IMPRINT, ("訓練",), languages=("ja", "en"))


def cards() -> Document:
    card = RoleCard(
        name="青葉 春香（あおば はるか）",
        person="34歳・夫婦ふたり",
        when="1月6日（月）9:02",
        wants="住民票の写し",
        says="住民票を一通ください。",
        says_easy="住民票《じゅうみんひょう》を ください。",
        behaves="少し急いでいる。",
        knows=(Line("手続に来た人", "本人です。"),),
        hides=(Line("最近の届出や変更", "先週、引っ越しました。"),),
        looked_up=(Line("本日の確認", "記載はありません。"),),
        trap="変更のあった方",
        lesson="データの時点のあとに変更がある。",
        outcome="受付し、復旧後に処理",
    )
    given = CardOnPaper("1", card, "開始から 2分", "1番窓口", "来庁者役")
    return role_cards([given], "窓口ひとつの15分", "品川区", IMPRINT)


def evaluation() -> Document:
    items = [
        Observed("1", "「いつまでに、何に使うか」を先に聞く", "手続の説明の前に聞いた"),
        Observed("2", "番号の入った受付票を渡す", "番号を読み合わせてから渡した"),
    ]
    return evaluation_sheet(items, "窓口ひとつの15分", "品川区", IMPRINT)


MADE = {"handover": handover, "notice": notice, "role-cards": cards, "evaluation": evaluation}


@pytest.mark.parametrize("name", MADE)
def test_a_document_is_as_it_was_last_looked_at(name: str) -> None:
    paper = press().bind(MADE[name](), no_progress)
    assert paper.cut == ()
    assert press().bind(MADE[name](), no_progress).pdf == paper.pdf
    assert_as_it_was(FOLDER, name, paper.pdf)
