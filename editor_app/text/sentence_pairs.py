"""Which sentence of a paragraph renders which sentence of another, where that is certain.

It is where both have as many sentences, each pair is of a size and has the same figures, and none
looks more like another sentence than like its own. Everything else stays with the paragraph.
"""

from __future__ import annotations

from editor_app.domain.link import Segment
from editor_app.text.evidence import Evidence
from editor_app.text.landmarks import Landmarks
from editor_app.text.sentences_of import sentences
from editor_app.text.traits import Trait

_MOST = 12
_SIZES_APART = 2.2
_FIGURES = frozenset({"digits", "calendar", "address"})


def sentence_pairs(source: str, target: str, landmarks: Landmarks) -> tuple[tuple[str, str], ...]:
    """Return the pairs of sentences of two paragraphs that render each other, or none.

    Paragraphs of one sentence have none: the pair is the paragraphs themselves.
    """
    ours, theirs = sentences(source), sentences(target)
    if not 1 < len(ours) == len(theirs) <= _MOST or "\n" in source.strip():
        return ()
    places = range(len(ours))
    evidence = Evidence(ours, theirs, places, places, landmarks)
    if all(_certain(evidence, place, places) for place in places):
        return tuple(zip(ours, theirs, strict=True))
    return ()


def pairs_of_row(row: Segment, landmarks: Landmarks) -> tuple[tuple[str, str], ...]:
    """Return the certain pairs of sentences of a row of one text beside one."""
    if len(row.sources) != 1 or len(row.targets) != 1:
        return ()
    return sentence_pairs(row.source_text, row.target_text, landmarks)


def _certain(evidence: Evidence, place: int, places: range) -> bool:
    """Say whether the sentences at one place can only be each other's."""
    ours, theirs = evidence.sources[place], evidence.targets[place]
    if not 1 / _SIZES_APART < ours.size / theirs.size < _SIZES_APART:
        return False
    if _figures(ours.found) != _figures(theirs.found):
        return False
    own = evidence.of((place,), (place,))
    others = [other for other in places if other != place]
    return all(
        own > max(evidence.of((place,), (other,)), evidence.of((other,), (place,)))
        for other in others
    )


def _figures(found: frozenset[Trait]) -> frozenset[Trait]:
    """Return what has to be the same on both sides; numbers in words may be said otherwise."""
    in_words = {("digits", value) for kind, value in found if kind == "spelled"}
    return frozenset(trait for trait in found if trait[0] in _FIGURES) - in_words
