"""What the export sheet says and offers, worked out without a window."""

from __future__ import annotations

from dataclasses import dataclass

from dtcoach.app.export_wish import Encoding, Exported, Format
from dtcoach.domain.japanese_dates import long_date

SHOWN_LOSSES = 30
ZIP_HINT = (
    "入れると AES-256 の ZIP にします（半角8文字以上）。7-Zip などで開きます。"
    "Windows のエクスプローラーでは開けません。忘れるとだれにも開けません。"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One format as the sheet offers it."""

    id: str
    label: str
    format: Format
    encoding: Encoding = Encoding.UTF8
    pattern: str = ""


CHOICES = (
    Choice("xlsx", "Excel（XLSX）　表が六つ、日付は日付として", Format.XLSX),
    Choice("csv", "CSV（UTF-8）　手続ごとに一行", Format.CSV),
    Choice("cp932", "CSV（Shift_JIS・CP932）　古いシステム用", Format.CSV, Encoding.CP932),
    Choice("pdf", "PDF の台帳　印刷や保存に", Format.PDF),
    Choice("json", "JSON　ほかのプログラム用（個人情報なし）", Format.JSON),
)


def choice_of(id: str | None) -> Choice:
    return next((one for one in CHOICES if one.id == id), CHOICES[0])


def pattern_of(choice: Choice, password: str) -> str:
    """For the dialog that asks where to."""
    ending = "zip" if password else choice.format.value
    return f"{ending.upper()} (*.{ending})"


def done_lines(exported: Exported) -> list[str]:
    """What is there now, for whoever has to pass it on."""
    counted = f"受付 {exported.cases:,} 件、手続 {exported.requests:,} 件"
    lines = [
        f"{counted}を書き、読み返して確かめました。",
        f"ファイル　{exported.path.name}",
        f"場所　{exported.path.absolute().parent}",
        f"照合用の値（SHA-256）　{exported.digest[:16]}…",
    ]
    if exported.delete_by is not None:
        lines.append(
            f"個人情報が入っています。{long_date(exported.delete_by)}までに消してください。"
        )
    return lines


def loss_lines(exported: Exported) -> list[str]:
    """Each letter that could not be written, and where; at most `SHOWN_LOSSES` of them."""
    if not exported.lost:
        return []
    shown = exported.losses[:SHOWN_LOSSES]
    lines = [f"受付 {one.case}　{one.column}　{one.what} → {one.instead}" for one in shown]
    if exported.lost > len(shown):
        lines.append(f"ほかに {exported.lost - len(shown):,} か所あります。")
    return lines
