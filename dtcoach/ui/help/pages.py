"""What each page is for, for whoever sees it for the first time on the worst day."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.ui.help.model import Help, HelpItem, HelpSection


def _page(title: str, *items: tuple[str, str]) -> Help:
    section = HelpSection("この画面ですること", tuple(HelpItem(*item) for item in items))
    return Help(f"ヘルプ　{title}", (section,))


PAGES: Mapping[str, Help] = {
    "start": _page(
        "はじめ",
        (
            "本番か訓練かを選びます",
            "いま実際にシステムが使えないときは本番、練習のときは訓練です。"
            "訓練の記録には、すべて「訓練」の印が付きます。",
        ),
        (
            "途中のものは「続きから」",
            "電源が落ちても、ここから同じところに戻れます。",
        ),
    ),
    "visit": _page(
        "対応",
        (
            "来庁した方の手続を選びます",
            "手続の名前かよみの一部を入れて、番号か Enter で始めます。"
            "いっしょにする手続は、あとから F7 で加えられます。",
        ),
        (
            "あとは聞かれたことに答えるだけです",
            "いま正しい方法が上から並び、正しくない方法は理由と一緒に線で消えます。"
            "答えたことは、そのたびに記録されます。",
        ),
        (
            "次の方が来たら中断（F2）",
            "左の「中断中」から、同じ手順に戻れます。",
        ),
    ),
    "board": _page(
        "状況",
        (
            "何が使えて、何が使えないかを、全員で同じものを見ます",
            "案内は、ここに記録した状態から計算します。"
            "まだ確かめていないものは、使えるとは扱いません。",
        ),
        (
            "確かめた人が、確かめ方と一緒に記録します",
            "システムを選んで Enter。右に確かめ方が出ます。古くなると「要再確認」と出ます。",
        ),
        (
            "右は係長の一覧です",
            "最初の15分、毎時、引継ぎ、復旧。いまの時間に合う一覧が先に出ます。",
        ),
    ),
    "ledger": _page(
        "台帳",
        (
            "この障害の間に受け付けた方の一覧です",
            "番号・窓口・手続の名前で探せます（Ctrl と F）。選ぶと、右に手続・方法・約束が出ます。",
        ),
        (
            "途中の受付は、ここからも続けられます",
            "一覧で選び、Enter を押すと、その受付の手順に戻ります。",
        ),
    ),
}
OTHER = _page("この画面", ("下のキーが使えます", "わからないときは、対応の画面から始めます。"))
