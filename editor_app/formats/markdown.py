"""Markdown out and in: an article's text as HTML for the page, and HTML as Markdown again.

Pure functions, cheap for a block and linear for a text.
"""

from __future__ import annotations

from html import escape

from editor_app.domain.ids import PhotoId
from editor_app.formats.dialect import Figure, reader
from editor_app.text.splitting import split

__all__ = ["Figure", "block_to_html", "plain_figure", "to_html"]

_STASH_MARKS = {0x02: None, 0x03: None}
"""Controls by which Python-Markdown marks what it put aside; no text may bring its own."""


def plain_figure(photo: PhotoId) -> str:
    """Return a figure that only names its photo, for conversions without a page."""
    return f'<figure data-photo="{escape(photo)}"></figure>'


def to_html(markdown: str, figure: Figure = plain_figure) -> str:
    """Return the HTML of a body; nothing in the text can become HTML of its own.

    ``figure`` gives the HTML of a photo line. Embeds and foreign blocks become empty ``div``
    elements with ``data-embed`` and ``data-foreign``, for the page to fill.
    """
    text = markdown
    if "\x02" in text or "\x03" in text:
        text = text.translate(_STASH_MARKS)
    return reader(figure).convert("\n\n".join(split(text)))


def block_to_html(text: str, figure: Figure = plain_figure) -> str:
    """Return the HTML of one block, the same as it has inside ``to_html``."""
    return to_html(text, figure)
