"""Scores and acts of a drill in words, the same on screen, on paper and in tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta

from dtcoach.app.figure_words import STATUS_SEEN
from dtcoach.domain.content import Content
from dtcoach.domain.drill.cases import CaseScore
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.grades import Grade
from dtcoach.domain.drill.plan import Act, ActKind, Drill
from dtcoach.domain.drill.scores import Area, scores_of_case

AREA_TITLES: Mapping[Area, str] = {
    Area.ROUTE: "方法",
    Area.CHECKS: "確かめ",
    Area.PROHIBITIONS: "禁止を守る",
    Area.DEADLINE: "期限",
    Area.ACCOUNT: "受付の締め",
    Area.EXPECTED: "時間内の行動",
}
GRADE_WORDS: Mapping[Grade, str] = {
    Grade.RIGHT: "できた",
    Grade.NEARLY: "おしい",
    Grade.WRONG: "できていない",
    Grade.NOT_JUDGED: "－",
}
RATING_TITLES: Mapping[Rating, str] = {
    Rating.P: "P",
    Rating.S: "S",
    Rating.M: "M",
    Rating.U: "U",
    Rating.NOT_OBSERVED: "観察できず",
}
_SIMPLE: Mapping[ActKind, str] = {
    ActKind.SNAPSHOT: "データの日時を書き残す",
    ActKind.NOTICE: "お知らせを出す",
    ActKind.HAND_OVER: "引き継ぎをする",
    ActKind.RECOVERED: "「使えます」の連絡を書き残す",
    ActKind.CERTIFICATE: "最初の証明書を出す",
}


def elapsed(passed: timedelta) -> str:
    """0:14, 1:05: exercise time since the beginning."""
    minutes = passed // timedelta(minutes=1)
    return f"{minutes // 60}:{minutes % 60:02d}"


def took(seconds: int) -> str:
    """6分30秒, 45秒."""
    minutes, rest = divmod(max(seconds, 0), 60)
    if not minutes:
        return f"{rest}秒"
    return f"{minutes}分{rest}秒" if rest else f"{minutes}分"


def share(cases: Iterable[CaseScore], area: Area) -> str:
    """12／15 of what could be judged; － where nothing could."""
    scores = [score for case in cases for score in scores_of_case(case, area)]
    judged = [score for score in scores if score.grade is not Grade.NOT_JUDGED]
    right = sum(score.grade is Grade.RIGHT for score in judged)
    return f"{right}／{len(judged)}" if judged else "－"


def act_words(act: Act, drill: Drill, content: Content) -> str:
    """What was asked for."""
    if act.kind in _SIMPLE:
        return _SIMPLE[act.kind]
    if act.kind is ActKind.CHECK and act.key is not None:
        title = content.systems[act.key].title if act.key in content.systems else act.key.value
        found = "" if act.status is None else f"（{STATUS_SEEN[act.status]}）"
        return f"{title}を確かめる{found}"
    if act.kind is ActKind.TURN:
        known = content.scenarios.get(act.scenario)
        return f"想定を変える（{act.scenario if known is None else known.title}）"
    if act.kind is ActKind.TICK:
        return f"係長のリスト「{act.line}」"
    card = drill.cards.get(act.card)
    person = "" if card is None or card.person is None else f"{card.person.name}さんの"
    return f"{person}受付を終える"
