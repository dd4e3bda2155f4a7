"""The words of the command line (design §4), and how they are read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from dtcoach.app.errors import WrongUsage
from dtcoach.app.words_in import quoted
from dtcoach.domain.content import LANGUAGES


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one Japanese sentence, raised as WrongUsage."""

    def error(self, message: str) -> NoReturn:
        usage = " ".join(self.format_usage().replace("usage: ", "").split())
        raise WrongUsage(f"{_japanese(message)} 使い方: {usage}")


_MESSAGES = (
    ("the following arguments are required: ", "次のものが要ります: "),
    ("unrecognized arguments: ", "知らない指定があります: "),
    ("argument command: invalid choice: ", "知らないコマンドです: "),
    ("expected one argument", "値が要ります"),
    ("not allowed with argument", "は、いっしょに使えません:"),
    ("invalid choice: ", "使えない値です: "),
    ("choose from ", "使えるのは "),
    ("argument ", ""),
)


def _japanese(message: str) -> str:
    for english, japanese in _MESSAGES:
        message = message.replace(english, japanese)
    return f"{message}。"


def parser() -> Parser:
    """The whole command line."""
    common = Parser(add_help=False)
    common.add_argument(
        "--data", default=argparse.SUPPRESS, metavar="DIR", help="データのフォルダー"
    )
    common.add_argument(
        "--json", action="store_true", default=argparse.SUPPRESS, help="プログラム用の出力"
    )
    whole = Parser(
        prog="dtcoach",
        parents=[common],
        description="ダウン対策コーチ。指定がなければ画面を開きます。",
    )
    whole.add_argument("--version", action="store_true", help="版を出す")
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    check = command("check", "手順のデータを調べ、守るべき規則を証明します")
    check.add_argument("paths", nargs="*", metavar="PATH")
    check.add_argument("--watch", action="store_true", help="変わるたびに調べ直す")

    approve = command("approve", "調べて誤りのない手順のデータを、承認として記録します")
    approve.add_argument("--by", required=True, metavar="NAME", help="承認する人")

    walk = command("walk", "画面なしで、一つの手続の案内を求めます")
    walk.add_argument("procedure", nargs="?", metavar="PROCEDURE")
    walk.add_argument("--scenario", metavar="ID")
    walk.add_argument("--world", action="append", default=[], metavar="KEY=STATUS")
    walk.add_argument("--fact", action="append", default=[], metavar="KEY=VALUE")
    walk.add_argument("--choose", metavar="ROUTE")
    walk.add_argument("--at", metavar="TIME")
    walk.add_argument("--snapshot-at", metavar="TIME")
    walk.add_argument("--batch", metavar="FILE.jsonl")

    deadline = command("deadline", "法律の期限と、その根拠を求めます")
    deadline.add_argument("procedure", metavar="PROCEDURE")
    deadline.add_argument("--event", required=True, metavar="DATE")
    deadline.add_argument("--planned", metavar="DATE")
    deadline.add_argument("--at", metavar="TIME")

    replay = command("replay", "記録された障害を、再現として記録に入れます")
    replay.add_argument("file", metavar="FILE.json")

    export = command("export", "受付の記録をファイルに出します")
    export.add_argument("--incident", required=True, metavar="ID")
    export.add_argument("--format", required=True, choices=("csv", "xlsx", "json", "pdf"))
    export.add_argument("-o", "--output", required=True, metavar="FILE")
    export.add_argument(
        "--encoding", default="utf-8", choices=("utf-8", "cp932"), help="CSV の文字コード"
    )
    export.add_argument("--personal", action="store_true", help="お名前や電話なども入れます")
    export.add_argument(
        "--without", action="append", default=[], metavar="列", help="入れない列（何度でも）"
    )
    export.add_argument(
        "--password-file",
        metavar="FILE",
        help="一行目のパスワードで、AES-256 の ZIP にします",
    )

    report = command("report", "障害の報告と、約束・照らし合わせの一覧を作ります")
    report.add_argument("report", choices=("outage", "followups", "recall", "drill"))
    report.add_argument("--incident", required=True, metavar="ID")
    report.add_argument(
        "--compare", action="append", default=[], metavar="ID", help="並べて比べる記録"
    )
    report.add_argument("-o", "--output", required=True, metavar="FILE.pdf|FILE.xlsx")

    _form_words(command("form", "用紙を一枚、PDF にします"))
    _pack_words(command("pack", "電気がなくても窓口を続けられる紙の一式を、一つの PDF にします"))

    doctor = command("doctor", "この端末の準備ができているかを調べます")
    doctor.add_argument("--settings", action="store_true", help="区の設定の一覧（要確認のものも）")
    command("self-test", "記録・手順・用紙・画面がこの端末で動くかを試します")
    return whole


def _form_words(form: argparse.ArgumentParser) -> None:
    form.add_argument("form", metavar="ID")
    source = form.add_mutually_exclusive_group()
    source.add_argument("--visit", metavar="ID", help="受付の id か番号")
    source.add_argument("--blank", action="store_true", help="手で書く、白紙の用紙")
    source.add_argument(
        "--incident", metavar="ID", help="受付簿・引継ぎ書・お知らせなどにする障害対応"
    )
    source.add_argument("--addresses", metavar="FILE.csv", help="宛名ラベルにする宛先の一覧")
    source.add_argument("--drill", metavar="ID", help="役の紙と評価票にする訓練")
    form.add_argument("--start", type=int, default=1, metavar="N", help="始めのラベルの位置")
    form.add_argument("--language", choices=LANGUAGES)
    form.add_argument(
        "--text", choices=("web", "sns"), help="お知らせ（notice）を、用紙でなく文にする"
    )
    form.add_argument("-o", "--output", required=True, metavar="FILE.pdf")


def _pack_words(pack: argparse.ArgumentParser) -> None:
    pack.add_argument("--scenario", default="full-outage", metavar="ID")
    pack.add_argument("--at", metavar="TIME", help="この日時の一式にする")
    pack.add_argument("--drill", action="store_true", help="すべての頁に「訓練」と入れる")
    pack.add_argument("--slips", type=int, default=20, metavar="N", help="番号入りの受付票の数")
    pack.add_argument("--first-slip", type=int, metavar="N", help="受付票の始めの番号（前の続き）")
    pack.add_argument(
        "--label", metavar="RANGE", help="受付票の範囲（P101-001 の 101。この端末のもの）"
    )
    pack.add_argument("-o", "--output", required=True, metavar="FILE.pdf")


def pairs(given: Sequence[str], option: str) -> dict[str, str]:
    """KEY=VALUE words. Raises WrongUsage."""
    found: dict[str, str] = {}
    for word in given:
        key, separator, value = word.partition("=")
        if not separator or not key or not value:
            raise WrongUsage(f"{option} は KEY=VALUE の形で書いてください（{quoted(word)}）。")
        found[key] = value
    return found
