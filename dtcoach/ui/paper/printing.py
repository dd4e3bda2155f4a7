"""The printer of this terminal, through Qt. Whatever goes wrong with it is a `PrinterTrouble`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from dtcoach.app.errors import KnownError
from dtcoach.app.paper import Picture

PRINT_DPI = 300
_MM_PER_INCH = 25.4


class PrinterTrouble(KnownError):
    """The printer did not take the pages."""

    code = "printer"


class Printers(Protocol):
    """What the window asks of printers; `send` is called off the GUI thread."""

    def name(self) -> str | None:
        """The one that is used; None where there is none."""
        ...

    def send(self, name: str, title: str, pages: Iterable[Picture], dpi: int) -> None:
        """Hands the pages over to the system. Raises PrinterTrouble."""
        ...


class SystemPrinters:
    """Implements `Printers` over what the operating system knows."""

    def name(self) -> str | None:
        from PySide6.QtPrintSupport import QPrinterInfo

        standard = QPrinterInfo.defaultPrinterName()
        names = QPrinterInfo.availablePrinterNames()
        return standard or (names[0] if names else None)

    def send(self, name: str, title: str, pages: Iterable[Picture], dpi: int) -> None:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(name)
        if info.isNull():
            raise PrinterTrouble(f"プリンター「{name}」が見つかりません。")
        printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
        paint(printer, title, pages, dpi)


def paint(printer: object, title: str, pages: Iterable[Picture], dpi: int) -> None:
    """The pages on a printer, each in its own size. Raises PrinterTrouble."""
    from PySide6.QtPrintSupport import QPrinter

    assert isinstance(printer, QPrinter)
    printer.setDocName(title)
    printer.setResolution(dpi)
    printer.setFullPage(True)
    painter = QPainter()
    for index, page in enumerate(pages):
        size = QSizeF(page.width, page.height) * (_MM_PER_INCH / dpi)
        wide = size.width() > size.height()
        upright = size.transposed() if wide else size
        layout = QPageLayout(
            QPageSize(upright, QPageSize.Unit.Millimeter),
            QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
        printer.setPageLayout(layout)
        if index == 0 and not painter.begin(printer):
            raise PrinterTrouble("プリンターが受け付けませんでした。")
        if index and not printer.newPage():
            painter.end()
            raise PrinterTrouble("プリンターが途中で止まりました。")
        room = printer.pageRect(QPrinter.Unit.DevicePixel)
        painter.drawImage(QRectF(0, 0, room.width(), room.height()), image_of(page))
    if not painter.end() or printer.printerState() is QPrinter.PrinterState.Error:
        raise PrinterTrouble("プリンターが受け付けませんでした。")


def image_of(page: Picture) -> QImage:
    """The pixels as Qt draws them; the image keeps its own copy."""
    image = QImage(page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32)
    return image.copy()
