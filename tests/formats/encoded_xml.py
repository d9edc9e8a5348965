"""XML as tools of all kinds write it: with a mark of its encoding, and whatever it declares."""

from __future__ import annotations

import codecs

import pytest

MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
}

ENCODINGS = pytest.mark.parametrize("encoding", MARKS)
DECLARED = pytest.mark.parametrize("declared", ["", 'encoding="utf-8"', 'encoding="utf-16"'])


def encoded(xml: bytes, encoding: str, declared: str) -> bytes:
    """Write XML (UTF-8) in another encoding, with its mark and another declaration."""
    _, _, body = xml.decode("utf-8").partition("?>")
    return MARKS[encoding] + f'<?xml version="1.0" {declared}?>{body}'.encode(encoding)
