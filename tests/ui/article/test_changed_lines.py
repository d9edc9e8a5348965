"""What is painted again at a key: the lines that changed, and every one of them."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QImage,
    QPainter,
    QTextCursor,
    QTextDocument,
)

from editor_app.ui.article.paper_layout import Measures, PaperLayout
from editor_app.ui.article.styling import Styling
from editor_app.ui.theme import Theme

WIDE, HIGH, LINE = 460, 700, 29
TYPED = ("a", " ", "*", "**", "`", "[x](https://a.vn)", "nghiêng ", "总统", "~", "ở", "\u2028- ")
TEXT = (
    "Nước sông **dâng cao** hơn hôm qua, thành phố *chuẩn bị* bao cát và người dân ven bờ di "
    "chuyển [đồ đạc](https://estuary.example/3) lên tầng trên, trường học đóng cửa cả tuần này.\n"
    "- Tàu thuyền neo lại trong cảng, lực lượng cứu hộ túc trực suốt đêm vì mưa lớn còn kéo dài\n"
    "Theo dự báo mới nhất của đài khí tượng."
)


class Sheet:
    """A document with its picture, and the areas that were said to have changed."""

    def __init__(self, theme: Theme) -> None:
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(theme.read_font())
        self.layout = PaperLayout(self.document, Measures(LINE, 14, WIDE - 60))
        styling = Styling(theme, theme.read_font())
        self.layout.style, self.layout.hang = styling.ranges, styling.hang
        self.document.setDocumentLayout(self.layout)
        self.document.setPageSize(QSizeF(WIDE, HIGH))
        self.document.setPlainText(TEXT)
        self.areas: list[QRectF] = []
        self.layout.update[QRectF].connect(self.areas.append)  # type: ignore[index]  # the stubs forget overloads

    def picture(self, caret: int) -> QImage:
        """Return how all of it looks with the caret somewhere."""
        image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip, context.cursorPosition = QRectF(0, 0, WIDE, HIGH), caret
        painter = QPainter(image)
        self.layout.draw(painter, context)
        painter.end()
        return image

    def edit(self, chance: random.Random) -> int:
        """Type or delete something somewhere; return where the caret stands then."""
        cursor = QTextCursor(self.document)
        cursor.setPosition(chance.randrange(self.document.characterCount()))
        before = self.picture(cursor.position())
        self.areas.clear()
        if chance.random() < 0.7:
            cursor.insertText(chance.choice(TYPED))
        elif not cursor.atBlockStart():
            cursor.deletePreviousChar()
        self.before, self.after = before, self.picture(cursor.position())
        return cursor.position()

    def outside_is_the_same(self) -> bool:
        """Say whether the pictures before and after the edit are one outside the areas told."""
        for image in (self.before, self.after):
            painter = QPainter(image)
            for area in self.areas:
                painter.fillRect(area.toAlignedRect(), Qt.GlobalColor.black)
            painter.end()
        return bool(self.before == self.after)


@pytest.mark.parametrize("seed", range(4))
def test_nothing_changes_outside_the_area_that_is_painted_again(theme: Theme, seed: int) -> None:
    sheet, chance = Sheet(theme), random.Random(seed)
    for _ in range(60):
        sheet.edit(chance)
        assert sheet.outside_is_the_same()


def test_a_letter_in_a_paragraph_paints_its_line_alone(theme: Theme) -> None:
    sheet = Sheet(theme)
    cursor = QTextCursor(sheet.document)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText("a")
    sheet.areas.clear()
    cursor.insertText("b")
    (area,) = sheet.areas
    assert area.height() <= LINE + 2
    assert area.left() > 0


def test_a_paragraph_that_grows_by_a_line_paints_everything(theme: Theme) -> None:
    sheet = Sheet(theme)
    cursor = QTextCursor(sheet.document)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText(" a")
    sheet.areas.clear()
    cursor.insertText(" một hàng mới nữa" * 3)
    assert max(area.height() for area in sheet.areas) > HIGH
