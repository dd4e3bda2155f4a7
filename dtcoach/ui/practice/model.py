"""What 自習 shows, worked out without a window."""

from __future__ import annotations

from collections.abc import Mapping

from dtcoach.app.playing import Play, Review, Stage
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import long_date, moment
from dtcoach.domain.practice.boxes import Grade, Progress
from dtcoach.domain.practice.case import PracticeCase
from dtcoach.domain.practice.marking import Mark
from dtcoach.domain.practice.role_card import person_line
from dtcoach.domain.practice.traps import PLAIN, TRAPS
from dtcoach.domain.words import Status
from dtcoach.frozen import dataclass
from dtcoach.ui.kit.answer import AnswerModel
from dtcoach.ui.kit.chip import Tone
from dtcoach.ui.kit.notice import NoticeKind
from dtcoach.ui.kit.steps import StepModel, StepState
from dtcoach.ui.kit.tiles import TileModel
from dtcoach.ui.words import STATUS

KEYS = "123456789ABCDEFGHJKLMNPRSTUVWXYZ"
"""One for each question. Without I, O and Q, which are read as figures."""

STAGE_WORDS: Mapping[Stage, str] = {
    Stage.ASK: "確かめる",
    Stage.ROUTE: "方法を決める",
    Stage.DAY: "期限",
    Stage.NEVER: "してはいけないこと",
    Stage.REVIEW: "ふりかえり",
}
_ASK, _LOOK_UP = "forum", "visibility"
_NOTICE: Mapping[Grade, NoticeKind] = {
    Grade.RIGHT: NoticeKind.SUCCESS,
    Grade.NEARLY: NoticeKind.INFO,
    Grade.WRONG: NoticeKind.WARNING,
}
"""Never the one for errors: nobody is scolded here."""

_WHOLE: Mapping[Grade, str] = {
    Grade.RIGHT: "できました",
    Grade.NEARLY: "あと少しです",
    Grade.WRONG: "もう一度、あとで出ます",
}
TONE: Mapping[Status, Tone] = {
    Status.DOWN: Tone.DANGER,
    Status.DEGRADED: Tone.WARNING,
    Status.UNKNOWN: Tone.NEUTRAL,
    Status.UP: Tone.SUCCESS,
}
_ICON: Mapping[Status, str] = {
    Status.DOWN: "block",
    Status.DEGRADED: "warning",
    Status.UNKNOWN: "help",
    Status.UP: "check_circle",
}


@dataclass(frozen=True, slots=True)
class BoardLine:
    """All systems of one status."""

    status: Status
    word: str
    icon: str
    systems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseView:
    """The resident and the board: what the clerk has in front of them."""

    name: str
    person: str
    says: str
    easy: str
    behaves: str
    procedure: str
    when: str
    scenario: str
    board: tuple[BoardLine, ...]
    snapshot: str


@dataclass(frozen=True, slots=True)
class Told:
    """A notice to show: which, its heading, its sentences."""

    kind: NoticeKind
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The last page of a case; an empty text is not shown."""

    told: Told
    path: tuple[str, ...]
    best: str
    missing: tuple[str, ...]
    spare: tuple[str, ...]
    trap: str
    lesson: str
    rule: str


@dataclass(frozen=True, slots=True)
class BoxView:
    """One box of the picture: how many lessons lie in it, and when they come again."""

    word: str
    count: int


@dataclass(frozen=True, slots=True)
class MeterView:
    """So many of so many."""

    label: str
    count: int
    total: int


@dataclass(frozen=True, slots=True)
class ProgressView:
    """The picture, and the same in words."""

    sentence: str
    meters: tuple[MeterView, ...]
    boxes: tuple[BoxView, ...]


_BOX_WORDS = ("もう一度", "あした", "3日後", "1週間後", "身についた")


def progress_view(progress: Progress, content: Content) -> ProgressView:
    """What was met so far. Lessons of a content that is no longer here are not counted."""
    known = {
        lesson: standing
        for lesson, standing in progress.standings.items()
        if lesson.procedure in content.procedures and (lesson.trap in TRAPS or lesson.trap == PLAIN)
    }
    met = {lesson.procedure for lesson in known}
    traps = {lesson.trap for lesson in known if lesson.trap != PLAIN}
    boxes = [sum(1 for s in known.values() if s.box == box) for box in range(1, 6)]
    right = sum(standing.right for standing in known.values())
    sentence = (
        f"{progress.seen}人に応じました。うち {right}人は、正しい対応でした。"
        if progress.seen
        else "まだ始めていません。一人1〜2分です。"
    )
    return ProgressView(
        sentence=sentence,
        meters=(
            MeterView("手続", len(met), len(content.procedures)),
            MeterView("見分けどころ", len(traps), len(TRAPS)),
        ),
        boxes=tuple(BoxView(word, n) for word, n in zip(_BOX_WORDS, boxes, strict=True)),
    )


def case_view(play: Play) -> CaseView:
    case, content = play.case, play.content
    snapshot = case.snapshot_at
    return CaseView(
        name=f"{case.resident.name} さん",
        person=f"{case.resident.kana}・{person_line(case)}",
        says=f"「{case.says['ja']}」",
        easy=f"「{case.says['easy']}」",
        behaves=case.behaves,
        procedure=play.procedure.title,
        when=moment(case.at),
        scenario=content.scenarios[case.spec.scenario].title,
        board=_board(case, content),
        snapshot=""
        if snapshot is None
        else f"ダウン対策サーバーのデータは {moment(snapshot)} のもの（テスト印刷済み）",
    )


def _board(case: PracticeCase, content: Content) -> tuple[BoardLine, ...]:
    lines = []
    for status in (Status.DOWN, Status.DEGRADED, Status.UNKNOWN, Status.UP):
        titles = [
            content.systems[key].title
            for key, own in case.world.items()
            if own is status and key in content.systems
        ]
        if titles:
            lines.append(BoardLine(status, STATUS[status], _ICON[status], tuple(titles)))
    return tuple(lines)


def fact_tiles(play: Play) -> tuple[TileModel, ...]:
    """Each question with its key; what is looked up has an eye, what is asked a bubble."""
    facts = play.facts()
    return tuple(
        TileModel(
            id=fact,
            title=play.label(fact),
            icon=_LOOK_UP if play.content.facts[fact].silent else _ASK,
            key=KEYS[place] if place < len(KEYS) else "",
        )
        for place, fact in enumerate(facts)
    )


def route_tiles(play: Play) -> tuple[TileModel, ...]:
    return tuple(
        TileModel(id=route.value, title=play.route_title(route), key=KEYS[place])
        for place, route in enumerate(play.routes())
    )


def never_tiles(play: Play) -> tuple[TileModel, ...]:
    return tuple(
        TileModel(id=item.id, title=item.text, key=str(place))
        for place, item in enumerate(play.temptations, start=1)
    )


def day_answers(play: Play) -> tuple[AnswerModel, ...]:
    return tuple(
        AnswerModel(str(place), "期限はない" if one.day is None else long_date(one.day))
        for place, one in enumerate(play.days)
    )


def known_dates(play: Play) -> str:
    """The days that the papers show, for who did not ask: the reckoning is what is practised."""
    facts = play.case.facts
    names = [name for name in facts if play.content.facts[name].is_date]
    deadline = play.procedure.deadline
    mine = [name for name in names if deadline is not None and name in deadline.facts]
    return "　".join(play.case.answer_to(play.content, name) for name in mine)


def told(mark: Mark) -> Told:
    return Told(_NOTICE[mark.grade], mark.title, "\n".join(mark.why))


def steps(play: Play) -> tuple[StepModel, ...]:
    here = play.stages.index(play.stage)
    return tuple(
        StepModel(
            STAGE_WORDS[stage],
            StepState.NOW
            if place == here
            else (StepState.DONE if place < here else StepState.NEXT),
        )
        for place, stage in enumerate(play.stages)
    )


def review_view(review: Review) -> ReviewView:
    what = {
        Grade.RIGHT: "聞くことも方法も、そのとおりです。",
        Grade.NEARLY: "大きな間違いはありません。係長の進め方と見くらべてください。",
        Grade.WRONG: "別の方で、同じことをもう一度ためせます。",
    }[review.grade]
    not_right = [f"・{mark.title}" for mark in review.marks if mark.grade is not Grade.RIGHT]
    return ReviewView(
        told=Told(_NOTICE[review.grade], _WHOLE[review.grade], "\n".join([what, *not_right])),
        path=tuple(review.questions) or ("聞くことはありません。",),
        best=f"→ {review.best}",
        missing=tuple(review.missing),
        spare=tuple(review.spare),
        trap=review.trap,
        lesson=review.lesson,
        rule=review.rule,
    )
