"""The header of a library file, read as bytes: nothing is opened, nothing can change.

By this a program tells what it has before it lets SQLite at it, also when the last checkpoint was
cut off and the file alone would not pass for a whole one (its log holds the rest).
"""

from __future__ import annotations

from pathlib import Path

SCHEMA = 2
"""The number of the newest schema; each migration raises it by one."""

MAGIC = b"SQLite format 3\x00"

HEADER = 100
"""Bytes of the header; ``user_version`` stands at 60 (SQLite file format, section 1.3)."""


def schema_of(library: Path) -> int:
    """Return the schema number of a library, 0 for what is no library; raises OSError."""
    with library.open("rb") as stream:
        header = stream.read(HEADER)
    if len(header) < HEADER or not header.startswith(MAGIC):
        return 0
    return int.from_bytes(header[60:64], "big", signed=True)


def is_behind(library: Path) -> bool:
    """Say whether a library has an older schema, and opening it will take its time."""
    try:
        return 0 < schema_of(library) < SCHEMA
    except OSError:
        return False


def file_address(file: Path, options: str) -> str:
    """Return the SQLite URI of a file with options such as ``mode=ro``."""
    return f"{file.absolute().as_uri()}?{options}"
