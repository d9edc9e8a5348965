"""The body of an article page: every block as one element with ``id="b-<number>"``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from lxml import html

from editor_app.domain.block import BlockKind
from editor_app.formats.page_phrases import Phrases, marked
from editor_app.formats.page_site import figure_of
from editor_app.formats.page_view import NO_FOREIGN, ArticleView, EmbedView, FigureView
from editor_app.text.kinds import kind_of, object_of

FIRST_TAG = re.compile(r"<[A-Za-z][\w-]*")
PARAGRAPH = re.compile(r"<p(?=[\s>])[^>]*>")
TABLE = re.compile(r"<table[\s>].*</table>", re.DOTALL)


@dataclass(frozen=True)
class BodyStyle:
    """What a body needs besides its text.

    ``draw_text`` gets the Markdown of a block of words, ``draw_figure`` a figure and whether it is
    the article's first, ``draw_embed`` something on another site; all give HTML. ``dateline`` is
    HTML for the start of the first paragraph, ``table_start`` the tag around a table, which a
    reader scrolls sideways on a narrow screen.
    ``foreign`` names the blocks of a site that are to be shown as boxes.
    """

    draw_text: Callable[[str], str]
    draw_figure: Callable[[FigureView, bool], str]
    draw_embed: Callable[[EmbedView], str]
    phrases: Phrases
    dateline: str = ""
    table_start: str = '<div class="table">'
    foreign: Mapping[str, str] = field(default_factory=lambda: NO_FOREIGN)


def body_html(article: ArticleView, style: BodyStyle) -> str:
    """Return the whole body as HTML, a block a line; blocks with nothing to show are left out."""
    texts = [block.text for block in article.body]
    firsts = _firsts(article, texts)
    pieces = (_block(article, text, at, style, firsts) for at, text in enumerate(texts, start=1))
    return "\n".join(piece for piece in pieces if piece)


def block_in_page(article: ArticleView, texts: Sequence[str], number: int, style: BodyStyle) -> str:
    """Return block ``number`` (from 1) of a body with these texts as it stands in the page."""
    return _block(article, texts[number - 1], number, style, _firsts(article, texts))


def _firsts(article: ArticleView, texts: Sequence[str]) -> tuple[int, int]:
    """Return the numbers of the first figure and of the first paragraph, 0 where there is none."""
    numbered = list(enumerate(texts, start=1))
    figure = next((number for number, text in numbered if figure_of(article, text)), 0)
    paragraphs = (number for number, text in numbered if kind_of(text) is BlockKind.PARAGRAPH)
    return figure, next(paragraphs, 0)


def _block(
    article: ArticleView, text: str, number: int, style: BodyStyle, firsts: tuple[int, int]
) -> str:
    kind = kind_of(text)
    piece = _content(article, text, kind, style, is_first=number == firsts[0])
    if not piece:
        return ""
    if kind is BlockKind.TABLE:
        piece = TABLE.sub(lambda found: style.table_start + found[0] + "</div>", piece)
    if style.dateline and number == firsts[1]:
        piece = PARAGRAPH.sub(lambda found: found[0] + style.dateline, piece, count=1)
    return _with_id(piece, f"b-{number}")


def _content(
    article: ArticleView, text: str, kind: BlockKind, style: BodyStyle, *, is_first: bool
) -> str:
    if kind is BlockKind.PHOTO:
        figure = figure_of(article, text)
        return style.draw_figure(figure, is_first) if figure else ""
    if kind is BlockKind.FOREIGN:
        return _box(text, style)
    if kind is BlockKind.EMBED:
        found = object_of(text)
        embed = article.embeds.get(found[1]) if found else None
        return style.draw_embed(embed) if embed else ""
    return marked(style.draw_text(text), style.phrases)


def _box(text: str, style: BodyStyle) -> str:
    """Return a box with the name of a block that only the site itself can show."""
    found = object_of(text)
    name = style.foreign.get(found[1], "") if found else ""
    words = f'<a><span class="embed-title">{escape(name)}</span></a>'
    return f'<p class="embed">{words}</p>' if name else ""


def _with_id(piece: str, name: str) -> str:
    """Give the block's one element the id; several elements get one around them."""
    roots = html.fragments_fromstring(piece)
    only = roots[0] if len(roots) == 1 else ""
    if not isinstance(only, str) and not only.get("id") and not (only.tail or "").strip():
        return FIRST_TAG.sub(lambda found: f'{found[0]} id="{name}"', piece.lstrip(), count=1)
    return f'<div id="{name}">{piece}</div>'
