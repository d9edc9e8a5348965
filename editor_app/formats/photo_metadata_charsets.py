"""Guessing the characters of metadata that does not say: UTF-8, Chinese GB, Mac Roman or Windows.

Picture agencies write IPTC-IIM in whatever their machine spoke; only some files carry the marker.
"""

from __future__ import annotations

import re
import unicodedata

DECLARED = {
    b"\x1b%G": "utf-8",
    b"\x1b%/I": "utf-8",
    b"\x1b.A": "latin-1",
    b"\x1b-A": "latin-1",
    b"\x1b(B": "ascii",
}
"""ISO 2022 escapes in IIM 1:90; others are left to the guess."""

HIGH_RUN = re.compile(rb"[\x80-\xff]+")
CAPITAL_INSIDE = re.compile("(?<=[a-zà-ÿ])[À-ÖØ-ÞŸŠŒŽ\\ufffd](?=[a-zà-ÿ\\s]|$)")
MARK_INSIDE = re.compile("(?<=\\w)[‚„†‡‰‹›ˆ˜¨¸´¯](?=\\w)")


def declared_charset(escape: bytes) -> str | None:
    """Return the codec that IIM dataset 1:90 names, or None when it is missing or unknown."""
    return DECLARED.get(escape.replace(b" ", b""))


def decoded(raw: bytes, charset: str | None = None) -> str:
    """Decode metadata bytes: NFC, old line ends turned into line feeds, controls removed.

    ``charset`` is believed when the bytes fit it; else the bytes themselves are asked.
    """
    text = _fitting(raw, charset) if charset else None
    if text is None:
        text = raw.decode(guessed_charset(raw), "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(
        sign for sign in text if sign in "\n\t\x00" or unicodedata.category(sign) != "Cc"
    )
    return unicodedata.normalize("NFC", text)


def _fitting(raw: bytes, charset: str) -> str | None:
    try:
        return raw.decode(charset)
    except UnicodeDecodeError:
        return None


def guessed_charset(raw: bytes) -> str:
    """Return the codec that the bytes most likely are in; more text makes a better guess."""
    if _fitting(raw, "utf-8") is not None:
        return "utf-8"
    if _looks_chinese(raw):
        return "gb2312"
    return min(
        ("cp1252", "mac_roman"), key=lambda codec: _strangeness(raw.decode(codec, "replace"))
    )


def _looks_chinese(raw: bytes) -> bool:
    """Say whether every run of high bytes is whole characters of GB 2312, one of them a word."""
    if _fitting(raw, "gb2312") is None:
        return False
    runs = HIGH_RUN.findall(raw)
    return all(len(run) % 2 == 0 for run in runs) and any(len(run) >= 4 for run in runs)


def _strangeness(text: str) -> int:
    """Count what no caption holds: odd signs, and capitals with an accent inside a word."""
    odd = sum(1 for sign in text if ord(sign) > 127 and _is_odd(sign))
    inside = len(CAPITAL_INSIDE.findall(text))
    return 3 * inside + 2 * len(MARK_INSIDE.findall(text)) + odd


def _is_odd(sign: str) -> bool:
    return sign == "\ufffd" or unicodedata.category(sign) in {"Sm", "Sk", "Lm", "Co", "Cc", "Cn"}
