"""Vietnamese tone marks where they belong: hoà and hòa, thuỷ and thủy are one spelling.

Both places of the mark are in use for syllables that end in oa, oe or uy. The desk takes the one of
the older schoolbooks (hòa, khỏe, thủy) as the form to compare by; texts keep what was typed.
"""

from __future__ import annotations

import re
from unicodedata import normalize

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_FIRST_VOWEL = {"a": "oO", "e": "oO", "y": "uU"}


def _pairs() -> dict[str, str]:
    """Return every new-style ending (oà) with its old-style form (òa), small and capital."""
    pairs = {}
    for second, firsts in _FIRST_VOWEL.items():
        for first in firsts:
            for letter in (second, second.upper()):
                for tone in _TONES:
                    pairs[first + normalize("NFC", letter + tone)] = (
                        normalize("NFC", first + tone) + letter
                    )
    return pairs


_OLD_STYLE = _pairs()
_ENDING = re.compile(
    rf"[oOuU](?<![qQ].)[{''.join(sorted({pair[1] for pair in _OLD_STYLE}))}](?!\w)", re.DOTALL
)
"""What may be such an ending; it begins with a class of letters, which is sought quickly."""


def settle_tones(text: str) -> str:
    """Return NFC text with the tone marks of oa, oe and uy on their first letter (hoà -> hòa).

    Syllables with a final consonant (hoàn) and those with qu (quý) have one spelling only.
    """
    if text.isascii():
        return text
    return _ENDING.sub(lambda found: _OLD_STYLE.get(found[0], found[0]), text)
