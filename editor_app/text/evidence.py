"""What speaks for source paragraphs being rendered by target paragraphs, for two rows of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor_app.text.landmarks import Landmarks
from editor_app.text.languages import guess_language
from editor_app.text.traits import Traits, Weights, joined, traits_of

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
        self.weights = Weights(self.sources.values(), self.targets.values())

    def of(self, sources: Sequence[int], targets: Sequence[int]) -> float:
        """Return how much speaks for these targets together rendering these sources together."""
        return self.weights.evidence(self._together(sources), self._together(targets, True))

    def of_content(self, source: int, target: int) -> float:
        """Return how much speaks for the pair, whatever the lengths of the two."""
        return self.weights.evidence_of_content(self.sources[source], self.targets[target])

    def of_target_inside(self, target: int, source: int) -> float:
        """Return how much speaks for the target rendering a part of the source."""
        return self.weights.evidence_of_beginning(self.sources[source], self.targets[target])

    def of_source_inside(self, source: int, target: int) -> float:
        """Return how much speaks for the source being rendered by a part of the target."""
        return self.weights.evidence_of_being_part(self.sources[source], self.targets[target])

    def size(self, sources: Iterable[int] = (), targets: Iterable[int] = ()) -> float:
        """Return how much some paragraphs say, in characters of Vietnamese."""
        ours = sum(self.sources[place].size for place in sources)
        return ours + sum(self.targets[place].size for place in targets)

    def same_size(self, sources: Sequence[int], targets: Sequence[int]) -> bool:
        """Say whether neither side is more than two and a half times as long as the other."""
        ours, theirs = self.size(sources), self.size(targets=targets)
        return ours < 2.5 * theirs and theirs < 2.5 * ours

    def _together(self, places: Sequence[int], of_target: bool = False) -> Traits:
        traits = self.targets if of_target else self.sources
        return joined([traits[place] for place in places])


def _traits(texts: Sequence[str], places: Sequence[int], landmarks: Landmarks) -> dict[int, Traits]:
    language = guess_language("\n".join(texts[place] for place in places[:_READ_FOR_LANGUAGE]))
    return {place: traits_of(texts[place], language, landmarks) for place in places}
