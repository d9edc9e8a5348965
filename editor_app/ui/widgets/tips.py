"""Words from outside as Qt shows them as they are: no marks of a page, no letters for keys."""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def as_tip(words: str) -> str:
    """Return words as a tip shows them.

    Qt takes what looks like HTML for it, and would load the files and addresses that it names.
    """
    if not Qt.mightBeRichText(words):
        return words
    return f'<span style="white-space: pre-wrap">{escape(words)}</span>'


def as_label(words: str) -> str:
    """Return words as a button or a menu shows them.

    Qt takes an ampersand for the mark of a key, shows it not, and gives the key to the button.
    """
    return words.replace("&", "&&")
