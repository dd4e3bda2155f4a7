"""The fixed words of this place, spelt once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from dtcoach.domain.japanese_dates import long_date
from dtcoach.domain.words import PromiseKind, Route, StepKind

if TYPE_CHECKING:
    from dtcoach.domain.content import Content, Procedure

LANGUAGE_NAMES = {
    "ja": "標準",
    "easy": "やさしい日本語",
    "en": "English",
    "zh": "中文",
    "ko": "한국어",
}
KIND_WORDS = {
    StepKind.SAY: "言うこと",
    StepKind.DO: "すること",
    StepKind.CHECK: "確認（見た値を入れる）",
    StepKind.ASK: "聞くこと",
    StepKind.RECORD: "記録",
    StepKind.PRINT: "用紙",
    StepKind.APPROVE: "二人目・係長の確認",
    StepKind.NEVER: "してはいけない",
    StepKind.OUTCOME: "結果",
}
KIND_ICONS = {
    StepKind.SAY: "record_voice_over",
    StepKind.DO: "touch_app",
    StepKind.CHECK: "visibility",
    StepKind.ASK: "help",
    StepKind.RECORD: "edit",
    StepKind.PRINT: "print",
    StepKind.APPROVE: "group",
    StepKind.NEVER: "block",
    StepKind.OUTCOME: "flag",
}
ENTER_WORDS = {
    StepKind.SAY: "言いました",
    StepKind.DO: "しました",
    StepKind.PRINT: "渡しました",
    StepKind.NEVER: "わかりました",
    StepKind.OUTCOME: "結果を記録",
}
PROMISE_WORDS = {
    PromiseKind.PHONE: "電話でお知らせする",
    PromiseKind.POST: "郵送する",
    PromiseKind.RETURN_VISIT: "もう一度来ていただく",
    PromiseKind.BACK_ENTRY: "区で入力する",
    PromiseKind.RECHECK: "区で内容を照らし合わせる",
}

NOTE_LABEL = "お名前・メモ"
_NAME_SHOWN = 10


def who_label(name: str, has_more: bool) -> str:
    """What stands on the button for the resident's details once something was written."""
    if name:
        short = name if len(name) <= _NAME_SHOWN else f"{name[:_NAME_SHOWN]}…"
        return f"{short} 様"
    return f"{NOTE_LABEL}（記入あり）" if has_more else NOTE_LABEL


def short_title(text: str) -> str:
    """The words before the first bracket: 転入（転出証明書を…） is 転入."""
    return text.split("（", 1)[0].strip() or text


def route_title(content: Content, procedure: Procedure | None, route: Route) -> str:
    """What staff call that way."""
    if procedure is None:
        return content.withdrawal.title if route is Route.WITHDRAWN else route.value
    # Here, because a start shows no route and needs nothing of the engine.
    from dtcoach.domain.walk import route_rule

    rule = route_rule(content, procedure, route)
    return route.value if rule is None else rule.title


def procedure_title(content: Content, procedure: str) -> str:
    """The title of a request, also where this content version no longer has it."""
    found = content.procedures.get(procedure)
    return procedure if found is None else found.title


def promise_text(kind: PromiseKind, due: date | None) -> str:
    """令和7年1月7日（火）までに、もう一度来ていただく."""
    when = "復旧のあと" if due is None else f"{long_date(due)}まで"
    return f"{when}に、{PROMISE_WORDS[kind]}"


def itemized(lines: Sequence[str]) -> str:
    """Several things under each other, each seen as one."""
    return "\n".join(lines) if len(lines) < 2 else "\n".join(f"・{line}" for line in lines)
