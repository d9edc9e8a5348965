"""What comes with the program, read as values: page themes, the sample desk, tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from editor_app.domain.errors import NotFound
from editor_app.formats.page_theme import theme_from
from editor_app.formats.page_view import Theme
from editor_app.paths import resource_folder
from editor_app.text.checks.reference import Tables, tables_from
from editor_app.text.landmarks import Landmarks, read_tables


def read_theme(name: str) -> Theme:
    """Return a page theme by the name of its folder; NotFound."""
    return theme_from(name, read_folder(f"themes/{name}"))


def read_sample() -> Mapping[str, bytes]:
    """Return every file of the sample desk by its path in it; NotFound."""
    return read_folder("sample")


def read_table(name: str) -> str:
    """Return a table of words or numbers, such as ``names.tsv``, as text; NotFound."""
    folder = (resource_folder() / "tables").resolve()
    file = (folder / name).resolve()
    if not file.is_file() or not file.is_relative_to(folder):
        raise NotFound(name=name)
    return file.read_text("utf-8")


def read_landmarks() -> Landmarks:
    """Return what paragraphs of different languages are recognised by; NotFound."""
    files = ("names.tsv", "news-words.tsv", "common-words.tsv", "sino-vietnamese.tsv")
    return Landmarks(read_tables(*map(read_table, files)))


def read_check_tables() -> Tables:
    """Return the tables of the desk checks; NotFound."""
    names = ("offices.tsv", "readings.tsv", "plain-vietnamese.tsv")
    return tables_from(*map(read_table, names))


def read_folder(name: str, within: Path | None = None) -> Mapping[str, bytes]:
    """Return every file below a folder of the resources, by its path with ``/``; NotFound.

    ``within`` stands for the resources of the program in tests.
    """
    root = (within or resource_folder()).resolve()
    folder = (root / name).resolve()
    if not folder.is_dir() or not folder.is_relative_to(root):
        raise NotFound(name=name)
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
