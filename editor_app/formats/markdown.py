"""Markdown out and in: an article's text as HTML for the page, and HTML as Markdown again.

Pure functions, cheap for a block and linear for a text.
"""

from __future__ import annotations

from html import escape

from editor_app.domain.block import BlockKind
from editor_app.domain.ids import PhotoId
from editor_app.formats.dialect import Figure, reader
from editor_app.formats.html_blocks import ROLE, read_blocks
from editor_app.formats.html_tree import (
    Element,
    attribute,
    new_element,
    parse_html,
    remove,
    substitute,
)
from editor_app.formats.pieces import to_markdown
from editor_app.text.spans import is_address
from editor_app.text.splitting import split

__all__ = ["Blocks", "Figure", "from_html", "plain_figure", "to_html"]

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
    return Blocks(figure).html(markdown)


class Blocks:
    """Turns one block after another into HTML; making a reader takes longer than reading a block.

    For one thread at a time. ``figure`` as in ``to_html``.
    """

    def __init__(self, figure: Figure = plain_figure) -> None:
        """Make the reader."""
        self._reader = reader(figure)

    def html(self, markdown: str) -> str:
        """Return the HTML of a block or a body, as ``to_html`` does."""
        text = markdown
        if "\x02" in text or "\x03" in text:
            text = text.translate(_STASH_MARKS)
        return self._reader.reset().convert("\n\n".join(split(text)))


def from_html(html: str) -> str:
    """Return the Markdown of HTML that ``to_html`` made; nothing is taken off but what has no form.

    Other HTML is read too, but ``intake`` is for that: it knows furniture, fields and captions.
    """
    root = parse_html(html)
    for element in list(root.iter("figure", "div", "sup", "aside")):
        _mark(element)
    return to_markdown(
        read_blocks(root, lambda _: "", lambda link: link if is_address(link) else "")
    )


def _mark(element: Element) -> None:
    """Mark what only our own HTML has: photos and their like, footnotes and references to them."""
    for kind in (BlockKind.PHOTO, BlockKind.EMBED, BlockKind.FOREIGN):
        name = attribute(element, f"data-{kind.value}")
        if name:
            marks = {ROLE: "object", "kind": kind.value, "name": name}
            substitute(element, new_element("div", **marks))
            return
    if element.tag == "sup" and element.get("class") == "note":
        note = new_element("span", **{ROLE: "note", "label": "".join(element.itertext())})
        substitute(element, note)
    elif element.tag == "aside" and element.get("role") == "doc-footnote":
        element.set(ROLE, "footnote")
        element.set("label", attribute(element, "id").removeprefix("note-"))
        for back in element.findall(".//a[@role='doc-backlink']"):
            remove(back)
