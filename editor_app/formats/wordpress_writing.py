"""Our Markdown as WordPress markup: blocks as the block editor writes them, or classic HTML.

The markup is such that WordPress keeps it byte for byte, from an account with ``unfiltered_html``
and from one without (observed on 6.1 and 6.7): elements without content end in `` />`` and entities
have at least three digits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor_app.domain.block import BlockKind
from editor_app.formats.block_markup import NO_ATTRIBUTES, block
from editor_app.formats.inline import Run, Runs, parse
from editor_app.formats.inline_writing import tidy
from editor_app.formats.markdown import from_html, to_html
from editor_app.formats.pieces import Item, Piece, piece_markdown
from editor_app.formats.wordpress_reading import read_free
from editor_app.formats.wordpress_tables import table_html
from editor_app.formats.wordpress_words import (
    Note,
    Reading,
    Unmodelled,
    attribute_text,
    plain_note,
    words_html,
    words_text,
)
from editor_app.text.kinds import kind_of
from editor_app.text.splitting import split

_HASHES = re.compile(r" {0,3}(#{1,6})[ \t]*")
_LONE_ADDRESS = re.compile(r"^(\s*https?:)//([^\s<>\"]+\s*)$", re.MULTILINE)


def pieces_of(markdown: str) -> list[Piece]:
    """Return what one block of Markdown is; nearly always one piece."""
    kind = kind_of(markdown)
    if kind is BlockKind.PARAGRAPH:
        return [Piece(kind, tidy(parse(markdown)))]
    hashes = _HASHES.match(markdown) if kind is BlockKind.HEADING else None
    if hashes:
        words = tidy(parse(markdown[hashes.end() :]), breaks=False)
        return [Piece(kind, words, level=len(hashes[1]))]
    try:
        return read_free(to_html(markdown).strip(), Reading())
    except Unmodelled:
        return list(_settled(markdown))


def _settled(markdown: str) -> Iterator[Piece]:
    """Read Markdown that is oddly nested by way of its normal form."""
    for text in split(from_html(to_html(markdown))):
        try:
            yield from read_free(to_html(text).strip(), Reading())
        except Unmodelled:
            yield Piece(BlockKind.PARAGRAPH, tidy((Run(text),)))


@dataclass(frozen=True)
class Form:
    """How a post is written: as blocks or as classic HTML; ``note`` gives a footnote's sign."""

    classic: bool = False
    note: Note = plain_note

    def words(self, runs: Runs) -> str:
        """Return words as HTML; in classic text a line end breaks the line."""
        return words_html(runs, self.note, "\n" if self.classic else "<br>")


def written(pieces: Sequence[Piece], form: Form) -> str:
    """Return the markup of pieces, one block below the other."""
    return "\n\n".join(filter(None, (_piece(piece, form) for piece in pieces)))


def _piece(piece: Piece, form: Form) -> str:
    if form.classic:
        return _classic(piece, form)
    if piece.kind is BlockKind.PARAGRAPH:
        return block("paragraph", f"<p>{form.words(piece.runs)}</p>")
    if piece.kind is BlockKind.HEADING:
        level = piece.level
        inner = f'<h{level} class="wp-block-heading">{form.words(piece.runs)}</h{level}>'
        return block("heading", inner, NO_ATTRIBUTES if level == 2 else {"level": level})
    if piece.kind is BlockKind.LIST:
        return _list(_nested(piece.items), form)
    if piece.kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        inner = written(piece.inside, form)
        cite = f"<cite>{form.words(piece.speaker)}</cite>" if piece.speaker else ""
        return block("quote", f'<blockquote class="wp-block-quote">{inner}{cite}</blockquote>')
    if piece.kind is BlockKind.TABLE:
        table = table_html(piece, form.words)
        figure = f'<figure class="wp-block-table">{table}</figure>'
        return block("table", figure, {"hasFixedLayout": False})
    if piece.kind is BlockKind.CODE:
        return block("code", f'<pre class="wp-block-code"><code>{_code(piece)}</code></pre>')
    if piece.kind is BlockKind.RULE:
        return block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity" />')
    if piece.kind is BlockKind.FOOTNOTE:
        return block("paragraph", _footnote(piece, form), {"className": "footnote"})
    return block("paragraph", f"<p>{words_text(piece_markdown(piece))}</p>")


def written_over(pieces: Sequence[Piece], raw: str, form: Form) -> str:
    """Return the markup of pieces that replace the block ``raw``, as a block of its name."""
    only = pieces[0] if len(pieces) == 1 else None
    if only is None or not raw.startswith("<!-- wp:pullquote") or not _fits_pull_quote(only):
        return written(pieces, form)
    inner = "".join(f"<p>{form.words(one.runs)}</p>" for one in only.inside)
    cite = f"<cite>{form.words(only.speaker)}</cite>" if only.speaker else ""
    quoted = f"<blockquote>{inner}{cite}</blockquote>"
    return block("pullquote", f'<figure class="wp-block-pullquote">{quoted}</figure>')


def _fits_pull_quote(piece: Piece) -> bool:
    quoted = piece.kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}
    return quoted and all(one.kind is BlockKind.PARAGRAPH for one in piece.inside)


def _classic(piece: Piece, form: Form) -> str:
    if piece.kind is BlockKind.PARAGRAPH:
        return form.words(piece.runs)
    if piece.kind is BlockKind.HEADING:
        return f"<h{piece.level}>{form.words(piece.runs)}</h{piece.level}>"
    if piece.kind is BlockKind.LIST:
        return _list(_nested(piece.items), form)
    if piece.kind in {BlockKind.QUOTE, BlockKind.PULL_QUOTE}:
        inner = "\n".join(_classic_inside(one, form) for one in piece.inside)
        cite = f"<cite>{form.words(piece.speaker)}</cite>\n" if piece.speaker else ""
        return f"<blockquote>\n{inner}\n{cite}</blockquote>"
    if piece.kind is BlockKind.TABLE:
        return table_html(piece, form.words)
    if piece.kind is BlockKind.CODE:
        return f"<pre><code>{_code(piece)}</code></pre>"
    if piece.kind is BlockKind.RULE:
        return "<hr />"
    if piece.kind is BlockKind.FOOTNOTE:
        return _footnote(piece, form)
    return words_text(piece_markdown(piece))


def _classic_inside(piece: Piece, form: Form) -> str:
    html = _classic(piece, form)
    return f"<p>{html}</p>" if piece.kind is BlockKind.PARAGRAPH else html


def _footnote(piece: Piece, form: Form) -> str:
    """Write a footnote for a site that has none of its own: a paragraph that links back."""
    name = attribute_text(piece.name)
    back = f'<a href="#note-from-{name}">{words_text(piece.name)}</a>'
    return f'<p class="footnote" id="note-{name}">{back} {form.words(piece.runs)}</p>'


def _code(piece: Piece) -> str:
    """Escape code as the block editor does, so that no shortcode and no embed starts in it."""
    lines = [line if line.strip() else "" for line in piece.text.rstrip().split("\n")]
    while lines and not lines[0]:
        del lines[0]
    text = words_text("\n".join(lines)).replace("[", "&#091;")
    return _LONE_ADDRESS.sub(r"\1&#047;&#047;\2", text)


# -- lists


@dataclass
class _Node:
    """A list item with the items below it; ``number`` None for a bullet."""

    words: Runs
    number: int | None
    below: list[_Node]


def _nested(items: Sequence[Item]) -> list[_Node]:
    """Return items as a tree; levels that are left out are closed up."""
    top: list[_Node] = []
    path: list[tuple[int, list[_Node]]] = [(-1, top)]
    for item in items:
        node = _Node(item.words, item.number, [])
        while path[-1][0] >= item.level:
            path.pop()
        path[-1][1].append(node)
        path.append((item.level, node.below))
    return top


def _list(nodes: Sequence[_Node], form: Form) -> str:
    """Write items that stand beside each other; where bullets and numbers meet, a list ends."""
    groups: list[list[_Node]] = []
    for node in nodes:
        if not groups or (groups[-1][0].number is None) != (node.number is None):
            groups.append([])
        groups[-1].append(node)
    return ("\n" if form.classic else "\n\n").join(_one_list(group, form) for group in groups)


def _one_list(nodes: Sequence[_Node], form: Form) -> str:
    number = nodes[0].number
    tag = "ul" if number is None else "ol"
    start = f' start="{number}"' if number not in {None, 1} else ""
    if form.classic:
        items = "\n".join(_classic_item(node, form) for node in nodes)
        return f"<{tag}{start}>\n{items}\n</{tag}>"
    attributes: dict[str, object] = {} if number is None else {"ordered": True}
    if start:
        attributes["start"] = number
    items = "\n\n".join(
        block("list-item", f"<li>{form.words(node.words)}{_below(node, form)}</li>")
        for node in nodes
    )
    return block("list", f'<{tag}{start} class="wp-block-list">{items}</{tag}>', attributes)


def _below(node: _Node, form: Form) -> str:
    return _list(node.below, form) if node.below else ""


def _classic_item(node: _Node, form: Form) -> str:
    below = f"\n{_below(node, form)}\n" if node.below else ""
    return f"\t<li>{form.words(node.words)}{below}</li>"
