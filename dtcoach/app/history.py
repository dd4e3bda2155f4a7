"""What happened, event by event, in plain Japanese: who, when, and what was taken back and why.

Two voices: with everything for the staff's own screen, and without anything personal for a file.
The three silent answers are in neither; that they were looked up is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dtcoach.app.marks import KIND_MARKS
from dtcoach.app.words_out import (
    LIST_PAPERS,
    PAPER_WAY,
    RESIDENT,
    procedure_title,
    promise_title,
    route_title,
)
from dtcoach.domain import events as e
from dtcoach.domain.content import Content
from dtcoach.domain.japanese_dates import TOKYO, day_words, moment
from dtcoach.domain.words import PERSONAL_FACTS, UNKNOWN, LeadList, Status

_LATER = timedelta(minutes=2)
"""From here on an event counts as entered afterwards; less is the time it took to type."""

_STATUS: Mapping[Status, str] = {
    Status.UP: "稼働",
    Status.DEGRADED: "不安定",
    Status.DOWN: "停止",
    Status.UNKNOWN: "未確認",
}
_LISTS: Mapping[LeadList, str] = {
    LeadList.FIRST: "最初の15分",
    LeadList.HOURLY: "毎時",
    LeadList.HANDOVER: "引継ぎ",
    LeadList.RECOVERY: "復旧",
}
HIDDEN = "（内容は台帳に出しません）"
ERASED = "（保存年限を過ぎて消去）"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event. `entered_at` only where it was entered afterwards; `taken_back` names who took
    it back, when and why, and is empty where it stands."""

    id: str
    at: datetime
    entered_at: datetime | None
    actor: str
    text: str
    detail: str = ""
    taken_back: str = ""


class Teller:
    """Tells events in words of one content version. `form_titles` names the papers."""

    def __init__(
        self,
        content: Content,
        form_titles: Mapping[str, str] | None = None,
        *,
        with_personal: bool,
    ) -> None:
        self._content = content
        self._forms = form_titles or {}
        self._with_personal = with_personal

    def lines(self, events: Iterable[e.Event]) -> tuple[HistoryLine, ...]:
        """All of them, in their order. A correction has a line of its own, and marks its target."""
        given = tuple(events)
        asked = {
            event.body.request: event.body.procedure
            for event in given
            if isinstance(event.body, e.RequestAdded)
        }
        back = {event.body.target: event for event in given if isinstance(event.body, e.Corrected)}
        by_id = {event.id: event for event in given}
        found = []
        for event in given:
            text, detail = self._told(event, asked, by_id)
            correction = back.get(event.id)
            found.append(
                HistoryLine(
                    id=event.id,
                    at=event.observed_at.astimezone(TOKYO),
                    entered_at=entered_later(event),
                    actor=event.actor,
                    text=text,
                    detail=detail,
                    taken_back="" if correction is None else _taken_back(correction),
                )
            )
        return tuple(found)

    def _told(
        self, event: e.Event, asked: Mapping[int, str], by_id: Mapping[str, e.Event]
    ) -> tuple[str, str]:
        body = event.body
        if isinstance(body, e.Corrected):
            target = by_id.get(body.target)
            what = "前の記録" if target is None else self._told(target, asked, {})[0]
            return f"取り消し：{what}", f"理由　{body.reason}" if body.reason else ""
        said = (
            self._visit(body)
            or self._act(body, asked)
            or self._paper(body)
            or self._board(body)
            or self._lead(body)
            or self._report(body)
            or self._later(body)
        )
        if said is None:
            return f"この版に言葉のない記録（{type(body).__name__}）", ""
        text, detail = said
        number: int = getattr(body, "request", 0)
        if len(asked) > 1 and number in asked and not isinstance(body, e.RequestAdded):
            text = f"{procedure_title(self._content, asked[number])}：{text}"
        return text, detail

    def _visit(self, body: e.EventBody) -> tuple[str, str] | None:
        match body:
            case e.VisitOpened(number=number, counter=counter):
                return f"受付 {number} を始めました", counter
            case e.SlipTypedIn(slip=slip):
                return "紙の受付票から入力しました", slip
            case e.RequestAdded(procedure=procedure):
                return f"手続：{procedure_title(self._content, procedure)}", ""
            case e.ResidentNoted(field=field, value=value):
                return f"{RESIDENT[field]}を書きました", self._personal(value)
            case e.NoteWritten(note=note):
                return "メモを書きました", self._personal(note)
            case e.VisitParked(cue=cue):
                return "中断しました", self._personal(cue)
            case e.VisitResumed():
                return "対応に戻りました", ""
            case e.VisitClosed():
                return "受付を完了しました", ""
        return None

    def _act(self, body: e.EventBody, asked: Mapping[int, str]) -> tuple[str, str] | None:
        match body:
            case e.FactLearned(fact=fact, value=value):
                return self._answer(fact, value)
            case e.RouteChosen(route=route):
                return f"対応方法を選びました：{route_title(self._content, route)}", ""
            case e.StepDone(request=number, route=route, step=step, value=value):
                name = self._step(asked.get(number, ""), route, step)
                return f"手順を終えました：{name}", self._value(value)
            case e.PromiseMade(kind=kind, due=due, keeper=keeper):
                day = "日は未定" if due is None else f"{day_words(due)}まで"
                return f"約束：{promise_title(kind)}（{day}）", keeper
            case e.OutcomeReached(route=route):
                return f"手続が終わりました：{route_title(self._content, route)}", ""
        return None

    def _paper(self, body: e.EventBody) -> tuple[str, str] | None:
        match body:
            case e.PaperIssued(number=number, form=form):
                return f"紙を渡しました：{self._form(form)}", f"番号 {number}"
            case e.FormPrinted(form=form, number=number, reprint=reprint, how=how):
                again = "（再発行）" if reprint else ""
                return f"{self._form(form)}{again}を{PAPER_WAY[how]}", f"番号 {number}"
            case e.FormQueued(form=form, number=number):
                return f"{self._form(form)}は印刷を待っています", f"番号 {number}"
            case e.RecallEntered(document=document, snapshot_at=at):
                time = "" if at is None else f"{moment(at.astimezone(TOKYO))} 時点のデータ"
                return f"復旧後の再確認に入れました：{document}", time
        return None

    def _board(self, body: e.EventBody) -> tuple[str, str] | None:
        match body:
            case e.IncidentDeclared(title=title, kind=kind):
                return f"対応を始めました：{title}", KIND_MARKS[kind]
            case e.ScenarioChanged(scenario=scenario):
                found = self._content.scenarios.get(scenario)
                return f"想定を変えました：{found.title if found else scenario}", ""
            case e.StatusChecked(key=key, status=status, how=how):
                system = self._content.systems.get(key)
                title = system.title if system else key.value
                return f"{title}：{_STATUS[status]}", how
            case e.SnapshotStamped(snapshot_at=at):
                return f"ダウン対策サーバーのデータ：{moment(at.astimezone(TOKYO))} 時点", ""
            case e.IncidentRecovered(note=note):
                return "使えるとの連絡がありました", note
            case e.IncidentClosed():
                return "対応を終えました", ""
        return None

    def _lead(self, body: e.EventBody) -> tuple[str, str] | None:
        match body:
            case e.ListItemDone(lead_list=which, item=item, done=done):
                mark = "リストに印を付けました" if done else "リストの印を消しました"
                return f"{mark}：{item}", f"係長のリスト　{_LISTS[which]}"
            case e.NoticePosted(text=text, places=places):
                return f"お知らせを出しました：{'・'.join(places)}", text
            case e.HandedOver(to=to):
                return f"{to} さんに引き継ぎました", ""
            case e.ListPrinted(paper=paper, how=how):
                return f"{LIST_PAPERS.get(paper, paper)}を{PAPER_WAY[how]}", ""
        return None

    def _report(self, body: e.EventBody) -> tuple[str, str] | None:
        match body:
            case e.ReportWritten():
                return "報告書を書きました", ""
            case e.EstimateEntered(people=people, ground=ground):
                text = "取り下げました" if people is None else f"{people:,} 人"
                return f"影響した人数の見積もり：{text}", ground
            case e.ReportSettled():
                return "報告書の版を決めました", ""
        return None

    def _later(self, body: e.EventBody) -> tuple[str, str] | None:
        # Read when a word of a later theme is met: a case of the morning has none.
        from dtcoach.app.history_later import said_later

        return said_later(body, self._content, self._personal)

    def _answer(self, fact: str, value: str | e.Personal) -> tuple[str, str]:
        definition = self._content.facts.get(fact)
        label = fact if definition is None else definition.label
        if fact in PERSONAL_FACTS or (definition is not None and definition.silent):
            return "住民に尋ねない確認を終えました", HIDDEN
        plain = self._value(value)
        if definition is None:
            return f"{label}：{plain}", ""
        choices = {choice.value: choice.label for choice in definition.choices}
        if plain == UNKNOWN:
            return f"{label}：わからない", ""
        return (
            f"{label}：{day_words(plain) if definition.is_date else choices.get(plain, plain)}",
            "",
        )

    def _step(self, procedure: str, route: str, step: str) -> str:
        return _steps(self._content).get((procedure, str(route), step), step)

    def _form(self, form: str) -> str:
        return self._forms.get(form, form)

    def _value(self, value: str | e.Personal | None) -> str:
        return self._personal(value) if isinstance(value, e.Personal) else value or ""

    def _personal(self, value: e.Personal) -> str:
        if not self._with_personal:
            return ""
        return ERASED if value.value is None else value.value


def entered_later(event: e.Event) -> datetime | None:
    """When it was entered, where that was not at once."""
    if event.entered_at - event.observed_at < _LATER:
        return None
    return event.entered_at.astimezone(TOKYO)


def _taken_back(correction: e.Event) -> str:
    body = correction.body
    assert isinstance(body, e.Corrected)
    at = moment(correction.entered_at.astimezone(TOKYO))
    return "　".join(filter(None, (at, correction.actor, body.reason)))


def _steps(content: Content) -> Mapping[tuple[str, str, str], str]:
    """What each step of a route is called: its label, or the beginning of what it says."""
    known = _KNOWN_STEPS.get(content.digest)
    if known is None:
        _KNOWN_STEPS.clear()
        known = _KNOWN_STEPS[content.digest] = {
            (procedure.id, rule.route.value, step.id): step.label or _first_sentence(step.text)
            for procedure in content.procedures.values()
            for rule in procedure.routes
            for step in rule.steps
        }
    return known


def _first_sentence(text: str) -> str:
    return _PLACEHOLDER.sub("", text.partition("。")[0])


_PLACEHOLDER = re.compile(r"（\{\w+\}）|\{\w+\}")
_KNOWN_STEPS: dict[str, Mapping[tuple[str, str, str], str]] = {}
"""Of one version; hundreds of steps are read once and not for each case that is looked at."""
