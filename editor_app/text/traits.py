"""What two paragraphs of different languages can have in common, and how much that says.

Each trait comes with the share of true translations that carry it over: digits and addresses nearly
always, names mostly, single words of the news about every other time.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import log

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.counting import main_language
from editor_app.text.echoes import echoes
from editor_app.text.folding import fold
from editor_app.text.kinds import kind_of
from editor_app.text.landmarks import Landmarks
from editor_app.text.numbers import numbers
from editor_app.text.plain import strip_block

Trait = tuple[str, Hashable]

CARRIED: Mapping[str, float] = {
    "kind": 0.98,
    "address": 0.95,
    "digits": 0.85,
    "calendar": 0.85,
    "spelled": 0.55,
    "name": 0.75,
    "word": 0.6,
    "common": 0.35,
    "sound": 0.02,
    "letters": 0.4,
    "sign": 0.9,
    "echo": 0.0,
}
"""The shares; of a trait with none, nothing is said."""

_BETWEEN: Mapping[tuple[str, str], Mapping[str, float]] = {
    # A Vietnamese syllable and a Chinese character are found in many words that mean another thing.
    (VIETNAMESE, ENGLISH): {"common": 0.25, "word": 0.55, "name": 0.7},
    (VIETNAMESE, CHINESE): {"common": 0.3, "letters": 0.2, "sound": 0.2, "echo": 0.4},
    (ENGLISH, VIETNAMESE): {"common": 0.5, "word": 0.7, "name": 0.85},
    (ENGLISH, CHINESE): {
        "common": 0.5,
        "word": 0.7,
        "name": 0.85,
        "letters": 0.2,
        "echo": 0.4,
    },
    # Letters in Chinese are there because there is no Chinese for them; quotes mark names too.
    (CHINESE, VIETNAMESE): {
        "word": 0.55,
        "name": 0.7,
        "letters": 0.85,
        "sign": 0.5,
        "sound": 0.08,
        "echo": 0.5,
    },
    (CHINESE, ENGLISH): {
        "common": 0.3,
        "word": 0.5,
        "name": 0.65,
        "letters": 0.85,
        "sign": 0.5,
        "echo": 0.5,
    },
}
_ADDRESS = re.compile(r"\]\(([^\s()]+)|https?://[^\s<>()]+")
_LATIN = re.compile(r"[^\W\d_\u2e80-\u9fff]+(?:[-.'][^\W\d_\u2e80-\u9fff]+)*")
_SIGNS = {
    "quote": re.compile(r"[\"“”«»「」『]"),
    "question": re.compile(r"[?？]"),
    "aside": re.compile(r"[(（]"),
    "exclamation": re.compile(r"[!！]"),
}
_DENSITY = {"vi": 1.0, "en": 0.92, "zh": 0.335}
_VARIANCE = 0.025
_VARIANCE_WITH_CHINESE = 0.06
_VARIANCE_OF_A_CHARACTER = 1.9
_SHORTEST = 50
_RANDOM_VARIANCE = 0.56


@dataclass(frozen=True)
class Traits:
    """The traits of a paragraph and how much it says: its length in Vietnamese characters."""

    found: frozenset[Trait]
    size: float
    language: Language


@lru_cache(maxsize=2_000)
def traits_of(text: str, language: Language, landmarks: Landmarks) -> Traits:
    """Return the traits of a paragraph's Markdown; they are asked for again at each settling."""
    plain = strip_block(text)
    density = _DENSITY.get(language, 0.95)
    return Traits(
        frozenset(_find(text, plain, language, landmarks)),
        max(1.0, len(plain) / density),
        language,
    )


def _find(text: str, plain: str, language: Language, landmarks: Landmarks) -> Iterator[Trait]:
    yield "kind", kind_of(text)
    for found in _ADDRESS.finditer(text):
        yield "address", found[1] or found[0]
    for number in numbers(plain, language):
        family = "spelled" if number.spelled else "digits"
        value, named = number.key
        yield ("calendar", (number.unit, value)) if named else (family, value)
        if number.spelled:
            yield "digits", value
    for echo in echoes(plain):
        yield "echo", echo
    for landmark in landmarks.found(plain, language):
        yield landmarks.kind(landmark), landmark
    for sound in landmarks.sounds(plain, language):
        yield "sound", sound
    for word in _LATIN.findall(plain):
        if len(word) > 1 and (language == CHINESE or word[0].isupper()):
            yield "letters", fold(word)
    for name, pattern in _SIGNS.items():
        if pattern.search(plain):
            yield "sign", name


def joined(traits: Sequence[Traits]) -> Traits:
    """Return the traits of several paragraphs taken as one."""
    if len(traits) == 1:
        return traits[0]
    found = reduce(frozenset.union, (item.found for item in traits), frozenset[Trait]())
    return Traits(found, sum(item.size for item in traits), traits[0].language)


class Weights:
    """How much each trait says in an article: little when half of its paragraphs have it."""

    def __init__(self, sources: Collection[Traits], targets: Collection[Traits]) -> None:
        ours, theirs = _language(sources), _language(targets)
        self._there = _Scale(targets, _carried(ours, theirs))
        self._back = _Scale(sources, _carried(theirs, ours))
        self._gains: dict[Trait, float] = {}

    def evidence(self, source: Traits, target: Traits) -> float:
        """Return the log-likelihood ratio of "translation" against "any two paragraphs"."""
        return self.evidence_of_content(source, target) + evidence_of_size(source, target)

    def evidence_of_content(self, source: Traits, target: Traits) -> float:
        """Return what the traits alone say, whatever the lengths."""
        apart = self._there.missing(source.found) + self._back.missing(target.found)
        return apart / 2 + sum(map(self._gain, source.found & target.found))

    def evidence_of_beginning(self, source: Traits, target: Traits) -> float:
        """Return what speaks for the target being the beginning of a translation, still typed."""
        return self._back.missing(target.found) + self._back.gain(source.found & target.found)

    def _gain(self, trait: Trait) -> float:
        known = self._gains.get(trait)
        if known is None:
            both = self._there.gain([trait]) + self._back.gain([trait])
            known = self._gains[trait] = both / 2
        return known


def _language(traits: Iterable[Traits]) -> str:
    """Return the language that the paragraphs of one side are taken to be in."""
    return next((main_language(item.language) for item in traits if item.language), "")


def _carried(source: str, target: str) -> Mapping[str, float]:
    """Return the share of true translations between two languages that carry each trait over."""
    return {**CARRIED, **_BETWEEN.get((source, target), {})}


class _Scale:
    """What it says that the other side has a trait, or has it not."""

    def __init__(self, others: Iterable[Traits], carried: Mapping[str, float]) -> None:
        self._carried = carried
        counts: Counter[Trait] = Counter()
        size = 0
        for item in others:
            size += 1
            counts.update(item.found)
        self._counts = counts
        self._size = size
        self._missing: dict[frozenset[Trait], float] = {}
        self._weights: dict[Trait, tuple[float, float]] = {}

    def missing(self, traits: frozenset[Trait]) -> float:
        """Return what it says that none of these traits is on the other side."""
        known = self._missing.get(traits)
        if known is None:
            known = self._missing[traits] = sum(self._weight(trait)[0] for trait in traits)
        return known

    def gain(self, traits: Iterable[Trait]) -> float:
        """Return how much more it says that these are there than that they are not."""
        return sum(self._weight(trait)[1] for trait in traits)

    def _weight(self, trait: Trait) -> tuple[float, float]:
        known = self._weights.get(trait)
        if known is None:
            carried = self._carried[trait[0]]
            if not carried:
                known = self._weights[trait] = (0.0, 0.0)
                return known
            # drawn towards one in ten or so, because an article is a small sample
            share = min(0.95, (self._counts[trait] + 0.8) / (self._size + 10))
            absent = log((1 - carried) / (1 - share))
            known = self._weights[trait] = (absent, log(carried / share) - absent)
        return known


def evidence_of_size(source: Traits, target: Traits) -> float:
    """Return what the lengths say: translations differ less than paragraphs in general.

    The logarithm of their ratio is spread the wider the shorter the texts are, as in Gale and
    Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993).
    """
    apart = log(target.size / source.size)
    chinese = CHINESE in {source.language, target.language}
    variance = _VARIANCE_WITH_CHINESE if chinese else _VARIANCE
    length = max(_SHORTEST, (source.size + target.size) / 2)  # of a few letters, not even that
    variance += _VARIANCE_OF_A_CHARACTER / length
    sharp = 1 / variance - 1 / _RANDOM_VARIANCE
    return (log(_RANDOM_VARIANCE / variance) - apart**2 * sharp) / 2
