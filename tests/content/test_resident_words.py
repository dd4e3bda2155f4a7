"""What residents read is whole in five languages, reveals nothing, and links only to offices."""

from __future__ import annotations

import pytest

from dtcoach.domain.content import LANGUAGES
from tests.content.edits import edited, line_of, read
from tests.shipped import CONTENT, FILES

PAGES, RESIDENT, QUESTIONS = "pages.yaml", "resident.yaml", "questions.yaml"
DIGITAL = "https://www.digital.go.jp/policies/moving_onestop_service/faq-01/"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.digital.go.jp/",
        "https://www.example.com/",
        "https://digital.go.jp.example.com/",
        "https://www.digital.go.jp@example.com/",
        "https://www.digital.go.jp:8443/",
        "https://evilgo.jp/",
        "https://city.example.com/",
        "https://[::1/",
        "ftp://www.digital.go.jp/",
        "https://www.digital.go.jp/" + "a" * 120,
        "https://www.digital.go.jp/手続",
    ],
)
def test_a_page_that_is_not_an_offices_own_is_refused(url: str):
    files = edited(PAGES, DIGITAL, url)
    problems = read(files).problems
    line = line_of(files, PAGES, url)
    assert any(problem.startswith(f"{PAGES}:{line}: ") for problem in problems), problems


@pytest.mark.parametrize(
    "url",
    [
        "https://www.city.shinagawa.tokyo.jp/",
        "https://www.city.yokohama.lg.jp/x",
        "https://www.soumu.go.jp/",
        "https://www.town.harima.lg.jp/",
    ],
)
def test_a_page_of_the_state_or_a_municipality_is_taken(url: str):
    assert read(edited(PAGES, DIGITAL, url)).problems == ()


FAULTS = [
    (RESIDENT, "  withdrawn:\n", "  withdraw:\n", "「withdraw」という項目はありません"),
    (RESIDENT, "    en: We are checking. Please wait a moment.\n", "", "「en」がありません"),
    (RESIDENT, "ja: 受付番号", "ja: 抑止番号", "「抑止」は、住民が読む文に書けません"),
    (RESIDENT, "en: Your number", "en: DV number", "「DV」は、住民が読む文に書けません"),
    (RESIDENT, "ja: 受付番号", "ja: 訓練番号", "「訓練」は、住民が読む文に書けません"),
    (RESIDENT, "{due}までに、お知らせします。", "{day}までに", "波かっこの中に書けるのは"),
    (RESIDENT, "easy: わたす 紙《かみ》", "easy: わたす 紙", "「紙」に、読み《…》がありません"),
    (QUESTIONS, "- ja: いつまでに要りますか", "- ja: いつ要りますか", "の訳がありません"),
    (QUESTIONS, "- ja: いつまでに要りますか", "- ja: いつ要りますか", "問いでも使われていません"),
    (QUESTIONS, "- ja: いいえ\n", "- ja: はい\n", "「はい」が二度書かれています"),
    (QUESTIONS, "  en: By when do you need it?\n", "", "「en」がありません"),
    ("phrases.yaml", "page: jpki", "page: jpkl", "page「jpkl」が pages.yaml にありません"),
    ("blocks.yaml", "show: show-proxy", "show: show-proxi", "もしかして: show-proxy"),
    ("facts.yaml", "  aloud: no", "  aloud: maybe", "答え（yes か no）はありません"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS)
def test_a_fault_is_told(file: str, old: str, new: str, message: str):
    problems = read(edited(file, old, new)).problems
    assert any(message in problem for problem in problems), problems


def test_words_are_shown_only_where_nothing_is_said():
    files = edited(
        "blocks.yaml", "    - say: apology\n", "    - say: apology\n      show: apology\n"
    )
    assert any("show は書けません" in problem for problem in read(files).problems)


def test_content_of_before_has_no_words_for_the_screen_and_loads():
    without = {
        name: data for name, data in FILES.items() if name not in (PAGES, RESIDENT, QUESTIONS)
    }
    phrases = without["phrases.yaml"].decode()
    lines = [line for line in phrases.split("\n") if not line.startswith("  page: ")]
    version = read({**without, "phrases.yaml": "\n".join(lines).encode()})
    assert version.problems == ()
    assert version.content is not None
    assert version.content.questions == {}
    assert version.content.resident.labels == {}


def test_every_question_asked_aloud_has_its_words():
    for procedure in CONTENT.procedures.values():
        for name in CONTENT.facts:
            definition = procedure.asks(CONTENT.facts[name])
            asked = CONTENT.asked(definition)
            if definition.silent or not definition.aloud:
                assert asked is None
                continue
            assert asked is not None
            assert set(asked.words) == set(LANGUAGES)
            assert all(choice.label in CONTENT.questions for choice in definition.choices)
