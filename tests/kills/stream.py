"""The endless text that is typed: numbered words, each character told by its place alone."""

from __future__ import annotations

WORD = 8
"""Characters of a word with the space behind it: ``w000042 ``."""

KEY_EVERY = 83
"""Milliseconds between two keys: twelve a second, as a fast typist does."""

KEYS_A_SECOND = 1000 / KEY_EVERY


def stream(start: int, end: int) -> str:
    """Return the characters of the stream from ``start`` up to, not including, ``end``."""
    words = range(start // WORD, end // WORD + 1)
    text = "".join(f"w{number:06d} " for number in words)
    offset = start // WORD * WORD
    return text[start - offset : end - offset]
