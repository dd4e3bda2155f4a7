"""triage.yaml: the questions of the first minute, read with all that can be wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from dtcoach.adapters.content.grammar import read_statuses
from dtcoach.adapters.content.nodes import Entries, Node
from dtcoach.adapters.content.reading import (
    Problems,
    braces_only,
    child,
    entries_of,
    items_of,
    member_of,
    optional_text,
    word_of,
)
from dtcoach.domain.triage import (
    MOST_QUESTIONS,
    Lead,
    Triage,
    TriageAnswer,
    TriageQuestion,
)
from dtcoach.domain.words import Status, WorldKey

MOST_ANSWERS = 8
"""On the keys 1 to 8; 9 is free for the window, 0 is わからない."""

MOST_PATHS = 20_000
"""Each is walked by `check`."""

_DEEPEST = 50
"""As deep as a path is followed; Python's own stack ends somewhere, too."""

_TARGETS = ("next", "scenario", "because", "leads")
_DONT_KNOW = "わからない"


def read_triage(node: Node, scenarios: Collection[str], problems: Problems) -> Triage | None:
    """The questions, or None with the problems noted. `scenarios` are the ids there are."""
    before = len(problems.found)
    entries = entries_of(node, ("first", "questions"))
    given = entries_of(child(entries, "questions")).entries
    first = word_of(child(entries, "first"), given, "質問")
    reader = _Reader(frozenset(given), scenarios, problems)
    questions = {}
    for name, value in given.items():
        question = problems.attempt(reader.question, name, value)
        if question is not None:
            questions[name] = question
    if len(problems.found) > before:
        return None
    triage = Triage(first, questions)
    _check_paths(triage, given, problems)
    return triage if len(problems.found) == before else None


class _Reader:
    """Reads questions that may lead to these questions and scenarios."""

    def __init__(
        self, questions: Collection[str], scenarios: Collection[str], problems: Problems
    ) -> None:
        self._questions = questions
        self._scenarios = scenarios
        self._problems = problems

    def question(self, name: str, node: Node) -> TriageQuestion:
        entries = entries_of(node, ("ask", "check", "systems", "shows", "answers", "unknown"))
        systems = _systems(child(entries, "systems"))
        if not systems:
            raise child(entries, "systems").problem("どのシステムを見る質問かを書きます")
        listed = child(entries, "answers")
        answers = tuple(self._problems.each(listed, self._answer))
        if not 2 <= len(items_of(listed)) <= MOST_ANSWERS:
            raise listed.problem(f"答えは 2 から {MOST_ANSWERS} まで書きます（わからないを除く）")
        if "unknown" not in entries.entries:
            raise node.problem(f"質問「{name}」に、わからないとき（unknown）の行き先がありません")
        return TriageQuestion(
            id=name,
            text=_words_in(entries, "ask"),
            check=_words_in(entries, "check"),
            systems=systems,
            shows=_systems(entries.entries.get("shows")),
            answers=answers,
            unknown=self._unknown(entries.entries["unknown"]),
        )

    def _answer(self, node: Node) -> TriageAnswer:
        entries = entries_of(node, ("answer", "finds", "how", *_TARGETS))
        label = _words_in(entries, "answer")
        finds = _finds(entries.entries.get("finds"))
        if finds and "how" not in entries.entries:
            raise node.problem("finds には、どうやって見えたか（how）が要ります")
        return TriageAnswer(label, finds, optional_text(entries, "how"), self._leads(entries))

    def _unknown(self, node: Node) -> TriageAnswer:
        entries = entries_of(node)
        for key in ("finds", "how"):
            if key in entries.entries:
                where = Node(node.file, entries.key_lines[key])
                raise where.problem("「わからない」では、何も確かめたことになりません")
        entries_of(node, ("answer", *_TARGETS))
        label = _words_in(entries, "answer") if "answer" in entries.entries else _DONT_KNOW
        return TriageAnswer(label, {}, "", self._leads(entries))

    def _leads(self, entries: Entries) -> tuple[Lead, ...]:
        listed = entries.entries.get("leads")
        if listed is None:
            return (self._target(entries, {}),)
        if "next" in entries.entries or "scenario" in entries.entries:
            raise entries.problem("行き先は next、scenario、leads のどれか一つで書きます")
        items = items_of(listed)
        if not items:
            raise listed.problem("行き先がありません")
        return tuple(self._lead(item, is_last=item is items[-1]) for item in items)

    def _lead(self, node: Node, *, is_last: bool) -> Lead:
        entries = entries_of(node, ("when", "next", "scenario", "because"))
        when = entries.entries.get("when")
        if is_last and when is not None:
            raise node.problem("最後の行き先には when を書きません（どの場合にも行き先が要ります）")
        if not is_last and when is None:
            raise node.problem("when のない行き先は、最後に一つだけ書きます")
        return self._target(entries, {} if when is None else _when(when))

    def _target(self, entries: Entries, when: Mapping[WorldKey, frozenset[Status]]) -> Lead:
        if ("next" in entries.entries) == ("scenario" in entries.entries):
            raise entries.problem("行き先は next（次の質問）か scenario（想定）のどちらか一つです")
        if "next" in entries.entries:
            if "because" in entries.entries:
                raise child(entries, "because").problem("because は、想定に着くところに書きます")
            name = word_of(child(entries, "next"), self._questions, "質問")
            return Lead(when, question=name)
        scenario = word_of(child(entries, "scenario"), self._scenarios, "想定")
        return Lead(when, scenario=scenario, because=_words_in(entries, "because"))


def _words_in(entries: Entries, key: str) -> str:
    return braces_only(child(entries, key), ())


def _systems(node: Node | None) -> tuple[WorldKey, ...]:
    if node is None:
        return ()
    return tuple(member_of(item, WorldKey, "システム") for item in items_of(node))


def _finds(node: Node | None) -> Mapping[WorldKey, Status]:
    if node is None:
        return {}
    found = {}
    for key, value in entries_of(node, [key.value for key in WorldKey]).entries.items():
        status = member_of(value, Status, "状態")
        if status is Status.UNKNOWN:
            raise value.problem("見えた状態に「未確認」は書けません（わからないは unknown）")
        found[WorldKey(key)] = status
    return found


def _when(node: Node) -> Mapping[WorldKey, frozenset[Status]]:
    entries = entries_of(node, [key.value for key in WorldKey])
    if not entries.entries:
        raise node.problem("条件がありません")
    return {WorldKey(key): read_statuses(value) for key, value in entries.entries.items()}


def _check_paths(triage: Triage, nodes: Mapping[str, Node], problems: Problems) -> None:
    """No circle, no path that is too long, no question that nothing leads to."""
    paths = _Paths(triage, nodes)
    if problems.attempt(paths.measure, triage.first) is None:
        return
    first = nodes[triage.first]
    if paths.longest[triage.first] > MOST_QUESTIONS:
        problems.add(first, _too_long(f"{paths.longest[triage.first]} 問"))
    if paths.count[triage.first] > MOST_PATHS:
        problems.add(first, f"道が多すぎます（上限 {MOST_PATHS:,} 通り）")
    for name in triage.questions:
        if name not in paths.longest:
            problems.add(nodes[name], f"質問「{name}」には、どの答えからも着きません")


def _too_long(length: str) -> str:
    return f"質問が続きすぎます（いちばん長い道で {length}、上限 {MOST_QUESTIONS} 問）"


class _Paths:
    """From each question that can be reached: the most questions on a path, and how many paths."""

    def __init__(self, triage: Triage, nodes: Mapping[str, Node]) -> None:
        self._triage = triage
        self._nodes = nodes
        self._open: list[str] = []
        self.longest: dict[str, int] = {}
        self.count: dict[str, int] = {}

    def measure(self, name: str) -> int:
        """The most questions from here on. Raises UnsoundContent for a circle."""
        if name in self.longest:
            return self.longest[name]
        if name in self._open:
            circle = " → ".join([*self._open[self._open.index(name) :], name])
            raise self._nodes[name].problem(f"質問が元に戻ります（{circle}）")
        if len(self._open) >= _DEEPEST:
            raise self._nodes[self._triage.first].problem(_too_long(f"{_DEEPEST} 問以上"))
        self._open.append(name)
        question = self._triage.questions[name]
        leads = [lead for answer in question.all_answers for lead in answer.leads]
        ahead = [self.measure(lead.question) for lead in leads if lead.question]
        self._open.pop()
        self.longest[name] = 1 + max(ahead, default=0)
        self.count[name] = sum(self.count[lead.question] if lead.question else 1 for lead in leads)
        return self.longest[name]
