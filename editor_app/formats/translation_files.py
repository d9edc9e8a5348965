"""Files that go to a translator and come back, of any kind: the door to their formats."""

from __future__ import annotations

from editor_app.domain.errors import Unreadable
from editor_app.formats.bilingual_word import read_bilingual, word_form
from editor_app.formats.exchange_rows import ExchangeFile
from editor_app.formats.inline_parts import settled_form
from editor_app.formats.xliff import read_xliff

__all__ = ["is_word", "read_translation", "returned_form"]

_ZIP = b"PK\x03\x04"


def is_word(data: bytes) -> bool:
    """Say whether a file is a package as Word writes them, told by its first bytes."""
    return data.startswith(_ZIP)


def read_translation(data: bytes, name: str) -> ExchangeFile:
    """Return the rows of a returned file: XLIFF of any version, or a bilingual Word file.

    Several files inside one XLIFF are taken together when they are of the same languages. Raises
    NoText, TooLarge, Unreadable.
    """
    if is_word(data):
        return read_bilingual(data, name)
    first, *others = read_xliff(data, name)
    languages = (first.source_language, first.target_language)
    if any((item.source_language, item.target_language) != languages for item in others):
        raise Unreadable("exchange-many-languages", name=name)
    rows = tuple(row for item in (first, *others) for row in item.rows)
    return ExchangeFile(
        first.source_language,
        first.target_language,
        rows,
        first.original,
        tuple(note for item in (first, *others) for note in item.notes),
        first.tool,
        first.written,
    )


def returned_form(text: str, *, word: bool) -> str:
    """Return a text of ours as it comes back from a translator who leaves it as it is."""
    return word_form(text) if word else settled_form(text)
