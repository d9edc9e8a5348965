"""What is taken in from kept files, compared with kept results.

``RENEW_GOLDEN=1 pytest …`` writes the results anew, to be looked at. The beginning of a file's name
says how it comes in: ``page`` fetched, ``clipboard`` and ``paste`` copied, ``file`` from disk;
``word`` and ``odt`` are packed from their XML first.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor_app.formats.intake import (
    Pasted,
    TakenIn,
    TakenNote,
    TakenPhoto,
    read_clipboard,
    read_file,
    read_html,
    read_paste,
)
from editor_app.formats.markdown import from_html, to_html
from editor_app.sentences import sentence
from editor_app.text.splitting import split
from tests.formats.office_files import open_document_file, parts_of, picture, word_file

FOLDER = Path(__file__).resolve().parent.parent / "data" / "golden" / "intake"
RESULT = ".result"
CASES = sorted(path.name for path in FOLDER.iterdir() if path.suffix != RESULT)
ADDRESS = "https://www.tinsom.example/muc/bai.html"


def taken(name: str) -> TakenIn | Pasted:
    """Take in a kept file."""
    data = (FOLDER / name).read_bytes()
    text = data.decode("utf-8")
    pictures = {"one.png": picture(8, 6), "two.png": picture(9, 5), "three.emf": b"EMF"}
    match name.partition("_")[0]:
        case "page":
            return read_html(text, ADDRESS if "base" in name else "")
        case "clipboard":
            return read_clipboard(text, None)
        case "paste":
            html = text if name.endswith(".html") else None
            return read_paste(html, None if html else text)
        case "word":
            return read_file(word_file(parts_of(text), pictures), "report.docx")
        case "odt":
            return read_file(open_document_file(parts_of(text), pictures), "report.odt")
    return read_file(data, name)


def described(result: TakenIn | Pasted) -> str:
    """Return everything that was taken in, as text to be read by people."""
    lines = []
    if isinstance(result, TakenIn):
        fields = ("headline", "standfirst", "language", "byline", "outlets", "outlet", "url")
        for name in (*fields, "section", "tags", "published"):
            value = getattr(result, name)
            if value:
                lines.append(f"{name}: {' | '.join(value) if isinstance(value, tuple) else value}")
        lines.append(f"uncertain: {', '.join(sorted(result.uncertain))}")
    lines.extend(_photo(photo) for photo in result.photos)
    lines.extend(_note(note) for note in result.notes)
    lines.extend(f"dropped: {message}" for message in result.dropped)
    return "\n".join([*lines, "-----", result.markdown, ""])


def _photo(photo: TakenPhoto) -> str:
    size = f"{len(photo.data)} bytes" if photo.data else photo.url
    said = f"caption={photo.caption!r} credit={photo.credit!r} alt={photo.alt!r}"
    return f"photo: {photo.key} {photo.name} {size} {said}"


def _note(note: TakenNote) -> str:
    return f"note: {note.kind.value} {note.author!r} {note.text!r} about {note.quote!r}"


@pytest.mark.parametrize("name", CASES)
def test_what_is_taken_in_is_what_was_kept(name: str) -> None:
    text = described(taken(name))
    place = FOLDER / f"{name}{RESULT}"
    if os.environ.get("RENEW_GOLDEN"):
        place.write_text(text, encoding="utf-8", newline="\n")
    assert text == place.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_what_is_taken_in_is_canonical_and_comes_back_from_html(name: str) -> None:
    markdown = taken(name).markdown
    assert "\n\n".join(split(markdown)) == markdown
    assert from_html(to_html(markdown)) == markdown


@pytest.mark.parametrize("name", CASES)
def test_what_was_dropped_is_said_in_a_sentence(name: str) -> None:
    for message in taken(name).dropped:
        said = sentence(message)
        assert said != str(message)
        assert "{" not in said


def test_there_are_forty_kept_cases_and_more() -> None:
    assert len(CASES) >= 40
