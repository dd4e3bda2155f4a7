"""The stages from the first word to 完全復旧 in words, worked out without a window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from dtcoach.app.recovery_reading import RecoveryNow
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO, moment
from dtcoach.domain.recovery.completion import Hindrance, InTheWay
from dtcoach.domain.recovery.systems import Comeback, ReturnStage, SystemReturn
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.times import time_of

ANNOUNCE, LOOK_UP, SERVER, NUMBERS, FULL = "announce", "look-up", "server", "numbers", "full"
KEYS = {ANNOUNCE: "F6", LOOK_UP: "F7", SERVER: "F8", NUMBERS: "F11", FULL: "Ctrl+F11"}
ORDER_SETTING, SECOND_SETTING = "recovery.order", "recovery.second"

HINDRANCE: Mapping[Hindrance, str] = {
    Hindrance.SYSTEMS: "使えると確かめていないシステム {count}つ",
    Hindrance.SERVER: "ダウン対策サーバーの使用を止めていない",
    Hindrance.ENTRIES: "入力していない手続 {count}件",
    Hindrance.CHECKS: "二人目が見くらべていない手続 {count}件",
    Hindrance.RECALL: "照らし合わせていない証明書 {count}通",
    Hindrance.FALSE: "内容の違う証明書で、終わっていない連絡 {count}通",
    Hindrance.NUMBERS: "説明のない番号 {count}件",
}


@dataclass(frozen=True, slots=True)
class StageLine:
    """One line under a stage: an icon in a tone, words in bold, words after them."""

    icon: str
    tone: Tone
    lead: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class StageAct:
    """What can be done at a stage. `is_next`: it is what comes next of all."""

    id: str
    label: str
    is_next: bool = False

    @property
    def key(self) -> str:
        """What is printed on its button."""
        return KEYS[self.id]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage with its number. `is_done`: nothing is left to do in it."""

    title: str
    is_done: bool
    lines: tuple[StageLine, ...]
    acts: tuple[StageAct, ...] = ()


def stages(now: RecoveryNow, content: Content, at: datetime) -> tuple[Stage, ...]:
    """In the order in which they are worked off (domain.md E)."""
    return (
        _systems(now.comeback, content, at),
        _server(now.comeback, at),
        _entries(now, content),
        _numbers(now),
        _full(now, at),
    )


def _systems(comeback: Comeback, content: Content, at: datetime) -> Stage:
    lines = tuple(
        _system(content.systems[system.key].title, system, at)
        for system in comeback.systems.values()
    )
    announced = any(system.stage is ReturnStage.ANNOUNCED for system in comeback.systems.values())
    missing = bool(comeback.not_announced)
    acts = []
    if missing:
        acts.append(StageAct(ANNOUNCE, "使えるの連絡", is_next=not announced))
    if any(system.word is not None for system in comeback.systems.values()):
        acts.append(StageAct(LOOK_UP, "照会テスト", is_next=announced))
    if not lines:
        lines = (StageLine("check_circle-fill", Tone.SUCCESS, "止まった業務システムはありません"),)
    return Stage("システム", not comeback.not_usable, lines, tuple(acts))


def _system(title: str, system: SystemReturn, at: datetime) -> StageLine:
    if system.test is not None:
        test = system.test
        return StageLine(
            "check_circle-fill", Tone.SUCCESS, title, f"使える　{time_of(test.at, at)} {test.by}"
        )
    if system.word is not None:
        word = system.word
        whom = " ".join(part for part in (word.section, word.said_by) if part)
        return StageLine(
            "help-fill", Tone.WARNING, title, f"照会テスト前　{time_of(word.at, at)} {whom}から"
        )
    if system.again_at is not None:
        return StageLine(
            "error-fill", Tone.DANGER, title, f"また停止　{time_of(system.again_at, at)}から"
        )
    return StageLine("cancel-fill", Tone.DANGER, title, "連絡を待っています")


def _server(comeback: Comeback, at: datetime) -> Stage:
    title = "ダウン対策サーバー"
    if comeback.freeze is not None:
        freeze = comeback.freeze
        who = f"{time_of(freeze.at, at)} {freeze.by}"
        data = (
            ""
            if freeze.snapshot_at is None
            else f"データは {moment(freeze.snapshot_at.astimezone(TOKYO))} 時点"
        )
        lines = [StageLine("check_circle-fill", Tone.SUCCESS, "止めました", who)]
        if data:
            lines.append(StageLine("history", Tone.NEUTRAL, "", data))
        return Stage(title, True, tuple(lines), (StageAct(SERVER, "また使う"),))
    if not comeback.server_used:
        return Stage(title, True, (StageLine("check", Tone.SUCCESS, "この障害では使っていません"),))
    ready = not comeback.not_usable
    line = StageLine(
        "error-fill", Tone.WARNING, "まだ使えます", "戻ったら、新しい証明書は出しません"
    )
    return Stage(title, False, (line,), (StageAct(SERVER, "使用を止める", is_next=ready),))


def _entries(now: RecoveryNow, content: Content) -> Stage:
    counts = now.counts
    lines = []
    if counts.first_open:
        lines.append(
            StageLine(
                "block",
                Tone.DANGER,
                "証明書はまだ出しません",
                f"先に入力するもの あと{counts.first_open}件",
            )
        )
    settled = counts.done + counts.dropped
    lines.append(
        StageLine("fact_check", Tone.ACTION, f"{counts.whole}件のうち {settled}件 済み")
        if counts.whole
        else StageLine("check", Tone.SUCCESS, "預かった手続はありません")
    )
    if counts.resting:
        lines.append(
            StageLine("pause-fill", Tone.WARNING, f"復旧待ち {counts.resting}件", "一覧は残ります")
        )
    if counts.whole:
        lines += _proposed(content)
    return Stage("入力と二人目の確認", not counts.open, tuple(lines))


def _proposed(content: Content) -> Iterator[StageLine]:
    """What the ward has not decided, shown as the proposal that it is; its own words else."""
    kept = {"順番": ORDER_SETTING, "二人目": SECOND_SETTING}
    said = {words: content.profile.settings.get(key) for words, key in kept.items()}
    proposed = "と".join(words for words, decided in said.items() if decided is None)
    if proposed:
        yield StageLine("info-fill", Tone.NEUTRAL, f"{proposed}は案です", "要確認")
    for words, decided in said.items():
        if decided is not None:
            yield StageLine("info-fill", Tone.NEUTRAL, words, decided)


def _numbers(now: RecoveryNow) -> Stage:
    accounts = now.accounts
    if accounts.open:
        line = StageLine("error-fill", Tone.WARNING, f"説明のない番号 {accounts.open}件")
    else:
        line = StageLine("check_circle-fill", Tone.SUCCESS, f"{accounts.reserved}件 合っています")
    acts = (StageAct(NUMBERS, "番号を合わせる"),)
    return Stage("番号の照合", accounts.is_closed, (line,), acts)


def _full(now: RecoveryNow, at: datetime) -> Stage:
    full = now.comeback.full
    if full is not None:
        who = f"{time_of(full.at, at)} {full.by}"
        lines = [
            StageLine(
                "check_circle-fill",
                Tone.SUCCESS,
                "宣言しました",
                who,
            )
        ]
        lines += [
            StageLine("error-fill", Tone.DANGER, "そのあとに増えたもの", words)
            for words in hindrance_words(now.in_the_way)
        ]
        return Stage("完全復旧", not now.in_the_way, tuple(lines))
    lines = [
        StageLine("remove", Tone.NEUTRAL, "", words) for words in hindrance_words(now.in_the_way)
    ]
    ready = not now.in_the_way
    if ready:
        lines = [StageLine("check", Tone.SUCCESS, "宣言できます")]
    act = StageAct(FULL, "完全復旧を宣言", is_next=ready)
    return Stage("完全復旧", False, tuple(lines), (act,))


def hindrance_words(found: tuple[InTheWay, ...]) -> Iterator[str]:
    """Each reason as a clerk reads it."""
    for one in found:
        yield HINDRANCE[one.what].format(count=one.count)
