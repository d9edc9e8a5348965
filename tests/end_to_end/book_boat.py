"""The story of the book boat: a page as it comes in, its translations, and a memory that helps."""

from __future__ import annotations

import csv
import shutil
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.paths import resource_folder

LANGUAGES = (VIETNAMESE, ENGLISH, CHINESE)
FIGURES = {1: "photo1.jpg", 6: "photo2.jpg"}
"""After how many paragraphs a photo stands, and its file."""

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><tmx version="1.4"><header creationtool="hand"'
    ' creationtoolversion="1" segtype="paragraph" o-tmf="tmx" adminlang="en" srclang="vi"'
    ' datatype="plaintext"/><body>'
)


@dataclass(frozen=True)
class Version:
    """The story in one language."""

    headline: str
    standfirst: str
    captions: tuple[str, ...]
    alts: tuple[str, ...]
    paragraphs: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """All that is translated, in the same order in each language."""
        return (
            self.headline,
            self.standfirst,
            *self.captions,
            *self.alts,
            *self.paragraphs,
        )


@cache
def _told() -> Mapping[str, Any]:
    file = Path(__file__).parent / "stories" / "book_boat.toml"
    return tomllib.loads(file.read_text("utf-8"))


def version(language: Language) -> Version:
    """Return the story in a language."""
    told = _told()[language]
    return Version(
        told["headline"],
        told["standfirst"],
        tuple(told["captions"]),
        tuple(told["alts"]),
        tuple(told["paragraphs"]),
    )


def wanted(language: Language) -> dict[str, str]:
    """Return the translation of each source text."""
    return dict(zip(version(VIETNAMESE).texts, version(language).texts, strict=True))


def page(folder: Path, story: Version) -> Path:
    """Write the page that comes in, its photos beside it."""
    folder.mkdir(exist_ok=True)
    blocks = []
    for number, paragraph in enumerate(story.paragraphs, 1):
        blocks.append(f"<p>{escape(paragraph)}</p>")
        if number in FIGURES:
            at = list(FIGURES).index(number)
            blocks.append(
                f'<figure><img src="{FIGURES[number]}" alt="{escape(story.alts[at])}">'
                f"<figcaption>{escape(story.captions[at])}</figcaption></figure>"
            )
    for at, name in enumerate(FIGURES.values(), 1):
        photo = resource_folder() / "sample" / "intake" / f"thuyen-thung-{at}.jpg"
        shutil.copyfile(photo, folder / name)
    head = (
        f'<meta charset="utf-8"><title>{escape(story.headline)}</title>'
        f'<meta name="description" content="{escape(story.standfirst)}">'
        '<meta property="article:section" content="Văn hóa">'
        '<meta property="article:tag" content="Mê Kông">'
    )
    body = f"<article><h1>{escape(story.headline)}</h1>{''.join(blocks)}</article>"
    file = folder / "thuyen-sach.html"
    file.write_text(
        f'<!doctype html><html lang="vi"><head>{head}</head><body>{body}</body></html>', "utf-8"
    )
    return file


# -- the memory


def memory(folder: Path) -> tuple[Path, int]:
    """Write a memory of 200 sentences in three languages; return the file and its units."""
    units = [*_helpful(), *_sample()][:200]
    lines = [HEAD]
    for unit in units:
        variants = (
            f'<tuv xml:lang="{language}"><seg>{escape(text)}</seg></tuv>'
            for language, text in unit.items()
        )
        lines.append(f"<tu>{''.join(variants)}</tu>")
    file = folder / "memory.tmx"
    file.write_text("\n".join((*lines, "</body></tmx>")), "utf-8")
    return file, len(units)


def _helpful() -> Iterator[dict[str, str]]:
    """Yield what is like the story: the same paragraphs, and some with other figures."""
    told = _told()
    for place in told["memory"]["exact"]:
        name, number = place.split(".")
        yield {language: told[language][name][int(number)] for language in LANGUAGES}
    for texts in told["memory"]["fuzzy"]:
        yield dict(zip(map(str, LANGUAGES), texts, strict=True))


def _sample() -> Iterator[dict[str, str]]:
    """Yield pairs of the sample's memory that have nothing to do with the story."""
    file = resource_folder() / "sample" / "memory.tsv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield {
                row["source_language"]: row["source"],
                row["target_language"]: row["target"],
            }
