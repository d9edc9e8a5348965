"""Single lines of a WordPress post: its title and its excerpt, as HTML and as our Markdown."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

from editor_app.formats.inline import Run, parse
from editor_app.formats.inline_writing import tidy, write
from editor_app.formats.wordpress_reading import tree
from editor_app.formats.wordpress_words import Reading, Unmodelled, read_words, words_html
from editor_app.text.cleaning import one_line

_TAG = re.compile(r"<[^<>]*>")


def line_html(markdown: str) -> str:
    """Return a headline or standfirst as the HTML of a title or excerpt."""
    return words_html(tidy(parse(normalize("NFC", markdown)), breaks=False))


def line_words(html: str) -> str:
    """Return a title or excerpt as one line of Markdown; markup that has none is left out.

    It stays on the site for as long as nobody changes the line here.
    """
    try:
        return write(read_words(tree(html), Reading()), one_line=True)
    except Unmodelled:
        words = one_line(unescape(_TAG.sub(" ", html)))
        return write(tidy((Run(words),), breaks=False), one_line=True)
