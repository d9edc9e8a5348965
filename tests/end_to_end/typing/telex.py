"""Vietnamese as it is typed with Telex: ``tướng`` is ``tuwowngs``."""

from __future__ import annotations

import re
from unicodedata import normalize

MARKS = {"\u0306": "w", "\u0302": "", "\u031b": "w"}
TONES = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
CIRCUMFLEX = "\u0302"


def keys_for(text: str) -> str:
    """Return the keys that type a Vietnamese text; the tone comes at the end of its syllable."""
    return re.sub(r"\w+", lambda word: _keys_for_syllable(word[0]), normalize("NFC", text))


def _keys_for_syllable(syllable: str) -> str:
    keys, tone = "", ""
    for letter in syllable:
        if letter in "đĐ":
            keys += "dd" if letter == "đ" else "Dd"
            continue
        parts = normalize("NFD", letter)
        base = parts[0]
        keys += base
        for mark in parts[1:]:
            if mark in TONES:
                tone = TONES[mark]
            else:
                keys += base.lower() if mark == CIRCUMFLEX else MARKS[mark]
    return keys + tone
