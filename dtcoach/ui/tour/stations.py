"""The stations of the tour: a few short sentences each, the keys to know, and what is shown."""

from __future__ import annotations

from dtcoach.frozen import dataclass
from dtcoach.ui.help.keys import Key

BOARD, PICK, QUESTION, OFFERS, STEP, PARK, FINISH, HELP = (
    "board", "pick", "question", "offers", "step", "park", "finish", "help",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Station:
    """One stop. `shows` names the picture beside the words."""

    shows: str
    title: str
    sentences: tuple[str, ...]
    keys: tuple[Key, ...] = ()


STATIONS: tuple[Station, ...] = (
    Station(
        BOARD,
        "はじめに、何が使えるか",
        (
            "障害は、いつも少しずつ違います。何が止まり、何が動いているかを「状況」に記録します。",
            "案内は、この記録から計算します。だれも確かめていないものは、使えるとは扱いません。",
        ),
        (("Alt+2", "状況を開く"), ("Enter", "選んだシステムの状態を変える")),
    ),
    Station(
        PICK,
        "来庁した方の手続を選ぶ",
        (
            "「対応」で、手続の名前かよみを少し入れます。番号か Enter で始まります。",
            "受付番号が付き、そのあとのことは一つずつ記録されます。",
        ),
        (("Alt+1", "対応を開く"), ("F7", "手続を加える")),
    ),
    Station(
        QUESTION,
        "聞かれたことに答える",
        (
            "方法を決めるのに要ることだけを聞きます。同じことは二度聞きません。",
            "わからないときは「わからない」で進めます。番号を押してみてください。",
        ),
        (("1 2 0", "番号で答える"), ("Ctrl+Z", "一つ戻る"), ("F1", "なぜ聞くのか、根拠は何か")),
    ),
    Station(
        OFFERS,
        "いま正しい方法を選ぶ",
        (
            "おすすめが上に、できる方法が続きます。",
            "まちがった方法は、線で消して理由を出します。理由は、そのまま住民の方に言えます。",
        ),
        (("Enter", "おすすめの方法で進む"), ("1 〜 9", "ほかの方法を見る")),
    ),
    Station(
        STEP,
        "手順を一つずつ",
        (
            "言うこと、すること、してはいけないことが、順に出ます。",
            "確認は、印ではなく、見た値を入れます。そのたびに記録されるので、電源が落ちても同じ所に戻れます。",
        ),
        (("Enter", "入れて次へ"), ("F3", "一覧で見る"), ("F4", "やさしい日本語・外国語")),
    ),
    Station(
        PARK,
        "待っていただくときは中断",
        (
            "書類を取りに戻る方、係長を待つ方は、中断して次の方に応じます。",
            "左に残り、押すと同じ手順に戻ります。",
        ),
        (("F2", "中断する"),),
    ),
    Station(
        FINISH,
        "約束を確かめて、完了",
        (
            "決まったことと約束を、住民の方と読み合わせてから完了にします。",
            "記録は「台帳」に残り、復旧のあとの入力や連絡は、ここから数えます。",
        ),
        (("Enter", "完了"), ("Alt+3", "台帳を開く")),
    ),
    Station(
        HELP,
        "困ったら F1",
        (
            "F1 は、いま見ている画面の説明と根拠、使えるキーを出します。",
            "文字の大きさや色は、設定でいつでも変えられます。この案内は、ヘルプからもう一度見られます。",
        ),
        (("F1", "ヘルプ"), ("Ctrl+,", "設定"), ("Ctrl+＋ Ctrl+－", "文字の大きさ")),
    ),
)
