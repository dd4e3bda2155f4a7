"""Rules about words: what no text of the content may say, ask for or reveal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dtcoach.domain.content import RouteRule
from dtcoach.domain.words import StepKind

PROMISES = re.compile(
    r"正当な理由|すぐ(に)?(直|復旧|終わ)|必ず|かならず|間違いなく|確実に(取|出|でき|終)"
    r"|期限は過ぎても|大丈夫|(きょう|今日|本日)(中に)?(終わり|完了)|時間で(直|復旧)"
)
"""Promises of law, time or success, also where they are negated (rule 10)."""

REVEALING = re.compile(r"支援措置|DV|ＤＶ|暴力|加害|被害者|ストーカー|虐待|避難|抑止|相手方")
"""What would tell a bystander why (rule 3)."""

SECRETS = re.compile(r"暗証番号|個人番号|マイナンバー(?!カード)|PIN")
"""What dtcoach never asks for, stores or prints (rule 9)."""

MARKS = re.compile(r"訓練|再現|本番")
"""Set by the program alone: a mark in the content would make a real paper look like a drill."""

KEEPING_A_CARD = re.compile(r"カード[^。]*預か(る|り|っ)")


def resident_texts(rule: RouteRule) -> Iterator[tuple[str, str]]:
    """(where, text) of all that a resident hears, holds or may see on the screen."""
    yield "理由", rule.reason
    for gate in rule.gates:
        yield "断る理由", gate.reason
    for caution in rule.cautions:
        yield "注意", caution.text
    for step in rule.steps:
        yield f"{step.id}（why）", step.why
        for phrase in (step.phrase, step.shown):
            if phrase is not None:
                for language, text in phrase.words.items():
                    yield f"{step.id}（{language}）", text
        if step.phrase is None and step.kind in (
            StepKind.PRINT,
            StepKind.OUTCOME,
            StepKind.RECORD,
            StepKind.DO,
        ):
            yield step.id, f"{step.text} {step.label}"


def all_texts(rule: RouteRule) -> Iterator[tuple[str, str]]:
    """(where, text) of everything the route says to anyone."""
    yield from resident_texts(rule)
    for step in rule.steps:
        if step.phrase is None:
            yield step.id, f"{step.text} {step.label}"


def wording_faults(rule: RouteRule) -> Iterator[tuple[int, str]]:
    """(rule of design §6, sentence) for each forbidden word."""
    for where, text in all_texts(rule):
        if found := PROMISES.search(text):
            yield 10, f"{where}: 「{found[0]}」は約束の言葉です"
        if found := MARKS.search(text):
            yield 11, f"{where}: 「{found[0]}」の印は、手順の文に書けません"
    for where, text in resident_texts(rule):
        if found := REVEALING.search(text):
            yield 3, f"{where}: 「{found[0]}」は理由を明かす言葉です"
    for step in rule.steps:
        if step.label and SECRETS.search(step.label):
            yield 9, f"{step.id}: 暗証番号や個人番号を入れさせています"
        kept = step.kind is not StepKind.NEVER and KEEPING_A_CARD.search(step.text)
        if kept and "custody-slip" not in rule.forms:
            yield 9, f"{step.id}: 預り証なしにカードを預かっています"
