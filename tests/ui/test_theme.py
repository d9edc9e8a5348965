"""Tokens, contrast, fonts and icons."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontMetricsF, QImage, QPalette
from PySide6.QtWidgets import QApplication, QCompleter, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from editor_app.domain.settings import Theme as Choice
from editor_app.paths import resource_folder
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.labels import PlainLabel

TOKENS = tomllib.loads((resource_folder() / "theme.toml").read_text("utf-8"))
SHADES = ("light", "dark")
INKS = ("ink", "ink2", "ink3", "accent", "ok", "warn", "err", "info")
GROUNDS = ("canvas", "surface", "sunken")
TONES = ("ok", "warn", "err", "info", "accent")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour (WCAG 2.1)."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours."""
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dark(qapp: QApplication, theme: Theme) -> Iterator[Theme]:
    theme.apply(Choice.DARK)
    yield theme
    theme.apply(Choice.LIGHT)


def test_light_and_dark_have_the_same_names() -> None:
    assert TOKENS["light"].keys() == TOKENS["dark"].keys()


@pytest.mark.parametrize(("shade", "ink", "ground"), [*product(SHADES, INKS, GROUNDS)])
def test_text_stands_out_from_every_ground(shade: str, ink: str, ground: str) -> None:
    assert contrast(TOKENS[shade][ink], TOKENS[shade][ground]) >= 4.5


@pytest.mark.parametrize(("shade", "tone"), [*product(SHADES, TONES)])
def test_text_stands_out_from_its_soft_ground(shade: str, tone: str) -> None:
    assert contrast(TOKENS[shade][tone], TOKENS[shade][f"{tone}-soft"]) >= 4.5


@pytest.mark.parametrize("shade", SHADES)
@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("accent-ink", "accent"),
        ("badge-ink", "badge"),
        ("rail-ink", "rail"),
        ("rail-on-ink", "rail-on"),
        ("tip-ink", "tip"),
        ("ink", "sel"),
    ],
)
def test_text_stands_out_from_what_is_painted_for_it(shade: str, ink: str, ground: str) -> None:
    assert contrast(TOKENS[shade][ink], TOKENS[shade][ground]) >= 4.5


def test_every_name_in_the_style_sheet_is_a_token(theme: Theme) -> None:
    sheet = (resource_folder() / "window.qss").read_text("utf-8")
    names = set(re.findall(r"@([a-z][a-z0-9-]*)", sheet))
    assert names <= TOKENS["light"].keys()
    assert "@" not in theme.style_sheet()


def test_the_shipped_faces_are_there(theme: Theme) -> None:
    assert {"Inter", "Noto Serif"} <= set(QFontDatabase.families())
    assert QFontMetricsF(theme.ui_font(13)).height() < QFontMetricsF(theme.read_font(17)).height()


def painted_rows(label: QLabel) -> int:
    """Return how many rows of pixels of a label hold ink."""
    picture = label.grab().toImage()
    ground = picture.pixelColor(0, 0)
    columns, rows = range(picture.width()), range(picture.height())
    return sum(any(picture.pixelColor(x, y) != ground for x in columns) for y in rows)


@pytest.mark.parametrize("letter", "ẤỠỂẠ")
@pytest.mark.parametrize("role", ["", "label", "small", "title", "page-title"])
def test_a_label_does_not_clip_stacked_marks(
    theme: Theme, qtbot: QtBot, letter: str, role: str
) -> None:
    tight, roomy = PlainLabel(letter, role), PlainLabel(letter, role)
    for label in (tight, roomy):
        qtbot.addWidget(label)
    tight.adjustSize()
    roomy.resize(tight.width(), tight.height() + 20)
    assert painted_rows(tight) == painted_rows(roomy) > 0


def test_a_field_does_not_clip_stacked_marks(theme: Theme, qtbot: QtBot) -> None:
    field = QLineEdit("Ấ Ỡ Ể Ạ")
    qtbot.addWidget(field)
    field.show()
    metrics = QFontMetricsF(field.font())
    assert field.contentsRect().height() >= metrics.height()


def test_half_pixels_of_type_are_kept(theme: Theme) -> None:
    ten, half = theme.ui_font(12), theme.ui_font(12.5)
    wide = QFontMetricsF(half).horizontalAdvance("Mekong ferry crews")
    assert wide > QFontMetricsF(ten).horizontalAdvance("Mekong ferry crews")


def test_every_icon_draws_something(theme: Theme) -> None:
    for file in sorted((resource_folder() / "icons").glob("*.svg")):
        picture = theme.pixmap(file.stem, "ink", 24).toImage()
        assert not picture.isNull()
        painted = sum(picture.pixelColor(x, y).alpha() > 0 for x in range(24) for y in range(24))
        assert painted > 12, file.stem


def test_icons_take_the_colour_of_the_theme(theme: Theme, dark: Theme) -> None:
    picture = dark.pixmap("stories", "ink", 72).toImage()
    places = product(range(72), range(72))
    solid = [picture.pixelColor(x, y) for x, y in places if picture.pixelColor(x, y).alpha() == 255]
    assert QColor(TOKENS["dark"]["ink"]) in solid


def test_dark_and_light_change_palette_and_tell(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.apply(Choice.DARK)
    assert theme.token("canvas") == TOKENS["dark"]["canvas"]
    window = QApplication.palette().color(QPalette.ColorRole.Window)
    assert window == QColor(TOKENS["dark"]["canvas"])
    theme.apply(Choice.LIGHT)
    assert theme.token("canvas") == TOKENS["light"]["canvas"]
    assert theme.choice is Choice.LIGHT


def test_the_system_is_followed_when_that_is_the_choice(theme: Theme) -> None:
    hints = QApplication.styleHints()
    theme.apply(Choice.SYSTEM)
    hints.setColorScheme(Qt.ColorScheme.Dark)
    assert theme.dark == (hints.colorScheme() is Qt.ColorScheme.Dark)
    hints.unsetColorScheme()
    theme.apply(Choice.LIGHT)
    assert not theme.dark


def test_what_is_made_undressed_is_dressed_at_the_end(qapp: QApplication, theme: Theme) -> None:
    with theme.undressed():
        assert qapp.styleSheet() == ""
        theme.apply(Choice.DARK)
        assert qapp.styleSheet() == ""
    assert qapp.styleSheet() == theme.style_sheet()
    assert theme.dark
    theme.apply(Choice.LIGHT)


def test_what_a_file_dialog_offers_to_complete_can_be_read(qtbot: QtBot) -> None:
    theme = Theme()
    theme.apply(Choice.LIGHT)
    field = QLineEdit()
    qtbot.addWidget(field)
    completer = QCompleter(["thuyen-thung.docx"], field)
    field.setCompleter(completer)
    field.show()
    completer.complete()
    popup = completer.popup()
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    shown = QImage(popup.size(), QImage.Format.Format_ARGB32)
    shown.fill(Qt.GlobalColor.black)  # what is behind a popup where nothing is blended
    popup.render(shown)
    assert shown.pixelColor(popup.width() - 3, popup.height() // 2) == theme.colour("surface")
    popup.hide()
