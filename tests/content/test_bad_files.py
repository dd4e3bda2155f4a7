"""Every fault an author can make is told with its file, its line and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.content.edits import edited, line_of, read, replaced, text_of
from tests.shipped import CONTENT, FILES

P = "procedures/residence-certificate.yaml"
MOVE_IN = "procedures/move-in.yaml"


@dataclass(frozen=True)
class Bad:
    """`old` becomes `new` in `file`; the fault is at the line where `at` stands."""

    file: str
    old: str
    new: str
    at: str
    message: str


FAULTS = {
    "an unknown key": Bad(
        P, "section: 戸籍住民課", "sectoin: 戸籍住民課", "sectoin",
        "「sectoin」という項目はありません（もしかして: section）",
    ),
    "a key twice": Bad(
        P, "section: 戸籍住民課", "section: 戸籍住民課\nsection: 税務課", "section: 税務課",
        "「section」が二度書かれています",
    ),
    "a key that is missing": Bad(
        P, "title: 住民票の写し\n", "", "procedure: residence-certificate",
        "「title」がありません",
    ),
    "a text that is empty": Bad(
        P, "title: 住民票の写し", 'title: " "', 'title: " "', "文字がありません",
    ),
    "a list where a text belongs": Bad(
        P, "title: 住民票の写し", "title: [住民票の写し]", "title:", "ここは文字で書きます",
    ),
    "a text where a list belongs": Bad(
        P, "routes:\n", "routes: none\nold:\n", "old:", "「old」という項目はありません",
    ),
    "no sources": Bad(
        P, "sources: [", "sources: []\n#", "procedure:", "出典（sources）がありません",
    ),
    "an unknown source": Bad(
        MOVE_IN, "sources: [juki-22,", "sources: [juki-222,", "sources: [juki-222",
        "「juki-222」という出典（sources.yaml）はありません（もしかして: juki-22",
    ),
    "an unknown source of a fact": Bad(
        "facts.yaml", "sources: [seal-2023]", "sources: [seal-2032]", "sources: [seal-2032]",
        "「seal-2032」という出典（sources.yaml）はありません（もしかして: seal-2023",
    ),
    "an unknown source of a step": Bad(
        "blocks.yaml", "sources: [juki-12]", "sources: [juki-121]", "sources: [juki-121]",
        "「juki-121」という出典（sources.yaml）はありません（もしかして: juki-12",
    ),
    "a source that says nothing": Bad(
        "sources.yaml", "  says: 転出をする方は、あらかじめ届け出ます。\n", "",
        "title: 住民基本台帳法 第24条",
        "「says」がありません",
    ),
    "a source that promises": Bad(
        "sources.yaml", "says: 転出をする方は、あらかじめ届け出ます。",
        "says: 期限は過ぎても大丈夫です。", "says: 期限は過ぎても",
        "「期限は過ぎても」は、出典に書けない言葉です",
    ),
    "braces in a why": Bad(
        "blocks.yaml", "why: 読み上げた住所は、", "why: 読み上げた住所（{due}）は、",
        "why: 読み上げた住所（", "波かっこは書けません",
    ),
    "a procedure that is none": Bad(
        P, "procedure: residence-certificate", "procedure: residence-certifikate", "procedure:",
        "「residence-certifikate」という手続（procedure）はありません"
        "（もしかして: residence-certificate",
    ),
    "a file named otherwise": Bad(
        P, "procedure: residence-certificate", "procedure: seal-stop", "procedure:",
        "ファイル名を seal-stop.yaml にしてください",
    ),
    "an unknown fact": Bad(
        MOVE_IN, "know: [event_date", "know: [event_day", "know: [event_day",
        "「event_day」という事実（fact）はありません（もしかして: event_date）",
    ),
    "an unknown answer": Bad(
        "blocks.yaml", "{under_15: yes}", "{under_15: maybe}", "{under_15: maybe}",
        "「maybe」という答えはありません",
    ),
    "an unknown route": Bad(
        P, "route: konbini", "route: combini", "route: combini",
        "「combini」という対応方法（route）はありません（もしかして: konbini）",
    ),
    "an unknown system": Bad(
        P, "systems: [konbini]", "systems: [combini]", "systems: [combini]",
        "「combini」というシステムはありません（もしかして: konbini）",
    ),
    "an unknown phrase": Bad(
        P, "say: as-of\n", "say: as-off\n", "say: as-off",
        "「as-off」という言葉（phrases.yaml）はありません（もしかして: as-of）",
    ),
    "an unknown form": Bad(
        P, "print: as-of-slip", "print: as-of-slap", "print: as-of-slap",
        "「as-of-slap」という用紙はありません（もしかして: as-of-slip）",
    ),
    "an unknown block": Bad(
        P, "use: away-from-counter", "use: away-from-the-counter", "use: away-from-the-counter",
        "「away-from-the-counter」という共通部品はありません（もしかして: away-from-counter）",
    ),
    "an unknown shared list": Bad(
        "outages/full-outage.yaml", "{use: recovery-word}", "{use: recovery-wort}",
        "{use: recovery-wort}",
        "「recovery-wort」という共通の一覧はありません（もしかして: recovery-word）",
    ),
    "a line twice in a list": Bad(
        "outages/no-power.yaml", "  - {use: recovery-promises}",
        "  - 二人目が、紙と画面を見くらべる", "- 二人目が",
        "「二人目が、紙と画面を見くらべる」が、この一覧に二度あります",
    ),
    "an unknown condition": Bad(
        "blocks.yaml", "{under_15: yes}", "{under15: yes}", "{under15: yes}",
        "「under15」という条件はありません（もしかして: under_15",
    ),
    "an unknown status": Bad(
        "blocks.yaml", "{jpki: down}", "{jpki: broken}", "{jpki: broken}",
        "「broken」という状態はありません",
    ),
    "an unknown kind of step": Bad(
        P, "- approve:", "- aprove:", "- aprove:",
        "「aprove」という項目はありません（もしかして: approve",
    ),
    "an unknown promise": Bad(
        P, "{kind: recheck,", "{kind: recall,", "{kind: recall,",
        "「recall」という約束はありません",
    ),
    "an unknown setting": Bad(
        MOVE_IN, "setting: {move-in-without-link:", "setting: {move-in-without-lnk:",
        "move-in-without-lnk",
        "「move-in-without-lnk」という項目はありません（もしかして: move-in-without-link）",
    ),
    "a time of day that is none": Bad(
        P, "- forbid: {power: down}", "- forbid: {time-of-day: noon}", "{time-of-day: noon}",
        "「noon」は時間帯ではありません（例: 06:30..23:00、..08:30、17:00..）",
    ),
    "a time of day that never comes": Bad(
        P, "- forbid: {power: down}", "- forbid: {time-of-day: 25:00..}", "{time-of-day: 25:00..}",
        "「25:00」は時刻ではありません",
    ),
    "a time of day upside down": Bad(
        P, "- forbid: {power: down}", "- forbid: {time-of-day: 23:00..06:30}", "23:00..06:30",
        "「23:00..06:30」は、終わりが始まりより後の時間帯ではありません",
    ),
    "a time of day without ends": Bad(
        P, "- forbid: {power: down}", '- forbid: {time-of-day: ".."}', '{time-of-day: ".."}',
        "「..」は時間帯ではありません",
    ),
    "a service without hours": Bad(
        P, "- forbid: {power: down}", "- forbid: {open-now: {post: open}}", "{post: open}",
        "「post」という項目はありません",
    ),
    "an opening that is none": Bad(
        P, "- forbid: {power: down}", "- forbid: {open-now: {konbini: shut}}", "{konbini: shut}",
        "「shut」という状態はありません",
    ),
    "a way that the profile does not know": Bad(
        P, "- forbid: {power: down}", "- forbid: {ward-offers: {post: no}}", "{post: no}",
        "「post」という項目はありません",
    ),
    "an offer that is neither yes nor no": Bad(
        P, "- forbid: {power: down}", "- forbid: {ward-offers: {konbini: maybe}}", "maybe",
        "「maybe」という答えはありません",
    ),
    "no service at all": Bad(
        P, "- forbid: {power: down}", "- forbid: {open-now: {}}", "{open-now: {}}",
        "条件がありません",
    ),
    "an offer where there is no procedure": Bad(
        "blocks.yaml", "withdrawal:\n", "withdrawal:\n  leads: {ward-offers: {konbini: yes}}\n",
        "leads: {ward-offers", "この条件は、手続のファイルの中だけで使えます",
    ),
    "an unknown block of cautions": Bad(
        P, "use: konbini-to-confirm", "use: konbini-to-confrm", "konbini-to-confrm",
        "「konbini-to-confrm」という共通部品はありません（もしかして: konbini-to-confirm）",
    ),
    "a caution that is two things": Bad(
        P, "- use: konbini-to-confirm", "- {use: konbini-to-confirm, text: 注意}", ", text: 注意}",
        "use のほかには、何も書きません",
    ),
    "a range upside down": Bad(
        MOVE_IN, "{days-left: ..-1}", "{days-left: 3..-1}", "{days-left: 3..-1}",
        "「3..-1」は下限が上限より大きい範囲です",
    ),
    "a range that is none": Bad(
        MOVE_IN, "{days-left: ..-1}", "{days-left: -1}", "{days-left: -1}",
        "「-1」は範囲ではありません（例: 0..10、..0、11..）",
    ),
    "a range without an end": Bad(
        MOVE_IN, "{days-left: ..-1}", '{days-left: ".."}', '{days-left: ".."}',
        "「..」は範囲ではありません",
    ),
    "days left of a procedure without a deadline": Bad(
        P, "- forbid: {power: down}", "- forbid: {days-left: ..0}", "{days-left: ..0}",
        "この手続には期限（deadline）が書かれていません",
    ),
    "a deadline of no days": Bad(
        MOVE_IN, "days: 14", "days: 0", "days: 0", "「0」は 1 から 999 までの整数ではありません",
    ),
    "a deadline of words": Bad(
        MOVE_IN, "days: 14", "days: 十四", "days: 十四", "「十四」は整数ではありません",
    ),
    "a day that is no date": Bad(
        MOVE_IN, "from: [event_date]", "from: [has_card]", "from: [has_card]",
        "「has_card」という日付の事実はありません",
    ),
    "a route without outcome": Bad(
        P, "      - outcome: 窓口で交付した\n", "", "- route: counter",
        "counter の手順は、条件のない outcome 一つで終わります（行き止まりを作らない）",
    ),
    "a step after the outcome": Bad(
        P, "- outcome: 窓口で交付した",
        "- outcome: 窓口で交付した\n      - {do: 片付ける, id: tidy}", "- route: counter",
        "counter の手順は、条件のない outcome 一つで終わります",
    ),
    "a step id twice": Bad(
        P, "id: match-record", "id: second-person", "- route: downtime-certificate",
        "手順の id「second-person」が二度あります（downtime-certificate）",
    ),
    "a check without a value": Bad(
        P, "\n        enter: datetime", "", "- check:",
        "check には、見た値を入れる enter が要ります",
    ),
    "an entry without a label": Bad(
        P, "\n        label: データの日時", "", "- check:",
        "入力のある手順には label（入力欄の名前）が要ります",
    ),
    "a step that is two things": Bad(
        P, "- say: as-of\n", "- {say: as-of, do: 渡す}\n", "- {say: as-of, do:",
        "手順の種類（say、do、check など）を一つだけ書きます",
    ),
    "a gate that is two things": Bad(
        P, "- use: away-from-counter", "- {use: away-from-counter, know: [has_card]}",
        "- {use: away", "require、forbid、know、never、use のどれか一つを書きます",
    ),
    "a gate without a reason": Bad(
        P, "- forbid: {power: down}\n        reason:", "- forbid: {power: down}\n        resaon:",
        "resaon:", "「resaon」という項目はありません（もしかして: reason）",
    ),
    "an empty condition": Bad(
        P, "- forbid: {power: down}", "- forbid: {}", "- forbid: {}", "条件がありません",
    ),
    "an unknown brace in a do": Bad(
        P, "do: 証明書を印刷する", "do: 証明書を {printer} で印刷する", "{printer}",
        "波かっこの中に書けるのは {today}、{due}、{snapshot_at}、"
        "{snapshot_age}、{konbini_hours}、{konbini_fee} だけです",
    ),
    "an unknown brace in a print": Bad(
        P, "text: 「時点」の説明票を添える", "text: 「{when}」の説明票を添える", "{when}",
        "波かっこの中に書けるのは",
    ),
    "an unknown brace in a reason": Bad(
        MOVE_IN, "reason: 住民記録が使えます。本日の", "reason: 住民記録が使えます。{day}の",
        "{day}", "波かっこの中に書けるのは",
    ),
    "an unknown brace in a phrase": Bad(
        "phrases.yaml", "as of {snapshot_at}", "as of {snapshot}", "as of {snapshot}",
        "波かっこの中に書けるのは",
    ),
    "a brace that the engine does not fill in": Bad(
        "texts.yaml", "{system}が停止", "{label}が停止", "{label}が停止",
        "波かっこの中に書けるのは {system} だけです",
    ),
    "an open brace": Bad(
        "texts.yaml", "{system}が停止", "{system}が停止{", "{system}が停止{",
        "波かっこの中に書けるのは {system} だけです",
    ),
    "a scenario that turns a system on": Bad(
        "outages/juki-net-link.yaml", "juki-net: down", "juki-net: up", "juki-net: up",
        "想定（scenario）だけで「稼働」にはできません。人が確認して変えます",
    ),
    "a scenario named otherwise": Bad(
        "outages/juki-net-link.yaml", "scenario: juki-net-link", "scenario: juki-net", "scenario:",
        "ファイル名を juki-net.yaml にしてください",
    ),
    "a system that is missing": Bad(
        "systems.yaml", "post:\n", "poste:\n", "poste:", "「poste」という項目はありません",
    ),
    "a check that is never fresh": Bad(
        "systems.yaml", "fresh-minutes: 240", "fresh-minutes: 0", "fresh-minutes: 0",
        "「0」は 1 から 10000 までの整数ではありません",
    ),
    "a date with choices": Bad(
        "facts.yaml", "label: あった日\n  date: yes",
        "label: あった日\n  choices: {now: いま}\n  date: yes", "choices: {now",
        "日付の事実に choices は書けません",
    ),
    "choices that leave nothing to choose": Bad(
        "facts.yaml", "choices: {no: ない, yes: ある}", "choices: {}", "choices: {}",
        "choices には答えを書きます",
    ),
    "わからない as a choice of its own": Bad(
        "facts.yaml", "choices: {no: ない, yes: ある}", "choices: {no: ない, unknown: ふめい}",
        "choices: {no: ない, unknown", "choices には答えを書きます",
    ),
    "a phrase without 標準": Bad(
        "phrases.yaml", "  ja: ご不便をおかけし", "  easy2: ご不便をおかけし", "easy2",
        "「easy2」という項目はありません",
    ),
    "an anchor": Bad(
        P, "title: 住民票の写し", "title: &a 住民票の写し", "title: &a",
        "アンカー（&）と別名（*）は使えません",
    ),
    "an alias": Bad(
        P, "title: 住民票の写し", "title: *a", "title: *a", "アンカー（&）と別名（*）は使えません",
    ),
    "a tag": Bad(
        P, "title: 住民票の写し", "title: !!python/object:os.system 住民票", "title: !!",
        "タグ（!）は使えません",
    ),
    "a tab": Bad(
        P, "    reason: 住民記録が使えます", "\treason: 住民記録が使えます", "\treason",
        "YAML として読めません",
    ),
    "a line too far left": Bad(
        P, "    reason: 住民記録が使えます", "   reason: 住民記録が使えます", "   reason: 住民記録",
        "YAML として読めません",
    ),
    "two documents": Bad(
        P, "routes:\n", "---\nroutes:\n", "---", "一つのファイルには一つの文書だけを書きます",
    ),
    "a key that is a list": Bad(
        P, "title: 住民票の写し", "[a, b]: 住民票の写し", "[a, b]:", "項目名は文字で書きます",
    ),
    "a character that YAML does not allow": Bad(
        P, "title: 住民票の写し", "title: 住民票\x07の写し", "title: 住民票",
        "YAML として読めない文字があります",
    ),
}  # fmt: skip


@pytest.mark.parametrize("bad", FAULTS.values(), ids=FAULTS)
def test_the_fault_is_told_at_its_line(bad: Bad):
    files = edited(bad.file, bad.old, bad.new)
    first = f"{bad.file}:{line_of(files, bad.file, bad.at)}: {bad.message}"
    told = read(files).problems
    assert any(problem.startswith(first) for problem in told), (first, told)


@pytest.mark.parametrize("bad", FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_procedure_or_a_scenario_leaves_the_good_ones_standing(bad: Bad):
    version = read(edited(bad.file, bad.old, bad.new))
    if "/" not in bad.file:
        # A file that all share: the loader says so rather than guide with half of it.
        assert version.problems
        return
    content = version.content
    assert content is not None
    broken = bad.file.rpartition("/")[2].removesuffix(".yaml")
    all_named = {*CONTENT.procedures, *CONTENT.scenarios}
    assert {*content.procedures, *content.scenarios} == all_named - {broken}


WHOLE_FILES = {
    "empty": (b"", 1, "中身がありません"),
    "only a comment": ("# あとで書く\n".encode(), 1, "中身がありません"),
    "only a text": ("住民票".encode(), 1, "ここは「項目: 値」の形で書きます"),
    "not UTF-8": ("title: 住民票".encode("cp932"), 1, "UTF-8 の文字ではありません"),
    "half a character": ("title: a\nx: 住".encode()[:-1], 2, "UTF-8 の文字ではありません"),
    "too large": (b"a: b\n" * 200_000, 1, "ファイルが大きすぎます（上限 512 KiB）"),
    "lists too deep": (b"[" * 40 + b"]" * 40, 1, "入れ子が深すぎます"),
    "blocks too deep": (b"".join(b" " * n + b"a:\n" for n in range(40)), 25, "入れ子が深すぎます"),
    "lists on one line": (b"- " * 200_000, 1, "入れ子が深すぎます"),
    "lists with wide gaps": (b"-  " * 100_000, 1, "入れ子が深すぎます"),
    "question marks": (b"? " * 200_000, 1, "入れ子が深すぎます"),
    "question marks and lists": (b"? - " * 100_000, 1, "入れ子が深すぎます"),
    "a bomb": (
        b"a: &a [x,x,x,x,x,x,x,x,x]\n"
        + b"".join(b"%c: &%c [%s]\n" % (n, n, b",".join([b"*%c" % (n - 1)] * 9))
                   for n in range(98, 110)),
        1, "アンカー（&）と別名（*）は使えません",
    ),
    "brackets without end": (b"[" * 100_000, 1, "入れ子が深すぎます"),
    "NUL": (b"title: a\nx: \x00b", 2, "YAML として読めない文字があります"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "line", "message"), WHOLE_FILES.values(), ids=WHOLE_FILES)
def test_a_file_that_is_no_content_at_all(data: bytes, line: int, message: str):
    """Among these are the ones that would take all memory, or overflow the stack of C."""
    version = read(replaced(P, data))
    assert f"{P}:{line}: {message}" in version.problems
    assert version.content is not None
    assert set(version.content.procedures) == set(CONTENT.procedures) - {"residence-certificate"}


@pytest.mark.parametrize("name", ["systems", "texts", "profile", "facts", "phrases", "blocks"])
def test_without_a_shared_file_there_is_no_content_but_a_clear_line(name: str):
    files = {file: data for file, data in FILES.items() if file != f"{name}.yaml"}
    version = read(files)
    assert version.content is None
    assert f"{name}.yaml:1: このファイルがありません" in version.problems


@pytest.mark.parametrize(
    "name", ["procedure/move-in.yaml", "movein.yaml", "procedures/old/move-in.yaml"]
)
def test_a_file_that_nothing_reads_is_told(name: str):
    (problem,) = read(replaced(name, FILES[MOVE_IN])).problems
    assert problem.startswith(f"{name}:1: この名前のファイルは読まれません")


def test_a_block_that_uses_itself():
    circle = "  circle:\n    - use: round\n  round:\n    - use: circle\n"
    files = edited("blocks.yaml", "\nsteps:\n", f"\nsteps:\n{circle}")
    files[P] = text_of(P).replace("- say: as-of\n", "- use: circle\n").encode()
    line = line_of(files, "blocks.yaml", "- use: circle")
    told = read(files).problems
    assert f"blocks.yaml:{line}: 共通部品「circle」が自分自身を使っています" in told


def test_blocks_that_open_without_end_are_stopped():
    """a: b b, b: c c … doubles with every level; sixty levels would never end."""
    doubling = "".join(
        f"  x{n}:\n    - use: x{n + 1}\n    - use: x{n + 1}\n" for n in range(7)
    ) + "  x7:\n" + "    - {do: する, id: a}\n" * 3  # fmt: skip
    files = edited("blocks.yaml", "\nsteps:\n", f"\nsteps:\n{doubling}")
    files[P] = text_of(P).replace("- say: as-of\n", "- use: x0\n").encode()
    told = read(files).problems
    assert any(problem.startswith(P) and "200 を超えます" in problem for problem in told)


def test_a_chain_of_blocks_is_stopped_before_the_stack_is():
    chain = "".join(f"  y{n}:\n    - use: y{n + 1}\n" for n in range(3000)) + "  y3000: []\n"
    files = edited("blocks.yaml", "\nsteps:\n", f"\nsteps:\n{chain}")
    told = read(files).problems
    assert any("共通部品が空です" in problem for problem in told)
    files = edited(
        "blocks.yaml", "\nsteps:\n", f"\nsteps:\n{chain.replace('[]', '[{do: a, id: a}]')}"
    )
    files[P] = text_of(P).replace("- say: as-of\n", "- use: y0\n").encode()
    told = read(files).problems
    assert any("共通部品の入れ子が深すぎます" in problem for problem in told)


def test_a_route_twice_is_told_where_it_stands_again():
    again = "  - route: escalate\n    gates:\n      - never: だめ\n"
    files = {**FILES, P: FILES[P] + again.encode()}
    line = text_of(P).count("\n") + 1
    told = [problem for problem in read(files).problems if problem.startswith(P)]
    assert told == [f"{P}:{line}: 対応方法「escalate」が二度書かれています"]


def test_one_fault_does_not_hide_the_next():
    files = edited(P, "route: konbini", "route: combini")
    files[P] = files[P].decode().replace("say: as-of\n", "say: as-off\n").encode()
    files[MOVE_IN] = text_of(MOVE_IN).replace("days: 14", "days: x").encode()
    told = read(files).problems
    assert len([problem for problem in told if problem.startswith(P)]) == 2
    assert len([problem for problem in told if problem.startswith(MOVE_IN)]) == 1
    assert list(told) == sorted(
        told, key=lambda line: (line.split(":")[0], int(line.split(":")[1]))
    )


def test_windows_line_ends_and_a_bom_are_no_fault():
    files = replaced(P, b"\xef\xbb\xbf" + FILES[P].replace(b"\n", b"\r\n"))
    assert read(files).problems == ()


def test_no_and_yes_are_words():
    """YAML 1.1 would read them as false and true (the Norway problem)."""
    assert [choice.value for choice in CONTENT.facts["has_card"].choices] == ["yes", "no"]
