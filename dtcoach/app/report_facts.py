"""The words and figures that the report, the screen and the tables share."""

from __future__ import annotations

from collections.abc import Iterator

from dtcoach.app.figure_words import (
    NOT_KNOWN,
    Known,
    duration,
    full_moment,
    number,
    people,
    short_moment,
)
from dtcoach.app.report import Hero
from dtcoach.domain.content import Content
from dtcoach.domain.figures.incident import IncidentFigures
from dtcoach.domain.figures.systems import SystemCourse
from dtcoach.domain.figures.written import WrittenReport
from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.domain.words import Route, Status


def version_words(figures: IncidentFigures) -> str:
    """第1版 and who answers for it, or that nobody does yet."""
    return version_words_of(figures.written)


def version_words_of(written: WrittenReport) -> str:
    """The same from what people wrote alone."""
    if written.settled is None:
        return "下書き（まだ確定していない）"
    told = written.settled
    settled = f"第{told.version}版　{short_moment(told.at)} {told.by} 確定"
    return f"{settled}　その後に書き直しあり（下書き）" if written.is_changed else settled


def heroes(figures: IncidentFigures) -> tuple[Hero, ...]:
    """The six figures that are asked for first."""
    counts, estimate = figures.counts, figures.written.estimate
    guess = Hero("影響を受けた方", None, note="推計は、まだ入れられていない", known=Known.UNKNOWN)
    if estimate is not None:
        value, note = f"約{number(estimate.people)}", f"{short_moment(estimate.at)} {estimate.by}"
        guess = Hero("影響を受けた方", value, "人", note, Known.ESTIMATED)
    lost = f"開庁時間では {duration(figures.opening.minutes)}"
    if figures.opening.is_supposed:
        lost += "（仮定）"
    first = figures.first_notice_minutes
    notice = Hero("最初のお知らせまで", None, note="出した記録がない", known=Known.UNKNOWN)
    if first is not None:
        notice = Hero("最初のお知らせまで", duration(first), "", "発生から", Known.COMPUTED)
    return (
        Hero("受け付けた方", number(counts.people), "人", f"手続は {number(counts.requests)}件"),
        guess,
        Hero(
            "止まった時間" if figures.is_over else "止まっている時間",
            duration(figures.clock_minutes),
            "",
            lost,
            Known.COMPUTED,
        ),
        Hero(
            "受け付けて、復旧後に処理",
            number(counts.of_route(Route.ACCEPT_AND_HOLD)),
            "件",
            "その日にお預かりしたもの",
        ),
        Hero("郵送にしたもの", number(counts.of_route(Route.POST)), "件", "区の負担"),
        notice,
    )


def summary(figures: IncidentFigures, content: Content) -> str:
    """The report in two sentences, made of what is known alone."""
    failed = [
        content.systems[one.key].title + ("" if _is_seen(one) else "（想定による）")
        for one in figures.systems
        if Status.DOWN in one.was and one.key in content.systems
    ]
    what = "、".join(failed) or "窓口のシステム"
    began, times = full_moment(figures.began), len(figures.down)
    if not figures.is_over:
        first = f"{began}から、{what}が使えない。"
        if times > 1:
            again = full_moment(figures.down[-1].began)
            first = f"{began}に{what}が使えなくなり、復旧の連絡のあと、{again}からまた使えない。"
    else:
        ended = figures.until
        same = ended.astimezone(TOKYO).date() == figures.began.astimezone(TOKYO).date()
        until = clock_time(ended.astimezone(TOKYO)) if same else short_moment(ended)
        first = f"{began}から{until}まで、{what}が使えなかった。"
        if times > 1:
            first = f"{began}から{until}までの間に {times}回、{what}が使えなくなった。"
    counts = figures.counts
    came = f"窓口で {people(counts.people)}"
    if counts.after_recovery:
        came += f"（うち復旧の連絡のあとに {people(counts.after_recovery)}）"
    return f"{first}{came}を受け付け、手続は {number(counts.requests)}件だった。"


def _is_seen(course: SystemCourse) -> bool:
    return any(span.by for span in course.spans if span.status is Status.DOWN)


def outage_facts(figures: IncidentFigures) -> Iterator[tuple[str, str, str]]:
    """When it began and ended and how long that is: label, value, a word on it."""
    yield "発生", full_moment(figures.began), ""
    for index, one in enumerate(figures.down):
        if index:
            yield "再び停止", full_moment(one.began), ""
        if one.ended is None:
            yield "復旧", "まだ復旧していない", f"{full_moment(figures.at)}の時点"
        elif one.by_word:
            yield "復旧", full_moment(one.ended), "「使えます」の連絡による"
        else:
            told = f"{full_moment(one.ended)}に対応を終えた。止まった時間は、それまでとした。"
            yield "復旧", "連絡の記録がない", told
    yield "止まった時間", duration(figures.clock_minutes), "時計のうえで（夜間を含む）"
    opening = figures.opening
    if opening.is_supposed:
        supposed = f"平日 8:30〜17:00 と仮定すると {duration(opening.minutes)}"
        yield "うち開庁時間", "要確認", f"{opening.office}の開庁時間が未確認。{supposed}"
    else:
        yield "うち開庁時間", duration(opening.minutes), f"{opening.office}の開庁時間による"


def post_facts(figures: IncidentFigures) -> Iterator[tuple[str, str, str]]:
    """郵送件数と費用: what was decided, what was sent, and what it cost."""
    posts = f"{number(figures.counts.of_route(Route.POST))}件"
    yield "郵送にしたもの", posts, "窓口で郵送（区の負担）に決めたもの。"
    postage = None if figures.followed is None else figures.followed.postage
    if postage is None or not postage.letters:
        yield "郵送の費用", NOT_KNOWN, "発送の記録がない。"
        return
    yield (
        "発送したもの",
        f"{number(postage.letters)}通",
        "発送を記録したもの。返ってきたものを含む。",
    )
    yield "郵送の費用", f"{number(postage.yen)}円", "発送のときに入れた金額の合計。"


def after_facts(figures: IncidentFigures) -> Iterator[tuple[str, str, str]]:
    """What was left to do after the visits, and what came of it."""
    full = figures.fully_recovered_at
    if full is None:
        yield "完全復旧", "まだ", "お預かりしたものの処理と確認が終わったという記録がない。"
    else:
        yield "完全復旧", full_moment(full), "お預かりしたものをすべて処理し、確認した。"
    if figures.followed is None:
        return
    whole, late = figures.followed.promises.whole, figures.followed.promises.late
    told = f"守った {number(whole.kept)}件、残り {number(whole.open)}件"
    if whole.dropped:
        told += f"、果たせずに終えた {number(whole.dropped)}件"
    if whole.overdue or late:
        told += f"。期日を過ぎて残る {number(whole.overdue)}件、遅れて守った {number(late)}件"
    yield "お約束したもの", f"{number(whole.made)}件", f"{told}。"
    recalls = figures.followed.recalls
    if recalls.issued:
        told = (
            f"照らし合わせて同じ {number(recalls.unchanged)}件、"
            f"違っていた {number(recalls.changed)}件、まだ {number(recalls.to_compare)}件。"
        )
        yield "交付した証明書", f"{number(recalls.issued)}件", f"ダウン対策サーバーから。{told}"
    fees = figures.followed.fees
    if fees.lines:
        told = (
            f"いただいた {number(fees.taken)}円、後でいただく {number(fees.owed)}円、"
            f"免除 {number(fees.waived)}円、返した {number(fees.refunded)}円。"
        )
        yield "手数料", "記録のとおり", told


def service_words(figures: IncidentFigures) -> tuple[str, str]:
    """What can be said of the service level, and how it was counted."""
    agreed, ways = figures.agreed_percent, figures.availability
    note = "稼働率は小数第3位を切り捨て。"
    if any(one.other_minutes for one in ways):
        note += "同じ期間のほかの障害（この端末の記録にあるもの）を合わせた値。"
    else:
        note += "この端末の記録に、同じ期間のほかの障害はない。"
    if any(one.is_supposed for one in ways):
        note += "開庁時間（仮定）は、平日 8:30〜17:00 とした。"
    if agreed is None:
        return "契約の稼働率は要確認。", note
    if all(one.is_agreed for one in ways):
        return f"契約の稼働率は {agreed:g}％。契約の数え方による。", note
    below = [one.is_below(agreed) for one in ways]
    turn = "どの数え方でも下回る。" if all(below) else "どの数え方でも下回らない。"
    if any(below) and not all(below):
        turn = "数え方によって、下回るかどうかが変わる。"
    told = (
        f"契約の稼働率は {agreed:g}％。計算のもとになる時間と期間は要確認なので、"
        f"ありうる数え方のそれぞれで示す。{turn}"
    )
    return told, note
