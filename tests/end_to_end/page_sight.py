"""What can be seen of the page in the preview: its words asked for, its pixels compared."""

from __future__ import annotations

import json
from typing import Any

from PIL import Image, ImageChops, ImageStat
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from editor_app.ui.preview import page_script
from editor_app.ui.preview.exact_page import ExactPage
from tests.end_to_end.hands import SECONDS

PLACE = (
    "(() => {{ const box = document.querySelector('{what}').getBoundingClientRect();"
    " const most = document.documentElement;"
    " return JSON.stringify([box.left, box.top, Math.min(box.right, most.clientWidth),"
    " Math.min(box.bottom, most.clientHeight), innerWidth, box.width, box.height]); }})()"
)
INK = 110  # a pixel darker than this belongs to a letter
GROUND = 200


class PageSight:
    """Looks at a page that stands in the window."""

    def __init__(self, page: ExactPage, qtbot: QtBot) -> None:
        """Wait until the page and its photos stand there, painted."""
        self._page, self._qtbot = page, qtbot
        qtbot.waitUntil(lambda: page.is_ready, timeout=SECONDS)
        qtbot.waitUntil(lambda: self.ask(page_script.PICTURES_LEFT) == 0, timeout=SECONDS)

    def ask(self, script: str) -> Any:
        """Run a script beside the page and return its value."""
        answers: list[object] = []
        self._page.ask(script, answers.append)
        self._qtbot.waitUntil(lambda: bool(answers), timeout=SECONDS)
        return answers[0]

    def words(self, what: str) -> str:
        """Return the words of the first element that a selector names."""
        return str(self.ask(f"document.querySelector('{what}').textContent.trim()"))

    def _place(self, what: str) -> list[float]:
        """Return the edges in sight of an element, the page's whole width, its own size."""
        found: list[float] = json.loads(self.ask(PLACE.format(what=what)))
        return found

    def seen(self, what: str) -> QImage:
        """Return the pixels of the part of an element that is in sight."""
        left, top, right, bottom, width, _whole, _high = self._place(what)
        assert bottom > top, f"{what} is not in sight"
        grabbed = self._page.view.grab().toImage()
        scale = self._page.view.width() / width
        sharp = grabbed.devicePixelRatio()
        box = [round(edge * scale * sharp) for edge in (left, top, right, bottom)]
        return grabbed.copy(QRect(box[0], box[1], box[2] - box[0], box[3] - box[1]))

    def holds_words(self, what: str) -> bool:
        """Say whether an element is painted: dark letters on a light ground."""
        grey = pillow(self.seen(what)).convert("L")
        shades = grey.histogram()
        pixels = grey.width * grey.height
        ink, ground = sum(shades[:INK]) / pixels, sum(shades[GROUND:]) / pixels
        return 0.01 < ink < 0.5 and ground > 0.5

    def difference(self, what: str, photo: Image.Image) -> float:
        """Return how far the pixels in sight are from the photo's, 0 (the same) to 255."""
        *_rest, whole, high = self._place(what)
        seen = pillow(self.seen(what))
        scale = seen.width / whole
        size = (seen.width, max(seen.height, round(high * scale)))
        wanted = photo.convert("RGB").resize(size).crop((0, 0, seen.width, seen.height))
        return sum(ImageStat.Stat(ImageChops.difference(seen, wanted)).mean) / 3


def pillow(image: QImage) -> Image.Image:
    """Return a Qt picture as one of Pillow."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    data = bytes(plain.constBits())
    made = Image.frombuffer(
        "RGB", (plain.width(), plain.height()), data, "raw", "RGB", plain.bytesPerLine(), 1
    )
    return made.copy()
