"""Bytes of a text file as text: its mark, what it says of itself, then a guess that is said aloud.

The guess knows what reaches a Vietnamese, English or Chinese desk: UTF-8 and UTF-16 without marks,
windows-1258, GB 18030 (with GBK and GB 2312 inside it), Big5, windows-1252.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from unicodedata import combining, normalize

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|"""
    rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_ALIASES = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "x-user-defined": "cp1252",
    "utf-16": "utf-16-le",
    "unicode": "utf-8",
}
_LOOKED_AT = 4_096
_SAMPLE = 200_000
_LONG_HIGH_RUN = re.compile(rb"(?:[\x81-\xfe][\x40-\x7e\x80-\xfe]){4,}")
_HIGH = re.compile(rb"[\x80-\xff]")
_VIETNAMESE = re.compile("[ăĂđĐơƠưƯ\u1ea0-\u1ef9]")
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可"
    "里后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老"
    "從這來國個說們為時過學對裡後麼沒於還發當無開見經頭書長東業與兩關報導總統"
)


@dataclass(frozen=True)
class Decoded:
    """The text of some bytes. ``lost`` counts bytes that meant nothing; each became U+FFFD."""

    text: str
    encoding: str
    sure: bool = True
    lost: int = 0


def decode(data: bytes) -> Decoded:
    """Return the text; never raises. ``sure`` is False where the encoding had to be guessed."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _read(data[len(mark) :], encoding)
    wide = _unmarked_utf16(data)
    if wide:
        return _read(data, wide)
    declared = _declared(data)
    if declared:
        read = _read(data, declared)
        if not read.lost:
            return read
    utf8 = _read(data, "utf-8")
    if not utf8.lost or utf8.lost * 50 < len(_HIGH.findall(data[:_SAMPLE])):
        return utf8
    if declared:
        return _read(data, declared)
    guess = _guess(data[:_SAMPLE])
    read = _read(data, guess)
    return Decoded(read.text, guess, sure=False, lost=read.lost)


def _read(data: bytes, encoding: str) -> Decoded:
    try:
        text, lost = data.decode(encoding), 0
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
    return Decoded(text, encoding, lost=lost)


def _declared(data: bytes) -> str:
    """Return the encoding that an HTML or XML file names, as Python calls it."""
    found = _DECLARED.search(data[:_LOOKED_AT])
    name = (found.group(1) or found.group(2) or b"").decode("ascii").lower() if found else ""
    name = _ALIASES.get(name, name)
    try:
        known = codecs.lookup(name).name if name else ""
    except LookupError:
        return ""
    # A file that could be read up to here as bytes is not UTF-16, whatever it says.
    return "" if known.startswith(("utf-16", "utf-32", "utf-7", "punycode", "idna")) else known


def _unmarked_utf16(data: bytes) -> str:
    """Return which UTF-16 the bytes are, told by where the zero bytes stand."""
    sample = data[:_LOOKED_AT]
    if len(sample) < 4 or sample.count(0) * 5 < len(sample):
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if odd * 10 < even else ""


def _guess(data: bytes) -> str:
    high = len(_HIGH.findall(data))
    in_runs = sum(len(run) for run in _LONG_HIGH_RUN.findall(data))
    if in_runs * 2 > high:
        return max(("gb18030", "big5"), key=lambda encoding: _chinese_score(data, encoding))
    text = normalize("NFC", data.decode("cp1258", "replace"))
    vietnamese = len(_VIETNAMESE.findall(text))
    loose = sum(1 for sign in text if combining(sign))
    return "cp1258" if vietnamese > loose * 4 and vietnamese * 10 > high else "cp1252"


def _chinese_score(data: bytes, encoding: str) -> int:
    text = data.decode(encoding, "replace")
    return sum(sign in _COMMON_HAN for sign in text) - 3 * text.count("\ufffd")
