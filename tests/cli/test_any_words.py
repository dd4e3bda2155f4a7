"""Whatever words are typed: an exit code of the four, a sentence, and never a traceback."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dtcoach.cli.main import main
from tests.cli.conftest import Call, one_line

COMMANDS = ["walk", "deadline", "export", "replay", "walks", "report", "bundle", ""]
OPTIONS = [
    "--scenario", "--world", "--fact", "--choose", "--at", "--snapshot-at", "--batch", "--event",
    "--planned", "--incident", "--format", "-o", "--output", "--json", "--data", "--watch", "--x",
    "--scenario=full-outage", "--fact=has_card=yes", "--at=", "-", "--", "-1", "-oX",
]  # fmt: skip
VALUES = [
    "move-in", "seal-certificate", "full-outage", "konbini", "konbini=up", "has_card=yes", "=",
    "a=", "=b", "a=b=c", "event_date=2025-01-06", "event_date=0000-00-00", "2025-01-06",
    "9999-12-31", "2025-01-06T11:20:00+09:00", "2025-01-06T11:20:00+99:00", "csv", "json", "xlsx",
    "/dev/null", "/proc/self/mem", "~", "..", "a" * 300, "withdrawn", "unknown", "住民票", "\udcff",
    "a\nb", "%s", "{}", "\u202e", "🈳",
]  # fmt: skip
words = st.lists(
    st.sampled_from(OPTIONS) | st.sampled_from(VALUES) | st.text(max_size=8), max_size=8
)
typed = st.builds(lambda command, rest: [command, *rest], st.sampled_from(COMMANDS), words)


@pytest.fixture(scope="module")
def nowhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """No window opens, and every relative path lies in an empty folder."""
    folder = tmp_path_factory.mktemp("nowhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dtcoach.compose.open_window", lambda _house: 0)
        patch.setenv("DTCOACH_DATA", str(folder / "data"))
        patch.setattr("sys.stdin", io.StringIO(""))
        patch.chdir(folder)
        yield folder


def run(typed_words: list[str]) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = main(typed_words)
        except SystemExit as asked_for_help:
            code = 0 if asked_for_help.code in (0, None) else -1
    return code, out.getvalue(), err.getvalue()


@settings(
    deadline=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(typed)
@example(["walk", "move-in", "--scenario", "full-outage", "--fact", "has_card=\udcff"])
@example(["replay", "/dev/zero"])
@example(["walk", "--batch", "/dev/null/x"])
@example(["export", "--incident", "0000", "--format", "csv", "-o", "/dev/full"])
@example(["deadline", "move-in", "--event", "2025-01-06", "--data", " "])
def test_any_words(nowhere: Path, typed_words: list[str]):
    typed_words = [word.replace("\x00", "0") for word in typed_words]  # no program is given a NUL
    code, out, err = run(typed_words)
    assert code in (0, 1, 2, 3), err
    if code == 2:
        assert out == ""
    if code in (1, 2):
        assert "Traceback" not in err
        if err:
            one_line(err)
    else:
        assert err == ""


WRONG = [
    ("nonsense",),
    ("walk",),
    ("walk", "move-in"),
    ("walk", "--scenario", "full-outage"),
    ("walk", "move-inn", "--scenario", "full-outage"),
    ("walk", "move-in", "--scenario", "fire"),
    ("walk", "move-in", "--scenario", "full-outage", "--world", "konbini"),
    ("walk", "move-in", "--scenario", "full-outage", "--world", "konbini=on"),
    ("walk", "move-in", "--scenario", "full-outage", "--world", "combini=up"),
    ("walk", "move-in", "--scenario", "full-outage", "--fact", "has_card"),
    ("walk", "move-in", "--scenario", "full-outage", "--fact", "has_card=maybe"),
    ("walk", "move-in", "--scenario", "full-outage", "--fact", "hascard=yes"),
    ("walk", "move-in", "--scenario", "full-outage", "--choose", "fly"),
    ("walk", "move-in", "--scenario", "full-outage", "--at", "noon"),
    ("walk", "move-in", "--scenario", "full-outage", "--snapshot-at", "x"),
    ("walk", "move-in", "--scenario", "full-outage", "--bogus"),
    ("walk", "move-in", "seal-certificate", "--scenario", "full-outage"),
    ("walk", "--batch"),
    ("export",),
    ("export", "--incident", "x", "--format", "doc", "-o", "x"),
    ("export", "--incident", "x", "--format", "csv"),
    ("replay",),
    ("deadline",),
    ("check", "--bogus"),
    ("--data",),
]


@pytest.mark.parametrize("wrong", WRONG, ids=" ".join)
def test_wrong_words_are_exit_2_and_one_line(call: Call, wrong: tuple[str, ...]):
    called = call(*wrong)
    assert (called.code, called.out) == (2, "")
    one_line(called.err)


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("walk move-inn --scenario full-outage", "move-in"),
        ("walk move-in --scenario ful-outage", "full-outage"),
        ("walk move-in --scenario full-outage --world konbin=up", "konbini"),
        ("walk move-in --scenario full-outage --fact has_crad=yes", "has_card"),
        ("walk move-in --scenario full-outage --choose acept-and-hold", "accept-and-hold"),
    ],
)
def test_a_near_word_is_suggested(call: Call, wrong: str, near: str):
    assert f"もしかして: {near}" in one_line(call(*wrong.split()).err)
