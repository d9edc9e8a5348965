"""Names of people and places as letters: without marks, and standing alone in a text."""

from __future__ import annotations

import re
from unicodedata import combining, normalize


def unmarked(name: str) -> str:
    """Return a Vietnamese name as English papers print it: Đặng Bình is Dang Binh."""
    bare = "".join(mark for mark in normalize("NFD", name) if not combining(mark))
    return normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def standing_alone(form: str) -> re.Pattern[str]:
    """Return the pattern of a name that is no part of a longer word (in Chinese it may be)."""
    first = r"(?<!\w)" if form[:1].isascii() or form[:1] < "\u2e80" else ""
    last = r"(?!\w)" if form[-1:] < "\u2e80" else ""
    return re.compile(first + re.escape(form) + last)
