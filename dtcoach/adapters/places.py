"""Where the content is: the folder that holds `scenarios/` and `forms/`."""

from __future__ import annotations

from pathlib import Path

from dtcoach.app.errors import KnownError

FOLDERS = ("scenarios", "forms")


class ContentMissing(KnownError):
    """This copy of dtcoach was installed or copied without its content."""

    code = "content-missing"


def content_root(package: Path | None = None) -> Path:
    """The folder above `scenarios/` and `forms/`. Raises ContentMissing.

    In a wheel and in the frozen folder both lie inside the package (setup.py, build.spec). In a
    checkout they lie beside it, where their authors edit them. `package` is for tests.
    """
    package = package or Path(__file__).resolve().parent.parent
    for root in (package, package.parent):
        if all((root / folder).is_dir() for folder in FOLDERS):
            return root
    raise ContentMissing(
        "手順と用紙のデータ（scenarios と forms のフォルダー）が見つかりません。"
        "dtcoach のフォルダーを、もう一度まるごとコピーしてください。"
    )
