"""When two source texts count as the same for the translation memory."""

from __future__ import annotations

import re
from unicodedata import normalize
from zlib import crc32

from editor_app.text.tones import settle_tones

_NO_SPACES = str.maketrans({"\u200b": " ", "\u2060": " "})
_SAME = str.maketrans(
    {
        "\u00ad": "",
        "\u200e": "",
        "\u200f": "",
        "\ufeff": "",
        "‘": "'",
        "’": "'",
        "‚": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "–": "-",
        "—": "-",
        "−": "-",
        "…": "...",
    }
    | {chr(wide): chr(wide - 0xFEE0) for wide in range(0xFF01, 0xFF5F)}
)
_ANY_SAME = re.escape("".join(map(chr, _SAME)))
_UNLIKE = re.compile(
    "[\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u2060\u3000"
    + _ANY_SAME
    + "]"
)
"""White space that is no single space, and signs that have several shapes: most texts have none."""


def memory_key(text: str) -> str:
    """Return what the memory looks a text up by: equal keys are exact matches.

    White space, the shape of quotation marks, dashes and ellipses, full-width forms and the place
    of Vietnamese tone marks make no difference; letters, case, numbers and Markdown marks do.
    """
    if text.isascii():
        return " ".join(text.split())
    plain = normalize("NFC", text).strip()
    if "  " in plain or _UNLIKE.search(plain):  # looking costs a fourth of doing
        plain = " ".join(plain.translate(_NO_SPACES).split()).translate(_SAME)
    return settle_tones(plain)


def key_hash(key: str) -> int:
    """Return a number of 32 bits that equal keys share (CRC-32, RFC 1952, of their UTF-8)."""
    return crc32(key.encode("utf-8", "surrogatepass"))
