"""`profile.yaml`: what is this ward's own, each item confirmed or 要確認."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from dtcoach.adapters.content.grammar import UNCONFIRMED
from dtcoach.adapters.content.hours import (
    closed_in_words,
    read_clock,
    read_closed,
    read_once,
    read_week,
)
from dtcoach.adapters.content.nodes import Entries, Node, Scalar
from dtcoach.adapters.content.reading import (
    Problems,
    child,
    entries_of,
    items_of,
    text_in,
    text_of,
    texts_in,
    whole_number,
    word_of,
)
from dtcoach.domain.content import Office, Profile, ServiceLevel
from dtcoach.domain.hours import Service, Week, clock, week_in_words
from dtcoach.domain.words import ISSUED_HERE, PROCEDURES, RECEIVED_TODAY, WorldKey

T = TypeVar("T")

MAX_YEN = 99_999
MAX_YEARS = 99
SERVICE_HOURS = ("counter", "all-day")
PERIODS = ("month", "year")
YES_NO = ("yes", "no")
ISSUED = tuple(name for name in PROCEDURES if name in ISSUED_HERE)
"""Procedures of which a list of certificates can be made, in the order of the field."""
HELD = tuple(name for name in PROCEDURES if name not in RECEIVED_TODAY)
"""Procedures of which a ward can say whether it takes them in and does them later."""

SECTIONS: Mapping[str, Mapping[str, str]] = {
    "konbini": {
        "menu": "コンビニ交付で出している証明書",
        "hours": "コンビニ交付の時間",
        "closed": "コンビニ交付の休止日",
        "maintenance": "コンビニ交付の点検の予定",
        "fee": "コンビニ交付の手数料",
        "depends-on-own-system": "コンビニ交付が区の住民記録の停止に影響されるか",
    },
    "downtime-server": {
        "certificates": "ダウン対策サーバーで出せる証明書",
        "snapshot": "ダウン対策サーバーのデータの時点",
        "flags-shown": "ダウン対策サーバーの画面に、記録の確認の表示が出るか",
        "wording": "ダウン対策サーバーの証明書に入れる「時点」の文言と公印",
    },
    "post": {
        "decided-by": "区負担の郵送を決める人",
        "kind": "区負担の郵送の種類",
    },
    "retention": {"years": "受付票と記録の保存年限"},
    "sla": {
        "percent": "SLA の稼働率",
        "hours": "SLA の計算のもとになる時間",
        "period": "SLA の計算のもとになる期間",
    },
}
"""The items of each section, and what each is called."""

KEYS = (
    "ward", "sections", "offices", "closing-days", *SECTIONS, "accept-and-hold", "settings"
)  # fmt: skip


@dataclass
class _Items:
    """Collects the items read: what each is called, and its value in words once confirmed."""

    problems: Problems
    labels: dict[str, str] = field(default_factory=dict)
    settings: dict[str, str | None] = field(default_factory=dict)

    def read(
        self,
        key: str,
        label: str,
        node: Node | None,
        read: Callable[[Node], T],
        words: Callable[[T], str] = str,
    ) -> T | None:
        """The value; None where it is missing, 要確認 or unsound (which is then noted)."""
        self.labels[key] = label
        known = node is not None and not _is_unconfirmed(node)
        value = self.problems.attempt(read, node) if known and node is not None else None
        self.settings[key] = None if value is None else words(value)
        return value


def _is_unconfirmed(node: Node) -> bool:
    return isinstance(node, Scalar) and node.text.strip() == UNCONFIRMED


def read_profile(node: Node, problems: Problems) -> Profile:
    """The ward's profile. What is not written is 要確認, as is what says so."""
    entries = entries_of(node, KEYS)
    items = _Items(problems)
    closing = entries.entries.get("closing-days")
    label = "土日・祝日のほかの閉庁日"
    closing_days = items.read("closing-days", label, closing, read_closed, closed_in_words)
    counters = _offices(child(entries, "offices"), items)
    konbini = _konbini(entries, items)
    _downtime_server(entries, items)
    _accept_and_hold(entries, items)
    post = _Section(entries, "post", items)
    for key in SECTIONS["post"]:
        post.read(key, text_of)
    years = _Section(entries, "retention", items).read("years", _years, lambda years: f"{years}年")
    level = _service_level(entries, items)
    _settings(child(entries, "settings"), items)
    return Profile(
        ward=text_in(entries, "ward"),
        sections=texts_in(entries, "sections"),
        counters=counters,
        closing_days=closing_days,
        services={WorldKey.KONBINI.value: konbini},
        service_level=level,
        retention_years=years,
        settings=items.settings,
        labels=items.labels,
    )


class _Section:
    """One section of the profile; a section that is not there is 要確認 as a whole."""

    def __init__(self, whole: Entries, name: str, items: _Items, *more: str) -> None:
        node = whole.entries.get(name)
        nothing = Entries(whole.file, whole.line, {}, {})
        keys = (*SECTIONS[name], *more, "source")
        known = None if node is None else items.problems.attempt(entries_of, node, keys)
        self.entries = known or nothing
        self._name = name
        self._items = items

    def read(
        self, key: str, read: Callable[[Node], T], words: Callable[[T], str] = str
    ) -> T | None:
        label = SECTIONS[self._name][key]
        return self._items.read(
            f"{self._name}.{key}", label, self.entries.entries.get(key), read, words
        )


def _offices(node: Node, items: _Items) -> tuple[Office, ...]:
    found: list[Office] = []
    for item in items_of(node):
        entries = None if isinstance(item, Scalar) else entries_of(item, ("name", "hours"))
        name = text_of(item) if entries is None else text_in(entries, "name")
        if any(office.name == name for office in found):
            raise item.problem(f"「{name}」が二度書かれています")
        hours = None if entries is None else entries.entries.get("hours")
        label = f"{name}の開庁時間"
        week = items.read(f"offices.{name}", label, hours, read_week, week_in_words)
        found.append(Office(name, week))
    return tuple(found)


def _konbini(entries: Entries, items: _Items) -> Service:
    section = _Section(entries, "konbini", items, "hours-of")
    menu = section.read("menu", _certificates, "、".join)
    _for_each(items, "konbini.menu", menu)
    week = section.read("hours", read_week, week_in_words)
    closed = section.read("closed", read_closed, closed_in_words)
    maintenance = section.read("maintenance", read_once, closed_in_words)
    fees = section.read("fee", lambda node: _fees(node, menu), _yen)
    for name, fee in (fees or {}).items():
        items.settings[f"konbini.fee.{name}"] = str(fee)
    section.read("depends-on-own-system", _yes_or_no)
    own: dict[str, Week | None] = {}
    hours_of = section.entries.entries.get("hours-of")
    if hours_of is not None:
        listed = items.problems.attempt(entries_of, hours_of, ISSUED)
        for name, value in ({} if listed is None else listed.entries).items():
            label = f"コンビニ交付の時間・{name}"
            own[name] = items.read(
                f"konbini.hours-of.{name}", label, value, read_week, week_in_words
            )
    return Service(week, own, closed, maintenance)


def _for_each(items: _Items, key: str, listed: Collection[str] | None) -> None:
    """yes or no for each certificate, once the list is confirmed."""
    if listed is not None:
        for name in ISSUED:
            items.settings[f"{key}.{name}"] = "yes" if name in listed else "no"


def _certificates(node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for item in items_of(node):
        name = word_of(item, ISSUED, "証明書の手続")
        if name in found:
            raise item.problem(f"「{name}」が二度書かれています")
        found.append(name)
    return tuple(found)


def _fees(node: Node, menu: Collection[str] | None) -> Mapping[str, int]:
    entries = entries_of(node, ISSUED)
    for name, line in entries.key_lines.items():
        if menu is not None and name not in menu:
            raise Node(node.file, line).problem(f"「{name}」は menu にありません")
    for name in menu or ():
        if name not in entries.entries:
            raise node.problem(f"「{name}」の手数料がありません（menu にあります）")
    return {name: whole_number(value, 0, MAX_YEN) for name, value in entries.entries.items()}


def _yen(fees: Mapping[str, int]) -> str:
    return "、".join(f"{name} {fee:,}円" for name, fee in fees.items())


def _downtime_server(entries: Entries, items: _Items) -> None:
    section = _Section(entries, "downtime-server", items)
    listed = section.read("certificates", _certificates, "、".join)
    _for_each(items, "downtime-server.certificates", listed)
    section.read("snapshot", read_clock, lambda minute: f"毎日 {clock(minute)}")
    section.read("flags-shown", _yes_or_no)
    section.read("wording", text_of)


def _accept_and_hold(entries: Entries, items: _Items) -> None:
    """For each procedure named. One that must be received today is not for the ward to decide."""
    node = entries.entries.get("accept-and-hold")
    if node is None:
        return
    listed = entries_of(node)
    for name, line in listed.key_lines.items():
        if name in RECEIVED_TODAY:
            told = f"「{name}」は、いつでも受け取ります（区の設定では変えられません）"
            raise Node(node.file, line).problem(told)
    for name, value in entries_of(node, HELD).entries.items():
        label = f"受け付けて、復旧後に処理する扱い・{name}"
        items.read(f"accept-and-hold.{name}", label, value, _yes_or_no)


def _service_level(entries: Entries, items: _Items) -> ServiceLevel:
    section = _Section(entries, "sla", items)
    return ServiceLevel(
        percent=section.read("percent", _percent, lambda percent: f"{percent:g}%"),
        hours=section.read("hours", lambda node: word_of(node, SERVICE_HOURS, "時間の数え方")),
        period=section.read("period", lambda node: word_of(node, PERIODS, "期間")),
    )


def _percent(node: Node) -> float:
    text = text_of(node)
    whole, _, part = text.partition(".")
    digits = f"{whole}{part}"
    if not (digits.isascii() and digits.isdigit() and whole and len(digits) <= 6):
        raise node.problem(f"「{text}」は割合ではありません（例: 97.5）")
    if float(text) > 100:
        raise node.problem(f"「{text}」は 100 を超えています")
    return float(text)


def _years(node: Node) -> int:
    return whole_number(node, 1, MAX_YEARS)


def _yes_or_no(node: Node) -> str:
    return word_of(node, YES_NO, "答え（yes か no）")


def _settings(node: Node, items: _Items) -> None:
    """What has no form of its own: a label, and a decision in the ward's words."""
    entries = entries_of(node)
    for key, value in entries.entries.items():
        where = Node(node.file, entries.key_lines[key])
        section = key.partition(".")[0]
        if key in items.labels:
            told = f"「{key}」は settings ではなく、{section}: に書きます"
            items.problems.add(where, told)
        else:
            items.problems.attempt(_setting, key, value, items)


def _setting(key: str, node: Node, items: _Items) -> None:
    entries = entries_of(node, ("label", "value", "source"))
    items.read(key, text_in(entries, "label"), child(entries, "value"), text_of)
