"""Which new text is which old one: the rule by which paragraphs keep their ids.

Same text first, then what shares its words (so that splits and merges are seen), then the most
similar, then the place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from editor_app.text.differences import common_end, common_start
from editor_app.text.flows import flows_between, tokens_of
from editor_app.text.kinds import OBJECT, RULE

SIMILAR = 60.0
_SAME_PLACE_BONUS = 10.0
_MOST_CELLS = 36_000_000
_MOST_CELLS_AT_ONCE = 900_000_000
_MOST_PAIRS = 10_000
_MOST_LETTERS = 4_000_000_000
_LOOK_AHEAD = 8
_WINDOW = 30


@dataclass
class Matching:
    """Positions: ``kept`` new -> old, ``parted`` new -> old it was cut off, ``joined`` old -> new.

    What stands in none of them was added or removed.
    """

    kept: dict[int, int] = field(default_factory=dict)
    parted: dict[int, int] = field(default_factory=dict)
    joined: dict[int, int] = field(default_factory=dict)


def match(olds: Sequence[str], news: Sequence[str]) -> Matching:
    """Say which old text each new one continues."""
    found = Matching()
    anchors = _same_in_order(olds, news)
    found.kept.update((new, old) for old, new in anchors)
    _same_elsewhere(olds, news, found)
    for old_window, new_window in _windows(olds, news, anchors, found):
        _by_shared_words(olds, news, old_window, new_window, found)
    _by_likeness(olds, news, found)
    _by_place(olds, news, found)
    return found


def _same_in_order(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest row of (old, new) positions with the same text."""
    from rapidfuzz.distance import LCSseq

    numbers: dict[str, int] = {}
    old_numbers = [numbers.setdefault(text, len(numbers)) for text in olds]
    new_numbers = [numbers.setdefault(text, len(numbers)) for text in news]
    return [
        (step.src_start + offset, step.dest_start + offset)
        for step in LCSseq.opcodes(old_numbers, new_numbers)
        if step.tag == "equal"
        for offset in range(step.src_end - step.src_start)
    ]


def _same_elsewhere(olds: Sequence[str], news: Sequence[str], found: Matching) -> None:
    """Match what was moved without a change; equal texts in their order."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for old in _free_olds(olds, found):
        waiting[olds[old]].append(old)
    for new in _free_news(news, found):
        places = waiting.get(news[new])
        if places:
            found.kept[new] = places.pop(0)


def _free_olds(olds: Sequence[str], found: Matching) -> list[int]:
    taken = {*found.kept.values(), *found.joined}
    return [old for old in range(len(olds)) if old not in taken]


def _free_news(news: Sequence[str], found: Matching) -> list[int]:
    return [new for new in range(len(news)) if new not in found.kept and new not in found.parted]


def _has_words(text: str) -> bool:
    """Say whether a text can be edited into another; a photo line or a rule is the same or not."""
    return not OBJECT.match(text) and not RULE.match(text)


def _windows(
    olds: Sequence[str], news: Sequence[str], anchors: list[tuple[int, int]], found: Matching
) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the unmatched old and new positions between neighbouring anchors."""
    free_olds = [old for old in _free_olds(olds, found) if _has_words(olds[old])]
    free_news = [new for new in _free_news(news, found) if _has_words(news[new])]
    at_old = at_new = 0
    for old_end, new_end in [*anchors, (len(olds), len(news))]:
        old_window, new_window = [], []
        while at_old < len(free_olds) and free_olds[at_old] < old_end:
            old_window.append(free_olds[at_old])
            at_old += 1
        while at_new < len(free_news) and free_news[at_new] < new_end:
            new_window.append(free_news[at_new])
            at_new += 1
        if old_window and new_window:
            yield old_window, new_window


def _by_shared_words(
    olds: Sequence[str],
    news: Sequence[str],
    old_window: list[int],
    new_window: list[int],
    found: Matching,
) -> None:
    """Match within a window by the words that went from old to new, cut to fit in memory."""
    old_tokens = [tokens_of(olds[old]) for old in old_window]
    new_tokens = [tokens_of(news[new]) for new in new_window]
    cells = sum(map(len, old_tokens)) * sum(map(len, new_tokens))
    cuts = [(len(old_window), len(new_window))]
    if cells > _MOST_CELLS:
        cuts = _cuts([olds[old] for old in old_window], [news[new] for new in new_window])
    old_start = new_start = 0
    for old_end, new_end in cuts:
        part = Window(old_window[old_start:old_end], new_window[new_start:new_end])
        part.decide(old_tokens[old_start:old_end], new_tokens[new_start:new_end], found)
        old_start, new_start = old_end, new_end


@dataclass(frozen=True)
class Window:
    """A stretch of old positions that became a stretch of new ones."""

    olds: list[int]
    news: list[int]

    def decide(
        self, old_tokens: Sequence[list[str]], new_tokens: Sequence[list[str]], found: Matching
    ) -> None:
        """Give each new text the first old one it carries on; note what was parted or joined."""
        cells = sum(map(len, old_tokens)) * sum(map(len, new_tokens))
        if not 0 < cells <= _MOST_CELLS_AT_ONCE:
            return
        flows = flows_between(old_tokens, new_tokens)
        heirs: dict[int, list[int]] = defaultdict(list)
        sources: dict[int, list[int]] = defaultdict(list)
        for old, new in sorted(flows.shared):
            if flows.carries(old, new):
                heirs[old].append(new)
                sources[new].append(old)
        given: dict[int, int] = {}
        for old, ways in heirs.items():
            free = next((new for new in ways if new not in given), None)
            if free is not None:
                given[free] = old
            else:
                found.joined[self.olds[old]] = self.news[ways[0]]
        for new, ways in sources.items():
            if new in given:
                found.kept[self.news[new]] = self.olds[given[new]]
            else:
                most = max(ways, key=lambda old: flows.shared[old, new])
                found.parted[self.news[new]] = self.olds[most]


def _cuts(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    """Cut two long stretches side by side, between pairs that are alike, every thirty or so."""
    cuts: list[tuple[int, int]] = []
    old = new = last = 0
    before_alike = False
    while old < len(olds) and new < len(news):
        step = _next_alike(olds, news, old, new)
        if step == (0, 0) and before_alike and old - last >= _WINDOW:
            cuts.append((old, new))
            last = old
        before_alike = step == (0, 0)
        old += (step or (0, 0))[0] + 1
        new += (step or (0, 0))[1] + 1
        if step is None and max(old - last, new - (cuts[-1][1] if cuts else 0)) >= 4 * _WINDOW:
            cuts.append((min(old, len(olds)), min(new, len(news))))
            last = old
    return [*cuts, (len(olds), len(news))]


def _next_alike(
    olds: Sequence[str], news: Sequence[str], old: int, new: int
) -> tuple[int, int] | None:
    """Return how many old or new texts to skip until the two are alike, or None."""
    if _alike(olds[old], news[new]):
        return 0, 0
    for ahead in range(1, _LOOK_AHEAD + 1):
        if new + ahead < len(news) and _alike(olds[old], news[new + ahead]):
            return 0, ahead
        if old + ahead < len(olds) and _alike(olds[old + ahead], news[new]):
            return ahead, 0
    return None


def _alike(old: str, new: str) -> bool:
    return bool(_likeness(old, new))


def _likeness(old: str, new: str) -> float:
    """Return how alike two texts are in per cent; 0 for less than SIMILAR.

    Books of a paragraph are compared by their common ends alone.
    """
    if len(old) * len(new) <= _MOST_LETTERS:
        from rapidfuzz import fuzz

        return float(fuzz.ratio(old, new, score_cutoff=SIMILAR))
    start = common_start(old, new)
    end = common_end(old, new, min(len(old), len(new)) - start)
    likeness = 200.0 * (start + end) / (len(old) + len(new))
    return likeness if likeness >= SIMILAR else 0.0


def _by_likeness(olds: Sequence[str], news: Sequence[str], found: Matching) -> None:
    """Match what is left by likeness, the most similar first, those in the same place preferred."""
    free_olds = [old for old in _free_olds(olds, found) if _has_words(olds[old])]
    free_news = [new for new in _free_news(news, found) if _has_words(news[new])]
    if not free_olds or not free_news or len(free_olds) * len(free_news) > _MOST_PAIRS:
        return
    old_places, new_places = _places(olds, news, found)
    pairs = []
    for old in free_olds:
        for new in free_news:
            likeness = _likeness(olds[old], news[new])
            if likeness:
                bonus = _SAME_PLACE_BONUS if old_places[old] == new_places[new] else 0.0
                pairs.append((-likeness - bonus, abs(old - new), old, new))
    taken: set[int] = set()
    for _, _, old, new in sorted(pairs):
        if old not in taken and new not in found.kept:
            taken.add(old)
            found.kept[new] = old


def _places(
    olds: Sequence[str], news: Sequence[str], found: Matching
) -> tuple[list[int], list[int]]:
    """Return for each old and each new text the old position of the last kept one before it."""
    surviving = set(found.kept.values())
    old_places, new_places = [], []
    last = -1
    for old in range(len(olds)):
        old_places.append(last)
        last = old if old in surviving else last
    last = -1
    for new in range(len(news)):
        new_places.append(last)
        last = found.kept.get(new, last)
    return old_places, new_places


def _by_place(olds: Sequence[str], news: Sequence[str], found: Matching) -> None:
    """Match what is left behind the same neighbour, in order: typed anew in the same place."""
    old_places, new_places = _places(olds, news, found)
    waiting: dict[int, list[int]] = defaultdict(list)
    for old in _free_olds(olds, found):
        if _has_words(olds[old]):
            waiting[old_places[old]].append(old)
    for new in _free_news(news, found):
        if _has_words(news[new]) and waiting[new_places[new]]:
            found.kept[new] = waiting[new_places[new]].pop(0)
