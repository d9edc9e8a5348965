"""Text that was read in the wrong encoding: what it looks like, and what it was if that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator

_REPLACEMENT = re.compile("\ufffd+")
_HIGH = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF_8_READ_AS_LATIN = re.compile(rf"(?:[Â-ß][{_HIGH}]|[à-ï][{_HIGH}]{{2}}|[ð-ô][{_HIGH}]{{3}})+")
_LIKELY = re.compile(
    r"[\u00a1-\u024f\u1e00-\u1eff\u2010-\u203a\u20ab\u20ac\u2026\u3000-\u9fff\uff01-\uffee\u0300-\u0323]+"
)
_QUOTES = frozenset("‘’“”‹›…–—")
_TCVN3 = re.compile(r"(?<!\w)®[a-zÀ-ÿ]\w*|\b\w*[a-z][¶·¹¨»¾¼½ÀÂÄ-ÖØ-Þ][a-z]\w*")
_VNI = re.compile(
    r"\b\w*(?:ñöô|[öo]ô[ïùøûõ]|ie[âäåãá]|uo[âäåá]|[aeo]â|[eo]ä|cuûa|vaø|laø)\w*", re.IGNORECASE
)
_LOST = re.compile(r"(?<![/=&?\w])[A-Za-z]{1,3}\?+[a-z]{1,3}(?:\?+[a-z]*)*(?![\w=&])")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+\.(?:com|vn|net|org|cn|php|html?)\S*")


def broken_stretches(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where text is broken, and what it should be where that can be told."""
    if text.isascii() and "?" not in text:
        return
    for found in _REPLACEMENT.finditer(text):
        yield *_word_around(text, *found.span()), None
    mended = [(found, _mended(found, text)) for found in _UTF_8_READ_AS_LATIN.finditer(text)]
    for found, words in mended:
        if words is not None:
            yield *found.span(), words
    if any(words is not None for _, words in mended):
        return
    for pattern in (_TCVN3, _VNI):
        for found in pattern.finditer(text):
            yield *found.span(), None
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    for found in _LOST.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in addresses):
            yield *found.span(), None


def _mended(found: re.Match[str], text: str) -> str | None:
    """Return what a stretch was before UTF-8 was read as Windows-1252; None when it is not that."""
    try:
        words = b"".join(map(_byte, found[0])).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None
    if not _LIKELY.fullmatch(words):
        return None
    closes = found[0][-1] in _QUOTES and len(found[0]) == 2
    if closes and not text[found.end() : found.end() + 1].isalpha():
        return None  # a capital letter before a closing quotation mark: “PHÊ”
    return words


def _byte(character: str) -> bytes:
    """Return the byte that Windows-1252, or Latin-1 where that has none, reads as this."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def _word_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the word that a stretch stands in."""
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
