"""Which typeface this terminal has, found without scanning every font on it."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase

# look.md: Noto Sans JP first; what Windows carries next.
PREFERRED = (
    "Noto Sans JP",
    "Noto Sans CJK JP",
    "BIZ UDPGothic",
    "Yu Gothic UI",
    "Meiryo",
)

# Hangul and simplified Han must never become boxes on a page a resident reads.
_BY_LANGUAGE = {
    "ko": ("Noto Sans KR", "Noto Sans CJK KR", "Malgun Gothic"),
    "zh": ("Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei"),
}
_LAST = ("Segoe UI", "sans-serif")
_BUNDLED = ("pylopdf_fonts_jp", "NotoSansJP-Regular.otf")


def japanese_family() -> str | None:
    """The first usable Japanese family; loads the bundled one only where none is installed.

    None means that this terminal can show no Japanese, which `dtcoach doctor` reports.
    """
    for family in PREFERRED:
        if QFontDatabase.hasFamily(family):
            return family
    return _load_bundled()


def families(japanese: str | None, language: str = "ja") -> list[str]:
    """The order in which glyphs are looked for, for a text in `language` (ja, en, ko, zh).

    Han characters are drawn in the shape of the text's own language, so it comes first.
    """
    own = [*_BY_LANGUAGE.get(language, ())]
    others = [name for key, names in _BY_LANGUAGE.items() if key != language for name in names]
    first = [japanese] if japanese else []
    return [*own, *first, *others, *_LAST]


def _load_bundled() -> str | None:
    # Imported only where it is needed: it costs as much as the rest of this module.
    from importlib import resources

    package, name = _BUNDLED
    try:
        data = resources.files(package).joinpath(name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError):
        return None
    loaded = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFontFromData(data))
    return loaded[0] if loaded else None
