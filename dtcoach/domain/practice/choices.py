"""The two extra questions of a case: the statutory day, and what is never to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta

from dtcoach.domain.deadline import DayClock, Deadline, day_of, statutory_day
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.chance import Chance
from dtcoach.domain.practice.traps import PLAIN
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import StepKind
from dtcoach.frozen import dataclass

Closed = Callable[[date], bool]
_MOST_DAYS = 4


@dataclass(frozen=True, slots=True)
class DayChoice:
    """One day (None: 期限はない); `mistake` says what was overlooked, empty where right."""

    day: date | None
    mistake: str


@dataclass(frozen=True, slots=True)
class Temptation:
    """Something one might do now; `forbidden` is the engine's sentence where it is never done."""

    id: str
    text: str
    forbidden: str


def day_choices(case: PracticeCase, answer: Walk, closed: Closed) -> tuple[DayChoice, ...]:
    """Days to choose from, in order; none where the law sets no day for this procedure."""
    deadline = answer.procedure.deadline
    if deadline is None:
        return ()
    right = None if answer.deadline is None else answer.deadline.due
    found: dict[date | None, str] = {right: ""}
    for day, mistake in _mistaken(case, deadline, right, closed):
        if len(found) < _MOST_DAYS:
            found.setdefault(day, mistake)
    days = sorted(day for day in found if day is not None)
    ordered: list[date | None] = [*days, *([None] if None in found else [])]
    return tuple(DayChoice(day, found[day]) for day in ordered)


def _mistaken(
    case: PracticeCase, deadline: Deadline, right: date | None, closed: Closed
) -> Iterator[tuple[date | None, str]]:
    def day(changed: Deadline) -> date | None:
        found = statutory_day(changed, case.facts.get, closed)
        return None if found is None else found.due

    if any(limit.only is not None for limit in deadline.limits):
        yield None, "この届には、法律の期限があります。"
        everyone = replace(
            deadline, limits=tuple(replace(limit, only=None) for limit in deadline.limits)
        )
        yield day(everyone), "届の種類が違います。その種類の届の期限です。"
    if right is not None:
        yield (
            day(replace(deadline, rolls_over=not deadline.rolls_over)),
            "最後の日が閉庁日のときは、次に開く日までです。"
            if deadline.rolls_over
            else "カードの期限は、閉庁日に当たっても延びないものとして数えます。",
        )
        swapped = tuple(replace(limit, clock=_other(limit.clock)) for limit in deadline.limits)
        yield day(replace(deadline, limits=swapped)), _CLOCK_MISTAKE[deadline.limits[0].clock]
        for limit in deadline.limits:
            yield (
                day(replace(deadline, limits=(limit,))),
                "もう一つの期限のほうが早く来ます。早いほうが期限です。",
            )
    event = right or _event(case, deadline) or case.at.date()
    wrong = "日数が違います。" if right is not None else "この届に、法律の期限はありません。"
    for shift in (7, -7, 16):
        yield event + timedelta(days=shift), wrong


_CLOCK_MISTAKE: Mapping[DayClock, str] = {
    DayClock.NEXT_DAY: "その日を1日目に数えています。この届は、翌日から数えます。",
    DayClock.SAME_DAY: "翌日から数えています。戸籍の届は、その日を1日目に数えます。",
    DayClock.BEFORE: "この届は、あらかじめ届け出ます。",
}


def _other(clock: DayClock) -> DayClock:
    return DayClock.SAME_DAY if clock is DayClock.NEXT_DAY else DayClock.NEXT_DAY


def _event(case: PracticeCase, deadline: Deadline) -> date | None:
    days = (day_of(case.facts.get(name)) for name in deadline.facts)
    return next((day for day in days if day is not None), None)


def temptations(case: PracticeCase, answer: Walk) -> tuple[Temptation, ...]:
    """Two things never to be done on the right route, among two that are right; for some cases."""
    chance = Chance(f"{case.at.isoformat()}/{case.resident.name}/{case.procedure}/{case.trap}")
    if case.trap == PLAIN and not chance.happens("asked", 40):
        return ()
    never = {
        step.id: step.text
        for step in answer.steps
        if step.kind is StepKind.NEVER and step.id in _TEMPTING
    }
    # What is forbidden everywhere comes last: the rarer one teaches more.
    ids = sorted(chance.shuffled("never", list(never)), key=lambda one: one in _EVERYWHERE)[:2]
    right = [
        step for step in answer.steps if step.kind in _DONE and _SHORT <= len(step.text) <= _LONG
    ]
    if not ids or len(right) < 2:
        return ()
    items = [Temptation(name, _TEMPTING[name], never[name]) for name in ids]
    items += [Temptation(step.id, step.text, "") for step in chance.shuffled("right", right)[:2]]
    return chance.shuffled("order", items)


_DONE = frozenset({StepKind.DO, StepKind.CHECK, StepKind.RECORD, StepKind.PRINT})
_SHORT, _LONG = 8, 46
_EVERYWHERE = ("never-tell-why", "never-promise")
_TEMPTING: Mapping[str, str] = {
    "never-aloud": "ほかの職員に、手続の名前を声に出して伝える",
    "never-before-review": "審査の前に、火葬許可証をお渡しする",
    "never-certain": "取れると言い切って、ご案内する",
    "never-certificate": "急ぐ方なので、コンビニ交付の印鑑登録証明書をすすめる",
    "never-changed": "変更があったと聞いたが、このサーバーから出す",
    "never-done": "送れば手続は終わりです、と伝える",
    "never-keep-card": "カードを預かり、復旧のあとにお返しする",
    "never-keep-papers": "交付通知書と前のカードを預かる",
    "never-keep-seal": "印鑑や印鑑登録証を預かる",
    "never-law": "在留資格への影響を、わかる範囲で話す",
    "never-only-no": "「ここではありません」と伝えて、終わりにする",
    "never-pin": "暗証番号を紙に書いてもらい、代わりに入力する",
    "never-promise": "復旧の見込みの時刻を伝える",
    "never-read-address": "登録の住所を読み上げて、確かめる",
    "never-refuse": "書きもれがあるので、届書をお返しする",
    "never-say-accepted": "「受理しました」と伝える",
    "never-send-away": "届書をお返しし、別の日に来ていただく",
    "never-siblings": "兄弟姉妹の戸籍も、いっしょに出す",
    "never-tell-others": "電話で聞かれたので、申出があるかを答える",
    "never-tell-why": "確認に時間がかかる理由を、その場で説明する",
    "never-undecided": "渡す日時は、あらためて連絡することにする",
    "never-unpaid": "画面を見て「未納です」と伝える",
    "never-unreceived": "用紙をお渡しして、終わったことにする",
    "never-wait": "復旧してからカードを止めるように、ご案内する",
}
"""What a prohibition looks like at the moment when it is broken, by the id of its step."""
