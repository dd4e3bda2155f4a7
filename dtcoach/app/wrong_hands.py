"""What staff read where a document may be in the wrong hands: whom to tell at once, what the law
asks for, and by when. Only what stands in the law; what it means here is decided by the ward."""

from __future__ import annotations

from dtcoach.domain.japanese_dates import long_date, short_date
from dtcoach.domain.recall.wrong_hands import WrongHands, report_days

AT_ONCE = "課長と個人情報保護の担当に、いますぐ知らせてください。"


def bar_sentence(alarm: WrongHands, more: int, *, short: bool = False) -> str:
    """For the bar under the banner; `more` beside this one. `short` leaves out which one, where it
    would take the room of the page; its sheet begins with that."""
    others = f"（ほかに{more}件）" if more else ""
    which = "" if short else f"（受付 {alarm.number}　{alarm.document}）"
    return f"係長へ　お渡しする方がちがっていたおそれ{which}{others}。{AT_ONCE}"


def duty_lines(alarm: WrongHands) -> tuple[str, ...]:
    """What to do, in its order."""
    days = report_days(alarm)
    return (
        f"{AT_ONCE}ほかの確認や件数は、そのあとです。",
        "個人の権利や利益を害するおそれが大きいものは、個人情報保護委員会に報告し、ご本人にも知らせます"
        "（個人情報の保護に関する法律 第68条）。当てはまるかどうか（同法施行規則 第43条）は、"
        "個人情報保護の担当が決めます。",
        "当てはまるときの報告（同規則 第44条）は、まず速やかに。目安は、知ってから3〜5日"
        f"（{short_date(days.first_from)}〜{short_date(days.first_to)}）です。",
        f"くわしい報告は、知った日から30日以内（{long_date(days.whole)}まで）。"
        f"不正な目的のおそれがあるときは60日以内（{long_date(days.whole_if_on_purpose)}まで）です。",
        "日は、知った日を1日目として数えました。数え方と、個人番号が入った証明書の報告（別の法律）は、"
        "担当に確かめてください（要確認）。",
    )
