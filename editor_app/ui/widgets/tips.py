"""Tips that say words from outside: always as they are, never as marks of a page."""

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
