"""The tables of 訓練の報告: by counter, by resident, what happened when, what people saw."""

from __future__ import annotations

from collections.abc import Iterator

from dtcoach.app.drill_words import (
    AREA_TITLES,
    GRADE_WORDS,
    RATING_TITLES,
    act_words,
    elapsed,
    share,
    took,
)
from dtcoach.app.figure_words import number
from dtcoach.app.report import Grid, GridColumn, Prose, Section, Sentence
from dtcoach.domain.content import Content
from dtcoach.domain.drill.cases import CaseScore
from dtcoach.domain.drill.events import Rating
from dtcoach.domain.drill.scores import Area, DrillScores, ExpectedScore

# --- by counter, by resident ----------------------------------------------------------------------

_OF_CASE = (Area.ROUTE, Area.CHECKS, Area.PROHIBITIONS, Area.DEADLINE, Area.ACCOUNT)


def by_counter(scores: DrillScores) -> Grid:
    """What could be judged at each counter."""
    columns = (
        GridColumn("窓口", 0.25),
        GridColumn("来た方", 0.1, is_number=True),
        *(GridColumn(AREA_TITLES[area], 0.13, is_number=True) for area in _OF_CASE),
    )
    return Grid(columns, tuple(counter_rows(scores)), last_is_total=True)


def counter_rows(scores: DrillScores) -> Iterator[tuple[str, ...]]:
    """Each counter of the plan with what could be judged there, and all of them."""
    places: dict[str, list[CaseScore]] = {name: [] for name in scores.drill.counters}
    for case in scores.cases:
        places.setdefault(counter_of(scores, case), []).append(case)
    for name, cases in places.items():
        if cases:
            yield (name, number(len(cases)), *(share(cases, area) for area in _OF_CASE))
    whole = scores.cases
    yield ("合わせて", number(len(whole)), *(share(whole, area) for area in _OF_CASE))


def counter_of(scores: DrillScores, case: CaseScore) -> str:
    """Where that resident came: by the log, or by the plan where nobody took them in."""
    if case.visit is not None and case.visit.counter:
        return case.visit.counter
    inject = scores.drill.injects[case.played.inject]
    parts = (scores.drill.parts[part].counter for part in inject.to)
    return next(iter(parts), "") or "（どこでも）"


def cases(scores: DrillScores) -> Iterator[Section]:
    """Everybody who came, in the order in which they did."""
    columns = (
        GridColumn("来た時刻", 0.09),
        GridColumn("どなた・手続", 0.25),
        GridColumn("窓口", 0.14),
        GridColumn("正しい方法", 0.15),
        GridColumn("選んだ方法", 0.15),
        GridColumn("結果", 0.1),
        GridColumn("待ち・対応", 0.12),
    )
    rows = []
    for case in scores.cases:
        came = elapsed(case.played.at - scores.drill.begins)
        waited, lasted = case.waited_seconds, case.seconds
        times = "－" if waited is None else took(waited)
        times += "・" + ("－" if lasted is None else took(lasted))
        rows.append(
            (
                came,
                f"{case.name}　{case.procedure}",
                counter_of(scores, case),
                case.expected_title,
                case.taken_title or "（記録なし）",
                GRADE_WORDS[case.route.grade],
                times,
            )
        )
    yield Grid(columns, tuple(rows), empty="だれも来ていない。")


# --- the course -----------------------------------------------------------------------------------


def course(scores: DrillScores, content: Content) -> Iterator[Section]:
    """What happened, what it asked for, and what was left out."""
    columns = (
        GridColumn("時刻", 0.09),
        GridColumn("起きたこと", 0.31),
        GridColumn("求めた行動", 0.32),
        GridColumn("結果", 0.13),
        GridColumn("かかった時間", 0.15),
    )
    yield Grid(columns, tuple(course_rows(scores, content)), empty="何も起こしていない。")
    for one in scores.skipped:
        title = scores.drill.injects[one.inject].title if one.inject in scores.drill.injects else ""
        yield Sentence(f"・しなかったこと: {title}（{one.reason or '理由の記録なし'}）")


def course_rows(scores: DrillScores, content: Content) -> Iterator[tuple[str, str, str, str, str]]:
    """Each inject that was played, with each act it asked for."""
    expected: dict[str, list[ExpectedScore]] = {}
    for one in scores.expected:
        expected.setdefault(one.inject.id, []).append(one)
    played = sorted(scores.running.played.values(), key=lambda one: one.at)
    for happened in played:
        inject = scores.drill.injects.get(happened.inject)
        if inject is None:
            continue
        at = elapsed(happened.at - scores.drill.begins)
        if inject.id not in expected:
            yield (at, inject.title, "－", "", "")
        for index, one in enumerate(expected.get(inject.id, ())):
            within = f"（{one.expected.within_minutes}分以内）"
            seconds = one.seconds
            yield (
                "" if index else at,
                "" if index else inject.title,
                act_words(one.expected.act, scores.drill, content) + within,
                GRADE_WORDS[one.score.grade],
                "記録にない" if seconds is None else took(seconds),
            )


def seen(scores: DrillScores) -> Iterator[Section]:
    """What observers saw: never mixed with what the log shows."""
    yield Sentence(
        "P できた／S できたが、もっとよくできる／M できたが、ほかに害があった／U できなかった。"
        "観察できなかったものは、数に入れない。",
        is_quiet=True,
    )
    columns = (
        GridColumn("見たこと", 0.5),
        *(GridColumn(RATING_TITLES[rating], 0.08, is_number=True) for rating in Rating),
        GridColumn("見た人", 0.1, is_number=True),
    )
    rows = tuple(
        (
            scores.drill.items[item.item].text,
            *(str(item.count(rating)) if item.count(rating) else "－" for rating in Rating),
            str(item.seen),
        )
        for item in scores.ratings
        if item.rated
    )
    yield Grid(columns, rows, empty="評価は、まだ入っていない。")
    unrated = [item.item for item in scores.ratings if not item.rated]
    if unrated:
        texts = "／".join(scores.drill.items[item].text for item in unrated)
        yield Sentence(f"評価が入っていない項目: {texts}", is_quiet=True)
    for item in scores.ratings:
        for one in item.rated:
            if one.note:
                text = scores.drill.items[item.item].text
                where = f"{one.where}　" if one.where else ""
                yield Prose(f"{RATING_TITLES[one.rating]}　{text}: {one.note}", f"{where}{one.by}")
    for note in scores.notes:
        if note.text:
            yield Prose(note.text, f"{elapsed(note.at - scores.drill.begins)} {note.by}")
