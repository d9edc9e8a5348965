"""XLIFF files of any version: the door to ``xliff12`` and ``xliff21``."""

from __future__ import annotations

from enum import StrEnum

from editor_app.domain.errors import Unreadable
from editor_app.formats.exchange_rows import ExchangeFile
from editor_app.formats.exchange_xml import local, parse_xml
from editor_app.formats.xliff12 import read_xliff12
from editor_app.formats.xliff12_writing import write_xliff12
from editor_app.formats.xliff21 import read_xliff21
from editor_app.formats.xliff21_writing import write_xliff21

__all__ = ["XliffVersion", "read_xliff", "write_xliff"]


class XliffVersion(StrEnum):
    """The versions that are written; all of 1.x and 2.x are read."""

    V12 = "1.2"
    V20 = "2.0"
    V21 = "2.1"


def read_xliff(data: bytes, name: str) -> tuple[ExchangeFile, ...]:
    """Return the files inside a document; ``name`` is the file's, for the sentence.

    Raises NoText, TooLarge, Unreadable with what is wrong and where.
    """
    root = parse_xml(data, name)
    if local(root) != "xliff":
        raise Unreadable("xliff-none", name=name)
    version = (root.get("version") or "").strip()
    if version in {"1.0", "1.1", "1.2"}:
        return read_xliff12(root, name)
    if version in {"2.0", "2.1"}:
        return read_xliff21(root, name)
    raise Unreadable("xliff-version", name=name, version=version or "?")


def write_xliff(file: ExchangeFile, version: XliffVersion) -> bytes:
    """Return the file in that version."""
    if version is XliffVersion.V12:
        return write_xliff12(file)
    return write_xliff21(file, version.value)
