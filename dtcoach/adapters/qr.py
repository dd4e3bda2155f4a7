"""QR codes as rows of modules; what draws them knows nothing of codes."""

from __future__ import annotations

from dtcoach.app.ports import QrModules


def qr_modules(text: str) -> QrModules:
    """The modules of a code for `text`, True where dark, without the quiet zone.

    Error correction M: about 15 % may be hidden by a reflection or a fingerprint.
    """
    import segno

    code = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)
