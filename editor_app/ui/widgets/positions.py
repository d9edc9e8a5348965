"""Positions in a text as Qt counts them (UTF-16 units) and as everybody else does (code points).

Everything below ``ui`` counts code points inside one block or field; QTextCursor and QTextLayout
count UTF-16 units, where an emoji or a rare Chinese character takes two.
"""

from __future__ import annotations

LAST_OF_ONE_UNIT = "\uffff"


def to_utf16(text: str, code_points: int) -> int:
    """Return how many UTF-16 units the first ``code_points`` characters of ``text`` take.

    A position past the end is the end; a negative one is the start.
    """
    head = text[: max(0, code_points)]
    return len(head) + _doubled(head)


def to_code_points(text: str, utf16: int) -> int:
    """Return how many characters of ``text`` end within its first ``utf16`` UTF-16 units.

    A position between the two units of one character counts as before that character.
    """
    if not _doubled(text):
        return min(max(0, utf16), len(text))
    left = utf16
    for number, character in enumerate(text):
        left -= 2 if character > LAST_OF_ONE_UNIT else 1
        if left < 0:
            return number
    return len(text)


def utf16_length(text: str) -> int:
    """Return the length of ``text`` in UTF-16 units."""
    return len(text) + _doubled(text)


def _doubled(text: str) -> int:
    """Count the characters that take two units."""
    if text.isascii():
        return 0
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 - len(text)
