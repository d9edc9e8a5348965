"""The last part of an article's address, made from its headline.

Vietnamese and other Latin letters lose their marks. Chinese has no Latin letters to offer and the
desk carries no table of readings, so a Chinese slug is the headline's Latin words and numbers, if
any, and eight hex digits of its SHA-256: short, lasting, and the same on every desk. An editor may
always write another one.
"""

from __future__ import annotations

import re
from hashlib import sha256

from editor_app.domain.ids import CHINESE, Language
from editor_app.text.counting import limit_of, main_language
from editor_app.text.folding import fold
from editor_app.text.plain import strip_marks

_WORD = re.compile(r"[a-z0-9]+")
_INSIDE = re.compile(r"(?<=[a-z])['’](?=[a-z])|(?<=[0-9])[.,](?=[0-9]{3}(?![0-9]))")
LONGEST = limit_of("slug", Language("en")) or 75
"""Characters of the longest slug."""


def slug(headline: str, language: Language) -> str:
    """Return words of small ASCII letters and digits joined by hyphens, at most 75 characters.

    Empty for a headline without letters and digits.
    """
    words, mark = _heard(headline, language)
    if not mark:
        return _fitting(words, LONGEST)
    return "-".join(filter(None, (_fitting(words, LONGEST - len(mark) - 1), mark)))


def unshortened(text: str, language: Language) -> str:
    """Return the same without a limit, for a slug that somebody types and that must not be cut."""
    words, mark = _heard(text, language)
    return "-".join(filter(None, (*words, mark)))


def _heard(text: str, language: Language) -> tuple[list[str], str]:
    """Return the Latin words of a text, and a mark that stands for letters that have no words."""
    folded = _INSIDE.sub("", fold(strip_marks(text)))
    words = _WORD.findall(folded)
    unheard = any(letter.isalnum() and not letter.isascii() for letter in folded)
    if not unheard or (main_language(language) != CHINESE and words):
        return words, ""
    return words, sha256(folded.encode()).hexdigest()[:8]


def _fitting(words: list[str], longest: int) -> str:
    """Join as many words as fit; a single word that does not is cut."""
    joined = ""
    for word in words:
        longer = f"{joined}-{word}" if joined else word
        if len(longer) > longest:
            return joined or word[:longest]
        joined = longer
    return joined
