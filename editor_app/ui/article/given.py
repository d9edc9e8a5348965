"""What somebody pasted or dropped, and how it goes into the body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter, QTextCursor

from editor_app.domain.block import BlockKind
from editor_app.text.blocks import kind_of, split
from editor_app.ui.article.body_text import PARAGRAPH, shown

OWN_TYPE = "text/x-copydesk-markdown"
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".heic", ".avif"})
INLINE = frozenset({BlockKind.PARAGRAPH})


@dataclass(frozen=True)
class GivenPicture:
    """A picture by its bytes, or by a path somebody dropped."""

    name: str
    data: bytes = b""
    path: Path | None = None

    def read(self) -> bytes:
        """Return the bytes of the picture. Raises OSError when the file cannot be read."""
        return self.data if self.path is None else self.path.read_bytes()


@dataclass(frozen=True)
class Given:
    """What a clipboard or a drop held; ``own`` is Markdown that was copied here."""

    html: str | None = None
    text: str | None = None
    own: str | None = None
    pictures: tuple[GivenPicture, ...] = ()


def given_by(source: QMimeData) -> Given:
    """Read a clipboard or drop. Text beats the picture that office programs send along with it."""
    if source.hasFormat(OWN_TYPE):
        return Given(own=bytes(source.data(OWN_TYPE).data()).decode("utf-8", "replace"))
    files = tuple(
        GivenPicture(path.name, path=path)
        for path in (Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile())
        if path.suffix.lower() in PICTURES
    )
    if files:
        return Given(pictures=files)
    html = source.html() if source.hasHtml() else None
    text = source.text() if source.hasText() else None
    if source.hasImage() and not (text or "").strip():
        data = _as_png(source.imageData())
        return Given(pictures=(GivenPicture("pasted.png", data),) if data else ())
    return Given(html, text)


def mime_of(markdown: str) -> QMimeData:
    """Return copied text as other programs take it, and as we take it back without loss."""
    source = QMimeData()
    source.setText(markdown)
    source.setData(OWN_TYPE, QByteArray(markdown.encode()))
    return source


def selected_markdown(cursor: QTextCursor) -> str:
    """Return what is selected as Markdown."""
    text = cursor.selectedText()
    return text.replace(PARAGRAPH, "\n\n").replace("\u2028", "\n")


def insert_markdown(cursor: QTextCursor, markdown: str) -> tuple[int, int]:
    """Insert Markdown at the cursor as one step; return start and end of what came in.

    A single paragraph goes into the line; of several, those at the ends join the text around them
    unless they are headings, lists and the like.
    """
    blocks = split(markdown)
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    start = cursor.position()
    if len(blocks) == 1 and kind_of(blocks[0]) in INLINE:
        cursor.insertText(_with_edges(markdown, shown(blocks[0])))
    elif blocks:
        cursor.insertText(_between(cursor, blocks))
    cursor.endEditBlock()
    return start, cursor.position()


def insert_plain(cursor: QTextCursor, text: str) -> tuple[int, int]:
    """Insert text as it is, a paragraph for each line, as one step; return its start and end."""
    lines = [line.strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    start = cursor.position()
    cursor.insertText(PARAGRAPH.join(line for line in lines if line))
    cursor.endEditBlock()
    return start, cursor.position()


def _with_edges(markdown: str, inner: str) -> str:
    """Keep one space where a copied piece of a sentence had one at its ends."""
    lead = " " if markdown[:1] in {" ", "\u00a0"} else ""
    trail = " " if markdown[-1:] in {" ", "\u00a0"} else ""
    return lead + inner + trail


def _between(cursor: QTextCursor, blocks: Sequence[str]) -> str:
    """Return several blocks as text, parted from what is around where they may not join it."""
    block = cursor.block()
    inside = cursor.positionInBlock()
    before, after = block.text()[:inside].strip(), block.text()[inside:].strip()
    joins_first = not before or (kind_of(blocks[0]) in INLINE and kind_of(before) in INLINE)
    joins_last = not after or (kind_of(blocks[-1]) in INLINE and kind_of(after) in INLINE)
    text = PARAGRAPH.join(shown(item) for item in blocks)
    return ("" if joins_first else PARAGRAPH) + text + ("" if joins_last else PARAGRAPH)


def _as_png(image: object) -> bytes:
    """Return a clipboard image as PNG, nothing when there is none."""
    if not isinstance(image, QImage) or image.isNull():
        return b""
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(kept.data())
