"""The files of the sample desk, read for the tests as plain values and nothing else."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
LANGUAGES = ("vi", "en", "zh")
PHOTO_LINE = re.compile(r"!\[\]\(photo:([a-z0-9-]+)\)")


@dataclass(frozen=True)
class SampleStory:
    """A folder of `stories/`: its name, its TOML and the blocks of each language version."""

    name: str
    facts: Mapping[str, Any]
    bodies: Mapping[str, tuple[str, ...]]

    @property
    def source_language(self) -> str:
        """The language it was written in."""
        return str(self.facts["source_language"])

    def article(self, language: str) -> Mapping[str, Any]:
        """The fields of a language version."""
        fields: Mapping[str, Any] = self.facts["articles"][language]
        return fields

    @property
    def translations(self) -> tuple[str, ...]:
        """The languages it was (or is being) translated into."""
        return tuple(name for name, it in self.facts["articles"].items() if "translated_from" in it)

    def links(self, language: str) -> dict[int, list[int]]:
        """Target block to source blocks, numbers from 1, as README.md of the sample has it."""
        article = self.article(language)
        if "links" in article:
            return {int(target): list(sources) for target, sources in article["links"].items()}
        left_out = set(article.get("left_out", []))
        kept = [
            n for n in range(1, len(self.bodies[self.source_language]) + 1) if n not in left_out
        ]
        count = article.get("done", len(kept))
        return {target: [source] for target, source in enumerate(kept[:count], start=1)}

    def rendered(self, language: str) -> Iterator[tuple[str, str]]:
        """Every source text beside the words that render it: headline, standfirst, blocks."""
        article, source = self.article(language), self.article(self.source_language)
        for field in ("headline", "standfirst"):
            yield source[field], article[field]
        was = {int(number): text for number, text in article.get("was", {}).items()}
        body, origin = self.bodies[language], self.bodies[self.source_language]
        groups: list[tuple[list[int], list[str]]] = []
        for target, sources in sorted(self.links(language).items()):
            if groups and set(groups[-1][0]) & set(sources):
                groups[-1][1].append(body[target - 1])
            else:
                groups.append((sources, [body[target - 1]]))
        for sources, texts in groups:
            yield "\n".join(was.get(it, origin[it - 1]) for it in sources), "\n".join(texts)


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


@cache
def desk() -> dict[str, Any]:
    """`desk.toml`."""
    return _toml(SAMPLE / "desk.toml")


@cache
def photos() -> dict[str, dict[str, Any]]:
    """`photos.toml`, by key."""
    return {photo["key"]: photo for photo in _toml(SAMPLE / "photos.toml")["photos"]}


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `terms.tsv` or `memory.tsv`; no quoting, one line a row."""
    with (SAMPLE / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def stories() -> tuple[SampleStory, ...]:
    """Every story of the sample, by name."""
    found = []
    for folder in sorted((SAMPLE / "stories").iterdir()):
        bodies = {
            path.stem: tuple(path.read_text("utf-8").rstrip("\n").split("\n\n"))
            for path in sorted(folder.glob("*.md"))
        }
        found.append(SampleStory(folder.name, _toml(folder / "story.toml"), bodies))
    return tuple(found)


def story(name: str) -> SampleStory:
    """The story of that name."""
    return next(it for it in stories() if it.name == name)


def photo_keys(blocks: tuple[str, ...]) -> list[str]:
    """The photos of a body, in order."""
    return [found[1] for block in blocks if (found := PHOTO_LINE.fullmatch(block))]
