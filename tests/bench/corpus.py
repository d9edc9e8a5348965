"""What the checks, the links and the exchange of files make of a professional corpus.

The folder is named by the environment variable COPYDESK_CORPUS and is read with all that is in it:
files ``NAME.LANGUAGE.txt`` whose lines render each other, and TMX, XLIFF and TBX files. No word of
them is printed.
"""

from __future__ import annotations

import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.formats.language_tags import fitting
from editor_app.storage.resources import read_landmarks
from editor_app.text.aligning import align
from editor_app.text.checks.running import check_all
from tests.bench.corpus_files import exchanged
from tests.bench.figures import Figure
from tests.text.checks.proofs import Proof, reference
from tests.text.test_relinking import Score

VARIABLE = "COPYDESK_CORPUS"
LANGUAGES = (VIETNAMESE, ENGLISH, CHINESE)
CHECKS = ("N1", "S4", "L1", "L6")
PAIRS = 500
FLAGS = {
    **{(source, target, "S4"): 5 for source, target in permutations(LANGUAGES, 2)},
    **{(source, target, "L1"): 0 for source, target in permutations(LANGUAGES, 2)},
    **{(source, target, "L6"): 0 for source, target in permutations(LANGUAGES, 2)},
    (VIETNAMESE, ENGLISH, "N1"): 10,
    (VIETNAMESE, CHINESE, "N1"): 15,
}
"""The most flags in 500 pairs by languages and check; of more or fewer pairs, in proportion."""

SIZES = (20, 50, 100)
"""Paragraphs of an article."""

SHAPES = {"of 1-3 sentences": 3, "of one sentence": 1}
"""The kinds of paragraphs, and how many pairs make one at most."""

LINKED = 95.0
"""Per cent of the links found that are true, and of the true ones that are found."""


@dataclass(frozen=True)
class Aligned:
    """Lines that render each other, by language."""

    name: str
    lines: Mapping[Language, Sequence[str]]


def measure() -> Iterator[Figure]:
    """Yield flags of the checks, precision and recall of the links, and files that differ."""
    said = os.environ.get(VARIABLE, "")
    folder = Path(said)
    if not said or not folder.is_dir():
        print(f"({VARIABLE} names no folder: the figures of a corpus are left out)", flush=True)
        return
    found = tuple(_aligned(folder))
    if not found:
        print(f"(No aligned texts in {VARIABLE}: checks and links are left out)", flush=True)
    for texts in found:
        for source, target in permutations(texts.lines, 2):
            yield from _flags(texts, source, target)
    for texts in found:
        yield from _links(texts)
    yield from exchanged(folder)


# -- aligned texts


def _aligned(folder: Path) -> Iterator[Aligned]:
    """Yield the texts of which two languages or more have the same number of lines."""
    kinds: defaultdict[str, dict[Language, list[str]]] = defaultdict(dict)
    for file in sorted(folder.rglob("*.txt")):
        name, _, tag = file.stem.rpartition(".")
        language = fitting(tag, LANGUAGES)
        if name and language in LANGUAGES:
            text = file.read_text(encoding="utf-8-sig").removesuffix("\n")
            kinds[str(file.relative_to(folder).with_name(name))][language] = text.split("\n")
    for name, lines in kinds.items():
        if len(lines) < 2 or len({len(texts) for texts in lines.values()}) > 1:
            print(f"({name}: not as many lines in two languages or more, left out)", flush=True)
            continue
        whole = [place for place in zip(*lines.values(), strict=True) if all(map(str.strip, place))]
        yield Aligned(name, dict(zip(lines, map(list, zip(*whole, strict=True)), strict=True)))


def _flags(texts: Aligned, source: Language, target: Language) -> Iterator[Figure]:
    """Yield how often each check warns of a pair that professionals made."""
    pairs = list(zip(texts.lines[source], texts.lines[target], strict=True))
    known = reference()
    counted: Counter[str] = Counter()
    for one, other in pairs:
        material = Proof((one,), (other,), (source, target)).material()
        counted.update(finding.check for finding in check_all(material, known))
    for check in CHECKS:
        most = FLAGS.get((source, target, check))
        yield Figure(
            f"{check} in {len(pairs)} pairs {source}-{target}",
            counted[check],
            "flags",
            most=None if most is None else most * len(pairs) / PAIRS,
        )


# -- links


def _links(texts: Aligned) -> Iterator[Figure]:
    """Yield precision and recall of links between articles that were made of the pairs."""
    whole = Score()
    for (shape, most), size in ((item, size) for item in SHAPES.items() for size in SIZES):
        chance = random.Random(f"{shape} {size}")
        count = len(next(iter(texts.lines.values())))
        articles = list(_articles(count, size, most, chance))
        if not articles:
            print(f"(Too few pairs for {size} paragraphs {shape}: left out)", flush=True)
            continue
        for source, target in permutations(texts.lines, 2):
            score = Score()
            for number, places in enumerate(articles):
                _relink(texts, (source, target), places, random.Random(number), score)
            name = f"{len(articles)} x {size} paragraphs {shape}, {source}-{target}"
            yield Figure(f"{name}, precision", 100 * score.precision, "%", least=LINKED)
            yield Figure(f"{name}, recall", 100 * score.recall, "%", least=LINKED)
            whole.add(score)
    yield Figure("all links together, precision", 100 * whole.precision, "%", least=LINKED)
    yield Figure("all links together, recall", 100 * whole.recall, "%", least=LINKED)


def _articles(count: int, size: int, most: int, chance: random.Random) -> Iterator[list[range]]:
    """Yield articles as the places of the pairs in each paragraph, while there are pairs left."""
    at = 0
    while True:
        paragraphs = []
        for _ in range(size):
            end = at + chance.randint(1, most)
            paragraphs.append(range(at, end))
            at = end
        if at > count:
            return
        yield paragraphs


def _relink(
    texts: Aligned,
    languages: tuple[Language, Language],
    places: Sequence[range],
    chance: random.Random,
    score: Score,
) -> None:
    """Join a tenth of the paragraphs with the next, shuffle all, and count what is found again."""
    sources, targets = (
        [_joined((texts.lines[language][at] for at in place), language) for place in places]
        for language in languages
    )
    pieces = [[number] for number in range(len(places))]
    for _ in range(max(1, len(pieces) // 10)):
        at = chance.randrange(len(pieces) - 1)
        pieces[at : at + 2] = [pieces[at] + pieces[at + 1]]
    chance.shuffle(pieces)
    rearranged = [_joined((targets[at] for at in piece), languages[1]) for piece in pieces]
    found = set(align(sources, rearranged, read_landmarks()))
    true = {(at, place) for place, piece in enumerate(pieces) for at in piece}
    score.found += len(found)
    score.true += len(true)
    score.right += len(found & true)


def _joined(texts: Iterator[str], language: Language) -> str:
    return ("" if language == CHINESE else " ").join(texts)
