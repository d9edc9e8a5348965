"""Paragraphs of real reports are found again when a translation was shuffled, joined and cut.

The material are the finished stories of the sample desk, which were written for Copydesk in three
languages. Nothing but the texts is known: no link, no order, no term.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise, permutations
from pathlib import Path

import pytest

from editor_app.domain.block import BlockKind
from editor_app.paths import resource_folder
from editor_app.text.aligning import align
from editor_app.text.blocks import fresh
from editor_app.text.sentences_of import sentences
from tests.text.versions import LANDMARKS

LANGUAGES = ("vi", "en", "zh")
STORIES = resource_folder() / "sample" / "stories"
Pieces = list[list[int]]
Places = frozenset[int]
Change = Callable[[Pieces, random.Random, Places], None]


@dataclass(frozen=True)
class Report:
    """The paragraphs of a story; those of one place render each other in all languages.

    ``plain`` are the places of those that are no heading, list, quotation or table.
    """

    name: str
    texts: dict[str, list[str]]
    plain: Places


def _reports() -> Iterator[Report]:
    for folder in sorted(STORIES.iterdir()):
        told = tomllib.loads((folder / "story.toml").read_text(encoding="utf-8"))
        articles = told["articles"]
        whole = all(
            language in articles
            and not articles[language].keys() & {"links", "left_out", "done", "stale"}
            for language in LANGUAGES
        )
        if whole:
            yield _read(folder)


def _read(folder: Path) -> Report:
    bodies = [fresh((folder / f"{name}.md").read_text(encoding="utf-8")) for name in LANGUAGES]
    texts = [[block.text for block in body if block.kind.holds_words] for body in bodies]
    assert len({len(body) for body in texts}) == 1, folder.name
    kinds = [block.kind for block in bodies[0] if block.kind.holds_words]
    plain = frozenset(at for at, kind in enumerate(kinds) if kind is BlockKind.PARAGRAPH)
    return Report(folder.name, dict(zip(LANGUAGES, texts, strict=True)), plain)


REPORTS = tuple(_reports())


def shuffled(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    chance.shuffle(pieces)


def moved(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    for _ in range(3):
        piece = pieces.pop(chance.randrange(len(pieces)))
        pieces.insert(chance.randrange(len(pieces) + 1), piece)


def merged(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    """Join paragraphs with the next one; nobody joins a heading or a table with a paragraph."""
    for _ in range(2):
        pairs = [at for at, two in enumerate(pairwise(pieces)) if plain.issuperset(chain(*two))]
        at = chance.choice(pairs)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]


def dropped(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    for _ in range(2):
        del pieces[chance.randrange(len(pieces))]


def shuffled_and_merged(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    merged(pieces, chance, plain)
    shuffled(pieces, chance, plain)


def everything(pieces: Pieces, chance: random.Random, plain: Places) -> None:
    """Join, drop and move, and cut some of what is left (see ``parted``)."""
    merged(pieces, chance, plain)
    dropped(pieces, chance, plain)
    (shuffled if chance.random() < 0.5 else moved)(pieces, chance, plain)


def parted(pieces: Pieces, texts: list[str], chance: random.Random) -> None:
    """Cut two paragraphs that are not joined ones between two of their sentences."""
    for _ in range(2):
        found = [at for at, piece in enumerate(pieces) if len(piece) == 1]
        long = [at for at in found if len(sentences(texts[at])) > 1 and "\n" not in texts[at]]
        if long:
            at = chance.choice(long)
            cut = sentences(texts[at])
            end = texts[at].index(cut[-1])
            texts[at : at + 1] = [texts[at][:end].rstrip(), texts[at][end:]]
            pieces[at : at + 1] = [pieces[at], pieces[at]]


@dataclass
class Score:
    """Links found, true links, and true ones among the found."""

    found: int = 0
    true: int = 0
    right: int = 0

    def add(self, other: Score) -> None:
        """Count what another score has counted."""
        self.found += other.found
        self.true += other.true
        self.right += other.right

    @property
    def precision(self) -> float:
        """The share of found links that are true."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """The share of true links that are found."""
        return self.right / max(1, self.true)


def score(
    source: str,
    target: str,
    change: Change,
    rounds: int = 2,
) -> Score:
    """Link every report anew after its translation was rearranged."""
    total = Score()
    for report in REPORTS:
        for number in range(rounds):
            chance = random.Random(f"{report.name} {change.__name__} {number}")
            pieces = [[place] for place in range(len(report.texts[target]))]
            change(pieces, chance, report.plain)
            joint = "" if target == "zh" else " "
            texts = [joint.join(report.texts[target][at] for at in piece) for piece in pieces]
            if change is everything:
                parted(pieces, texts, chance)
            found = set(align(report.texts[source], texts, LANDMARKS))
            true = {(at, place) for place, piece in enumerate(pieces) for at in piece}
            total.found += len(found)
            total.true += len(true)
            total.right += len(found & true)
    return total


@pytest.mark.parametrize(
    "change", [shuffled, moved, merged, dropped, shuffled_and_merged, everything]
)
def test_at_least_95_of_100_links_are_found_again_and_as_many_are_right(
    change: Change,
) -> None:
    for source, target in permutations(LANGUAGES, 2):
        linked = score(source, target, change)
        print(
            f"re-linking of {change.__name__} paragraphs, {source}-{target}:"
            f" precision {linked.precision:.3f}, recall {linked.recall:.3f} of {linked.true} links"
        )
        assert linked.precision >= 0.95
        assert linked.recall >= 0.95


def test_there_are_enough_reports_to_say_so() -> None:
    assert len(REPORTS) >= 5
