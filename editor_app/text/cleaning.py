"""Text as it may enter the desk: normal form C, no lone surrogates, no controls.

Every door (typing, paste, files, the network, the command line) passes what it got through
``clean``. Bidirectional controls stay, because they may belong to a quotation; ``bidi_controls``
finds them so that the editor shows them, and the page isolates them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from unicodedata import is_normalized, normalize

from editor_app.domain.messages import Message

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufff9-\ufffb\ufeff]")
_NONCHARACTER = re.compile(
    "[\ufdd0-\ufdef"
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\U0001fffe-\U0010ffff]"
)
"""All that may have to be cleaned, and rare letters besides: most texts hold none of it."""

_LINE_END = re.compile("\r\n?|[\x0b\x0c\x85\u2028]")
_LINE_SPACE = re.compile("[ \t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029]+")
_PARAGRAPH_END = "\u2029"
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Cleaned:
    """The text as it may be kept, and what had to be done to it (empty when nothing was lost).

    Messages: ``lone-surrogates`` and ``controls-dropped``, each with ``count``. Putting text into
    normal form and line ends into line feeds loses nothing and is not reported.
    """

    text: str
    report: tuple[Message, ...] = ()


def clean(text: str) -> Cleaned:
    """Return text that may be kept, with a report of what was replaced or dropped."""
    report: list[Message] = []
    if _SUSPECT.search(text):
        text = _LINE_END.sub("\n", text.removeprefix("\ufeff")).replace(_PARAGRAPH_END, "\n\n")
        text, surrogates = _SURROGATE.subn(REPLACEMENT, _paired(text))
        text, controls = _CONTROL.subn("", text)
        text, strangers = _NONCHARACTER.subn(REPLACEMENT, text)
        if surrogates + strangers:
            report.append(Message("lone-surrogates", {"count": surrogates + strangers}))
        if controls:
            report.append(Message("controls-dropped", {"count": controls}))
    text = text if is_normalized("NFC", text) else normalize("NFC", text)
    return Cleaned(text, tuple(report))


def clean_text(text: str) -> str:
    """Return text that may be kept, without a report: quick where there is nothing to do."""
    if not _SUSPECT.search(text) and is_normalized("NFC", text):
        return text
    return clean(text).text


def one_line(text: str) -> str:
    """Return text on one line, as headlines and captions are kept: runs of spaces are one.

    No-break, thin and wide spaces within it stay: somebody has set them.
    """
    return _LINE_SPACE.sub(" ", text).strip()


def bidi_controls(text: str) -> tuple[int, ...]:
    """Return the positions (code points) of controls that change the direction of writing."""
    return tuple(found.start() for found in _BIDI.finditer(text))


def _paired(text: str) -> str:
    """Put together surrogate pairs that a decoder left as two halves."""
    if not _SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
