"""Taking in a Word file of 5,000 words, against Mammoth on the same file."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from lxml import etree

from editor_app.domain.article import Article
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PhotoId, StoryId, new_id
from editor_app.formats import intake
from editor_app.formats.word_writing import write_docx
from editor_app.services.importing import ImportService
from editor_app.text.blocks import fresh, photo_line
from editor_app.workers import Workers
from tests.bench.figures import Figure, median_of
from tests.bench.material import photo, words
from tests.desks import NOON, Clock, empty_desk

WORDS = 5_000


def measure() -> Iterator[Figure]:
    """Yield the time of converting alone and of the whole intake through the worker."""
    plain, illustrated = _file(0), _file(3)
    parsed = median_of(5, lambda: _parse(plain))
    converted = median_of(5, lambda: intake.read_file(plain, "a.docx"))
    mammoth = _mammoth(plain)
    name = f".docx of {WORDS:,} words, converted"
    if mammoth is None:
        print("(Mammoth is not installed: only the bare parse is a baseline)")
    else:
        yield Figure(name, converted, baseline=mammoth, against="Mammoth alone", goal=1.0)
    yield Figure(name, converted, baseline=parsed, against="unzip and parse alone")
    with tempfile.TemporaryDirectory() as folder:
        desk = empty_desk(Path(folder) / "desk", Clock())
        workers = Workers()
        place = desk.place
        apart = replace(place, apart=workers)
        importing = ImportService(apart, desk.photos)
        whole = median_of(3, lambda: importing.take_in_file(plain, "a.docx", VIETNAMESE))
        yield Figure(
            f".docx of {WORDS:,} words, in the desk (worker, library, search)",
            whole,
            baseline=mammoth or parsed,
            against="Mammoth alone" if mammoth else "unzip and parse alone",
            most=1000,
        )
        rich = median_of(
            3,
            lambda: importing.take_in_file(
                illustrated, "b.docx", VIETNAMESE, translate_to=(ENGLISH,)
            ),
        )
        yield Figure(
            "the same with three photos and a translation begun",
            rich,
            baseline=whole,
            against="without them",
        )
        workers.close()
        place.database.close()


def _file(photos: int) -> bytes:
    ids = [PhotoId(new_id()) for _ in range(photos)]
    lines = "".join(f"\n\n{photo_line(item)}" for item in ids)
    article = Article(
        ArticleId(new_id()),
        StoryId(new_id()),
        VIETNAMESE,
        NOON,
        headline="Lũ về trên sông",
        standfirst="Nước lên nhanh hơn mọi năm.",
        body=fresh(words(WORDS) + lines),
    )
    pictures = {item: (photo(1200, 800, at), "Nước lên") for at, item in enumerate(ids)}
    return write_docx(article, pictures)


def _parse(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        etree.fromstring(archive.read("word/document.xml"))


def _mammoth(data: bytes) -> float | None:
    try:
        import mammoth
    except ImportError:
        return None
    return median_of(3, lambda: mammoth.convert_to_html(BytesIO(data)))
