"""Colour, type and icons of the window, from the one token file ``resources/theme.toml``.

Light and dark have the same names. The theme follows the system or the editor's choice; ``changed``
tells who paints by hand. Widgets are dressed by one application style sheet that is filled from the
same tokens; what a widget is, it says by dynamic properties (``kind``, ``role``, ``ground``).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from editor_app.domain.settings import Theme as Choice
from editor_app.paths import resource_folder

_TOKEN = re.compile(r"@([a-z][a-z0-9-]*)")
ICON_SIZES = (14, 16, 18, 20, 24, 28, 32, 36, 40, 48, 72)
DISABLED_OPACITY = 0.4


class Theme(QObject):
    """The tokens in use; one per application, handed to every widget that paints by hand."""

    changed = Signal()

    def __init__(self, folder: Path | None = None, parent: QObject | None = None) -> None:
        """Read the tokens from ``folder`` (the program's resources when not given)."""
        super().__init__(parent)
        self._folder = folder or resource_folder()
        self._tokens = tomllib.loads((self._folder / "theme.toml").read_text("utf-8"))
        self._choice = Choice.SYSTEM
        self._is_dressed = True
        self.dark = False
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._drawings: dict[str, str] = {}

    # -- choosing

    def apply(self, choice: Choice) -> None:
        """Dress the application as chosen; follows the system's changes when that is the choice."""
        application = _application()
        self._choice = choice
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(
            self._on_system_changed, Qt.ConnectionType.UniqueConnection
        )
        self.dark = self._wants_dark()
        load_fonts(self._folder / "fonts")
        application.setFont(self.ui_font())
        self._dress(application)

    @property
    def choice(self) -> Choice:
        """What was chosen: light, dark, or as the system has it."""
        return self._choice

    def _wants_dark(self) -> bool:
        """Say whether the choice, or the system, asks for dark."""
        if self._choice is Choice.SYSTEM:
            return QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._choice is Choice.DARK

    def _on_system_changed(self) -> None:
        """Follow the system when that is the choice."""
        if self._choice is Choice.SYSTEM and self._wants_dark() != self.dark:
            self.dark = not self.dark
            self._dress(_application())

    def _dress(self, application: QApplication) -> None:
        """Set palette and style sheet and tell who paints by hand."""
        self._icons.clear()
        application.setPalette(self._palette())
        if self._is_dressed:
            application.setStyleSheet(self.style_sheet())
        self.changed.emit()

    @contextmanager
    def undressed(self) -> Iterator[None]:
        """Let many widgets be made and joined without the style sheet; they get it at the end.

        Dressed, each joining of two widgets makes Qt look up the rules for all that are below.
        """
        application = _application()
        self._is_dressed = False
        application.setStyleSheet("")
        try:
            yield
        finally:
            self._is_dressed = True
            application.setStyleSheet(self.style_sheet())

    # -- asking

    def token(self, name: str) -> str:
        """Return a colour token as written in the file. Raises KeyError for an unknown name."""
        return str(self._tokens["dark" if self.dark else "light"][name])

    def colour(self, name: str) -> QColor:
        """Return a colour by name."""
        return QColor(self.token(name))

    def mark(self, name: str) -> tuple[QColor, str]:
        """Return what a kind of mark in edited text is drawn with: a colour, and a line's name."""
        colour, line = self._tokens["marks"][name]
        return self.colour(colour), str(line)

    def space(self, name: str) -> int:
        """Return a length in pixels at 100 %."""
        return int(self._tokens["space"][name])

    def size(self, name: str) -> float:
        """Return a type size in pixels at 100 %."""
        return float(self._tokens["type"][name])

    def ui_font(self, pixels: float = 13, weight: int = 400) -> QFont:
        """Return the interface face in that size."""
        return self._font("ui", pixels, weight)

    def read_font(self, pixels: float = 17, weight: int = 400) -> QFont:
        """Return the reading face in that size."""
        return self._font("read", pixels, weight)

    def fixed_font(self, pixels: float = 13) -> QFont:
        """Return the face with letters of one width."""
        return self._font("fixed", pixels, 400)

    def _font(self, name: str, pixels: float, weight: int) -> QFont:
        font = QFont(self._tokens["fonts"][name])
        # Half pixels exist only as points: 96 dots to the inch, as Qt counts at 100 %.
        if pixels == round(pixels):
            font.setPixelSize(round(pixels))
        else:
            font.setPointSizeF(pixels * 72 / _dots())
        font.setWeight(QFont.Weight(weight))
        return font

    def icon(self, name: str, role: str = "ink2") -> QIcon:
        """Return a line icon in a colour of the theme."""
        key = (name, role)
        if key not in self._icons:
            self._icons[key] = self._draw_icon(name, self.colour(role))
        return self._icons[key]

    def pixmap(self, name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
        """Return a line icon as a picture of ``size`` pixels at 100 %."""
        colour = self.colour(role)
        picture = _drawn(self._drawing(name, colour), colour.alphaF(), round(size * ratio))
        picture.setDevicePixelRatio(ratio)
        return picture

    def style_sheet(self) -> str:
        """Return the application's style sheet with the tokens filled in."""
        sheet = (self._folder / "window.qss").read_text("utf-8")
        colours = self._tokens["dark" if self.dark else "light"]
        return _TOKEN.sub(lambda found: _for_style_sheet(colours[found[1]]), sheet)

    # -- inside

    def _palette(self) -> QPalette:
        """Return the palette for what the style sheet does not reach (Qt's own dialogs)."""
        role = QPalette.ColorRole
        pairs: tuple[tuple[QPalette.ColorRole, str], ...] = (
            (role.Window, "canvas"),
            (role.Base, "surface"),
            (role.AlternateBase, "sunken"),
            (role.Button, "surface"),
            (role.WindowText, "ink"),
            (role.Text, "ink"),
            (role.ButtonText, "ink"),
            (role.PlaceholderText, "ink3"),
            (role.Highlight, "sel"),
            (role.HighlightedText, "ink"),
            (role.Link, "accent"),
            (role.Mid, "line-strong"),
            (role.Light, "surface"),
            (role.Midlight, "line"),
            (role.Dark, "line-strong"),
            (role.Shadow, "line-strong"),
            (role.ToolTipBase, "tip"),
            (role.ToolTipText, "tip-ink"),
            (role.Accent, "accent"),
        )
        palette = QPalette()
        for item, name in pairs:
            palette.setColor(item, self.colour(name))
        for item in (role.Text, role.WindowText, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, item, self.colour("ink3"))
        return palette

    def _draw_icon(self, name: str, colour: QColor) -> QIcon:
        icon, drawing = QIcon(), self._drawing(name, colour)
        opacity = colour.alphaF()
        for size in ICON_SIZES:
            icon.addPixmap(_drawn(drawing, opacity, size), QIcon.Mode.Normal)
            icon.addPixmap(_drawn(drawing, DISABLED_OPACITY, size), QIcon.Mode.Disabled)
        return icon

    def _drawing(self, name: str, colour: QColor) -> QSvgRenderer:
        """Return the drawing of an icon in a colour."""
        if name not in self._drawings:
            self._drawings[name] = (self._folder / "icons" / f"{name}.svg").read_text("utf-8")
        drawing = self._drawings[name].replace("currentColor", colour.name())
        return QSvgRenderer(QByteArray(drawing.encode()))


def _drawn(drawing: QSvgRenderer, opacity: float, size: int) -> QPixmap:
    """Return a drawing as a picture of ``size`` pixels."""
    picture = QPixmap(QSize(size, size))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setOpacity(opacity)
    drawing.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@lru_cache(maxsize=4)
def load_fonts(folder: Path) -> tuple[str, ...]:
    """Make the shipped fonts known to Qt; returns their families."""
    families: set[str] = set()
    for file in sorted((*folder.glob("*.otf"), *folder.glob("*.ttf"))):
        number = QFontDatabase.addApplicationFont(str(file))
        families.update(QFontDatabase.applicationFontFamilies(number))
    return tuple(sorted(families))


def say(widget: QObject, **properties: Any) -> None:
    """Set dynamic properties and let the style sheet look again, for a widget already shown."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    style = getattr(widget, "style", None)
    if style is not None:
        style().unpolish(widget)
        style().polish(widget)


def _application() -> QApplication:
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise TypeError("A theme needs a QApplication.")
    return application


def _dots() -> float:
    return QGuiApplication.primaryScreen().logicalDotsPerInch()


def _for_style_sheet(token: str) -> str:
    """Return a colour as style sheets write it; #AARRGGBB needs rgba()."""
    colour = QColor(token)
    if colour.alpha() == 255:
        return token
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
