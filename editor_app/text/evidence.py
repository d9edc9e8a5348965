"""What speaks for source paragraphs being rendered by target paragraphs, for two rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from editor_app.text.landmarks import Landmarks
from editor_app.text.languages import guess_language
from editor_app.text.traits import Traits, Weights, evidence_of_size, joined, traits_of

Places = tuple[int, ...]

_READ_FOR_LANGUAGE = 50


class Evidence:
    """The traits of the paragraphs at some places of source and target, and what they say."""

    def __init__(
        self,
        sources: Sequence[str],
        targets: Sequence[str],
        free_sources: Sequence[int],
        free_targets: Sequence[int],
        landmarks: Landmarks,
    ) -> None:
        """Read the texts at the free places; the other places are not asked for."""
        self.sources = _traits(sources, free_sources, landmarks)
        self.targets = _traits(targets, free_targets, landmarks)
        self._content: dict[tuple[int, int], float] = {}
        self._joined: dict[tuple[Places, bool], Traits] = {}
        self.weights = Weights(self.sources.values(), self.targets.values())

    def of(self, sources: Places, targets: Places) -> float:
        """Return how much speaks for these targets together rendering these sources together."""
        ours, theirs = self._together(sources, self.sources), self._together(targets, self.targets)
        if len(sources) == len(targets) == 1:
            return self.of_content(*sources, *targets) + evidence_of_size(ours, theirs)
        return self.weights.evidence(ours, theirs)

    def of_content(self, source: int, target: int) -> float:
        """Return how much speaks for the pair, whatever the lengths of the two."""
        known = self._content.get((source, target))
        if known is None:
            known = self.weights.evidence_of_content(self.sources[source], self.targets[target])
            self._content[source, target] = known
        return known

    def alike(self, sources: Places, targets: Places) -> bool:
        """Say whether one of these sources has more in common with one of the targets than not."""
        return any(self.of_content(*pair) > 0 for pair in product(sources, targets))

    def size(self, sources: Iterable[int] = (), targets: Iterable[int] = ()) -> float:
        """Return how much some paragraphs say, in characters of Vietnamese."""
        ours = sum(self.sources[place].size for place in sources)
        return ours + sum(self.targets[place].size for place in targets)

    def same_size(self, sources: Places, targets: Places) -> bool:
        """Say whether neither side is more than two and a half times as long as the other."""
        ours, theirs = self.size(sources), self.size(targets=targets)
        return ours < 2.5 * theirs and theirs < 2.5 * ours

    def _together(self, places: Places, traits: Mapping[int, Traits]) -> Traits:
        if len(places) == 1:
            return traits[places[0]]
        known = self._joined.get((places, traits is self.sources))
        if known is None:
            known = joined([traits[place] for place in places])
            self._joined[places, traits is self.sources] = known
        return known


def _traits(texts: Sequence[str], places: Sequence[int], landmarks: Landmarks) -> dict[int, Traits]:
    language = guess_language("\n".join(texts[place] for place in places[:_READ_FOR_LANGUAGE]))
    return {place: traits_of(texts[place], language, landmarks) for place in places}
