"""What is said of a paper, worked out without a window."""

from __future__ import annotations

from dtcoach.app.paper import Paper
from dtcoach.app.words_out import PAPER_WAY
from dtcoach.domain.japanese_dates import TOKYO, clock_time
from dtcoach.domain.papers import PaperState


def standing(state: PaperState) -> str:
    """まだ印刷していません ・ 13:02に印刷しました ・ 印刷を待っています."""
    said = []
    if state.last_at is not None and state.last_way is not None:
        times = f"（{state.times}回目）" if state.times > 1 else ""
        said.append(
            f"{clock_time(state.last_at.astimezone(TOKYO))}に{PAPER_WAY[state.last_way]}{times}"
        )
    if state.queued:
        said.append("印刷を待っています")
    return "。".join(said) or "まだ印刷していません"


def warnings(paper: Paper) -> list[str]:
    """What the clerk must look at before the paper is handed over."""
    found = []
    if paper.doubtful:
        chars = "、".join(f"「{cluster}」" for cluster in paper.doubtful)
        found.append(
            f"{chars}の字形がこの端末にありません。点線を引いた文字を、手で書き直してください。"
        )
    if paper.cut:
        fields = "、".join(f"「{name}」" for name in paper.cut)
        found.append(f"{fields}は枠に入りきりません。続きを手で書いてください。")
    return found


_SHOWN = 8


def shapes_missing(paper: Paper) -> str:
    """What is said of a whole pack: nobody writes hundreds of characters anew by hand."""
    if not paper.doubtful:
        return ""
    shown = "".join(paper.doubtful[:_SHOWN]) + ("…" if len(paper.doubtful) > _SHOWN else "")
    return (
        f"この端末に字形のない文字が {len(paper.doubtful)} あり、点線を引いてあります（{shown}）。"
        "中国語・韓国語の頁は、字形のある端末で作り直してください。"
    )


def file_name(number: str, form: str) -> str:
    """101-017-reception-slip.pdf."""
    safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in number)
    return f"{safe}-{form}.pdf"
