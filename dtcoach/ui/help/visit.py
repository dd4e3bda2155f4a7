"""Why a visit asks, offers, refuses and does what it does, each with where that comes from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dtcoach.domain.content import Content, Procedure, Step
from dtcoach.domain.decision import Offer, OpenRoute, Refusal
from dtcoach.domain.visit import PlaceKind
from dtcoach.domain.walk import Walk
from dtcoach.domain.words import StepKind, WorldKey
from dtcoach.domain.world import Board
from dtcoach.ui.help.model import Help, HelpItem, HelpSection
from dtcoach.ui.kit.chip import Verdict
from dtcoach.ui.times import time_of
from dtcoach.ui.visit.offer_model import need_labels
from dtcoach.ui.visit.state import Scene
from dtcoach.ui.visit.walk_model import QuestionModel
from dtcoach.ui.visit.words import KIND_WORDS, route_title
from dtcoach.ui.words import STATUS

_WHY_OF_KIND = {
    StepKind.SAY: "だれが応じても同じ言葉になるように、言うことを決めてあります。"
    "F4 で、やさしい日本語やほかの言葉に変わります。",
    StepKind.DO: "この方法を終えるために要る作業です。",
    StepKind.CHECK: "印を付けるだけでは、見ていなくても先へ進めてしまいます。見た値を入れます。",
    StepKind.ASK: "この答えで、次にすることが変わります。",
    StepKind.RECORD: "同じことを二度うかがわず、復旧のあとに照らし合わせるために残します。",
    StepKind.PRINT: "口で言ったことは忘れられます。手もとに残る紙をお渡しします。",
    StepKind.APPROVE: "一人で決めないところです。もう一人が見て、名前を残します。",
    StepKind.NEVER: "まちがいが起きやすいところに出しています。",
    StepKind.OUTCOME: "結果が残っていれば、復旧のあとに漏れがわかります。",
}
_FINISHED = HelpSection(
    "この画面ですること",
    (
        HelpItem(
            "すべての手続に結果が付きました",
            "約束したことを住民の方と読み合わせてから、完了を押します。"
            "手続を加えるときは F7 です。",
        ),
    ),
)
_NOT_COVERED = HelpSection(
    "この画面ですること",
    (
        HelpItem(
            "この手続の手順が見つかりません",
            "係長に引き継ぎ、紙の受付票で応じます。ほかの手続は F7 で加えられます。",
        ),
    ),
)


def visit_help(scene: Scene, content: Content, board: Board, now: datetime) -> Help:
    """What explains the place at which the clerk stands."""
    model, answer = scene.model, scene.walk
    title = f"ヘルプ　{model.title}" if model.title else "ヘルプ"
    if answer is None or model.kind is PlaceKind.NOT_COVERED:
        finished = model.kind is PlaceKind.FINISHED
        return Help(title, (_FINISHED if finished else _NOT_COVERED,))
    sections: list[HelpSection] = []
    if model.question is not None:
        sections.append(_question(model.question, content, answer))
    elif model.kind is PlaceKind.OFFERS:
        sections.append(_ways(content, answer, board, now))
    elif scene.place.step is not None:
        sections.append(_step(scene.place.step, content))
        sections += _route_taken(answer)
    sections += _deadline(answer, scene)
    sections += _procedure(content, answer.procedure)
    return Help(title, tuple(sections))


def _question(question: QuestionModel, content: Content, answer: Walk) -> HelpSection:
    fact = content.facts[question.fact]
    titles = [
        route_title(content, answer.procedure, verdict.route)
        for verdict in answer.decision.verdicts
        if isinstance(verdict, OpenRoute) and fact.name in verdict.needs
    ]
    items = [HelpItem(question.question, question.why, content.sources_of(fact.sources))]
    if titles:
        items.append(HelpItem("この答えで決まる方法", "、".join(titles)))
    return HelpSection("なぜ確かめるのか" if question.silent else "なぜ聞くのか", tuple(items))


def _ways(content: Content, answer: Walk, board: Board, now: datetime) -> HelpSection:
    """Every way: the best first, the wrong ones last, as on the page."""
    verdicts = answer.decision.verdicts
    ways = [verdict for verdict in verdicts if not isinstance(verdict, Refusal)]
    wrong = [verdict for verdict in verdicts if isinstance(verdict, Refusal)]
    items = []
    for verdict in (*ways, *wrong):
        title = route_title(content, answer.procedure, verdict.route)
        match verdict:
            case Offer():
                best = verdict is ways[0] and answer.decision.settled
                mark = Verdict.RECOMMENDED if best else Verdict.POSSIBLE
                items.append(HelpItem(title, verdict.reason, mark=mark.word))
            case OpenRoute():
                asked = "・".join(need_labels(content, verdict.needs))
                body = f"確かめてから決まります: {asked}"
                items.append(HelpItem(title, body, mark=Verdict.NEEDS_CHECK.word))
            case Refusal():
                items.append(_refused(title, verdict, content, board, now))
    return HelpSection("方法ごとの理由", tuple(items))


def _refused(
    title: str, refusal: Refusal, content: Content, board: Board, now: datetime
) -> HelpItem:
    word, because = Verdict.REFUSED.word, refusal.because
    if isinstance(because, WorldKey):
        body = f"{refusal.reason}\n{looked_at(because, content, board, now)}"
        return HelpItem(title, body, content.sources_of(("rule-2",)), word)
    sources = () if because is None else content.sources_of(because.sources)
    return HelpItem(title, refusal.reason, sources, word)


def looked_at(key: WorldKey, content: Content, board: Board, now: datetime) -> str:
    """状況の記録: 住民記録は停止（12:55 係長。二台の端末でログインできない）."""
    check = board.checks.get(key)
    said = f"状況の記録: {content.systems[key].title}は{STATUS[board.status(key)]}"
    if check is None or check.at is None:
        return f"{said}（まだだれも確かめていません）"
    by = " ".join(part for part in (time_of(check.at, now), check.by or "") if part)
    how = f"。{check.how}" if check.how else ""
    return f"{said}（{by}{how}）"


def _step(step: Step, content: Content) -> HelpSection:
    kind = _WHY_OF_KIND[step.kind]
    words = KIND_WORDS[step.kind] if step.phrase is not None else step.text
    body = f"{step.why}\n{kind}" if step.why else kind
    return HelpSection(
        "なぜこの手順なのか", (HelpItem(words, body, content.sources_of(step.sources)),)
    )


def _route_taken(answer: Walk) -> Iterator[HelpSection]:
    verdict = None if answer.route is None else answer.decision.of(answer.route)
    rule = None if answer.route is None else answer.procedure.route(answer.route)
    if rule is not None and isinstance(verdict, Offer):
        yield HelpSection("この方法でよい理由", (HelpItem(rule.title, verdict.reason),))


def _deadline(answer: Walk, scene: Scene) -> Iterator[HelpSection]:
    """The day and the article it stands on; before the day is known, every limit there is."""
    procedure, day = answer.procedure, scene.model.deadline
    rule = procedure.deadline
    if rule is None:
        if procedure.no_deadline_basis:
            yield HelpSection("期限", (HelpItem(procedure.no_deadline_basis),))
        return
    if day is not None:
        items = [HelpItem(day.sentence, day.basis)]
    else:
        items = [HelpItem(limit.basis) for limit in rule.limits]
    rolls = "閉庁日に当たるときは、次の開庁日までです。" if rule.rolls_over else rule.note
    if rolls:
        items.append(HelpItem("", rolls))
    yield HelpSection("期限", tuple(items))


def _procedure(content: Content, procedure: Procedure) -> Iterator[HelpSection]:
    sources = content.sources_of(procedure.sources)
    if sources:
        items = tuple(HelpItem("", source.says, (source,)) for source in sources)
        yield HelpSection(f"「{procedure.title}」の根拠", items)
