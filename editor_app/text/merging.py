"""Three-way merge: what two sides made of the same text, block by block and field by field.

Blocks that one side changed are taken, blocks that both changed clash. Nothing is dropped: every
text of either side that is not the base's own stands in the result or in a clash. Which block an
edited one was is found as ``blocks.reconcile`` finds it (see ``identity``), splits and joins
included: paragraphs that were cut or joined are settled together.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from editor_app.domain.conflict import Whose
from editor_app.text.combining import combine
from editor_app.text.identity import SIMILAR, Matching, match
from editor_app.text.kinds import OBJECT, RULE

GAP = "\n\n"
_MOST_PAIRS = 10_000
SIDE_BY_SIDE = " / "
"""What stands between two texts of a field where both are kept."""


@dataclass(frozen=True)
class Piece:
    """A block of a result, whose change it is, and its positions in ``mine`` and ``theirs``.

    ``clash`` is the number of the clash whose text of mine it is.
    """

    text: str
    whose: Whose
    mine: int | None = None
    theirs: int | None = None
    clash: int | None = None


@dataclass(frozen=True)
class Clash:
    """A text that both sides changed; empty where a side deleted (or, as base, where both added).

    ``place`` is the position in the result before which the text of theirs would stand, or where
    the text of mine stands; ``ours`` are the positions of its blocks in ``mine``.
    """

    base: str
    mine: str
    theirs: str
    place: int = 0
    ours: tuple[int, ...] = ()
    joint: str = GAP

    @property
    def combined(self) -> bool:
        """Say whether ``both`` is one text with both edits in it."""
        return self._combined() is not None

    @property
    def both(self) -> str:
        """What to propose to who wants both: one text where the edits allow it, else both texts."""
        combined = self._combined()
        if combined is not None:
            return combined
        return self.joint.join(text for text in (self.mine, self.theirs) if text)

    def _combined(self) -> str | None:
        one, other = self.mine, self.theirs
        if not one or not other:
            return None
        if one in other or other in one:
            return max(one, other, key=len)
        return combine(self.base, one, other)


@dataclass(frozen=True)
class Merged:
    """The result: mine's text stands in it wherever the sides clash.

    ``gone`` are the blocks that one side deleted and the other had left alone.
    """

    pieces: tuple[Piece, ...]
    clashes: tuple[Clash, ...]
    gone: tuple[Piece, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The blocks of the result."""
        return tuple(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class MergedField:
    """The result for a field; mine's text where the sides clash."""

    text: str
    whose: Whose
    clash: Clash | None = None


def merge_field(base: str, mine: str, theirs: str) -> MergedField:
    """Merge a field of words as a whole."""
    if mine == theirs:
        return MergedField(mine, Whose.BASE if mine == base else Whose.BOTH)
    if theirs == base:
        return MergedField(mine, Whose.MINE)
    if mine == base:
        return MergedField(theirs, Whose.THEIRS)
    return MergedField(mine, Whose.MINE, Clash(base, mine, theirs, joint=SIDE_BY_SIDE))


def merge_set(base: Iterable[str], mine: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Merge sets, as of tags: what either added is there, what either took out is not.

    They come in the order of mine, then in that of theirs.
    """
    before, ours, others = set(base), list(mine), list(theirs)
    both = set(ours) & set(others)
    return tuple(
        item for item in dict.fromkeys((*ours, *others)) if item in both or item not in before
    )


def merge(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Merged:
    """Merge two edits of a row of blocks (Markdown texts, as ``blocks.split`` gives them)."""
    sides = _Sides(tuple(base), tuple(mine), tuple(theirs))
    settled = _Settled(sides)
    for group in sides.groups():
        settled.settle(group)
    return _result(_ordered(sides, settled), settled)


@dataclass(frozen=True)
class _Group:
    """Positions, in each text, of blocks that became each other; settled together."""

    base: tuple[int, ...]
    mine: tuple[int, ...]
    theirs: tuple[int, ...]


class _Sides:
    """The three texts, and which block of each is which of the others."""

    def __init__(
        self, base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
    ) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.of_mine, self.of_theirs = match(base, mine), match(base, theirs)
        self.added = _added_by_both(mine, self.of_mine, theirs, self.of_theirs)

    def groups(self) -> list[_Group]:
        """Return the groups, in the order of the first block that each has on any side."""
        parents: dict[tuple[int, int], tuple[int, int]] = {}

        def root(node: tuple[int, int]) -> tuple[int, int]:
            while parents.setdefault(node, node) != node:
                parents[node] = node = parents[parents[node]]
            return node

        for text, side in enumerate((self.base, self.mine, self.theirs)):
            for position in range(len(side)):
                root((text, position))
        for text, matching in ((1, self.of_mine), (2, self.of_theirs)):
            for new, old in (*matching.kept.items(), *matching.parted.items()):
                parents[root((text, new))] = root((0, old))
            for old, new in matching.joined.items():
                parents[root((text, new))] = root((0, old))
        for ours, other in self.added.items():
            parents[root((2, other))] = root((1, ours))
        found: defaultdict[tuple[int, int], list[list[int]]] = defaultdict(lambda: [[], [], []])
        for text, position in sorted(parents):
            found[root((text, position))][text].append(position)
        return [_Group(*map(tuple, group)) for group in found.values()]


def _added_by_both(
    mine: tuple[str, ...], of_mine: Matching, theirs: tuple[str, ...], of_theirs: Matching
) -> dict[int, int]:
    """Return which added block of mine is which of theirs: the same text first, then alike."""
    ours, others = _added(mine, of_mine), _added(theirs, of_theirs)
    pairs: dict[int, int] = {}
    waiting: defaultdict[str, list[int]] = defaultdict(list)
    for other in others:
        waiting[theirs[other]].append(other)
    for our in ours:
        if waiting[mine[our]]:
            pairs[our] = waiting[mine[our]].pop(0)
    ours = [our for our in ours if our not in pairs and _has_words(mine[our])]
    taken = set(pairs.values())
    others = [other for other in others if other not in taken and _has_words(theirs[other])]
    if len(ours) * len(others) > _MOST_PAIRS:
        return pairs
    from rapidfuzz import fuzz

    alike = [
        (-likeness, abs(our - other), our + other, our, other)
        for our in ours
        for other in others
        if (likeness := fuzz.ratio(mine[our], theirs[other], score_cutoff=SIMILAR))
    ]
    for *_, our, other in sorted(alike):
        if our not in pairs and other not in taken:
            pairs[our] = other
            taken.add(other)
    return pairs


def _added(texts: tuple[str, ...], matching: Matching) -> list[int]:
    """Return the positions of what was there in no form before."""
    known = {*matching.kept, *matching.parted, *matching.joined.values()}
    return [position for position in range(len(texts)) if position not in known]


def _has_words(text: str) -> bool:
    """Say whether a text can be edited into another; a photo line or a rule is the same or not."""
    return not OBJECT.match(text) and not RULE.match(text)


@dataclass
class _Element:
    """A block on its way into the result; ``empty`` only keeps the place of a clash."""

    piece: Piece
    base: int | None = None
    empty: bool = False


class _Settled:
    """What the groups became: elements by their positions on both sides, clashes, what is gone."""

    def __init__(self, sides: _Sides) -> None:
        self._sides = sides
        self._in_mine = {old: new for new, old in sides.of_mine.kept.items()}
        self._in_theirs = {old: new for new, old in sides.of_theirs.kept.items()}
        self.by_mine: dict[int, _Element] = {}
        self.by_theirs: dict[int, _Element] = {}
        self.clashes: list[Clash] = []
        self.gone: list[Piece] = []

    def settle(self, group: _Group) -> None:
        """Decide whose text a group has in the result."""
        sides = self._sides
        base = [sides.base[position] for position in group.base]
        mine = [sides.mine[position] for position in group.mine]
        theirs = [sides.theirs[position] for position in group.theirs]
        if mine == theirs:
            self._keep_same(group, Whose.BASE if mine == base else Whose.BOTH)
        elif theirs == base:
            self._keep_mine(group)
        elif mine == base:
            self._keep_theirs(group)
        else:
            self._clash(group, Clash(GAP.join(base), GAP.join(mine), GAP.join(theirs)))

    def _keep_same(self, group: _Group, whose: Whose) -> None:
        for mine, theirs in zip(group.mine, group.theirs, strict=True):
            self._put(Piece(self._sides.mine[mine], whose, mine, theirs))

    def _keep_mine(self, group: _Group) -> None:
        for mine in group.mine:
            old = self._sides.of_mine.kept.get(mine, -1)
            theirs = self._in_theirs.get(old)
            self._put(Piece(self._sides.mine[mine], Whose.MINE, mine, theirs))
        if not group.mine:
            texts = (self._sides.base[old] for old in group.base)
            self.gone += [Piece(text, Whose.MINE) for text in texts]

    def _keep_theirs(self, group: _Group) -> None:
        for theirs in group.theirs:
            old = self._sides.of_theirs.kept.get(theirs, -1)
            mine = self._in_mine.get(old)
            self._put(Piece(self._sides.theirs[theirs], Whose.THEIRS, mine, theirs))
        if not group.theirs:
            texts = ((self._sides.mine[mine], mine) for mine in group.mine)
            self.gone += [Piece(text, Whose.THEIRS, mine) for text, mine in texts]

    def _clash(self, group: _Group, clash: Clash) -> None:
        number = len(self.clashes)
        self.clashes.append(replace(clash, ours=group.mine))
        first = group.theirs[0] if group.theirs else None
        elements = [
            self._put(Piece(self._sides.mine[mine], Whose.MINE, mine, None, number))
            for mine in group.mine
        ]
        if not elements:
            elements = [self._put(Piece("", Whose.THEIRS, None, first, number), empty=True)]
        for theirs in group.theirs:
            self.by_theirs[theirs] = elements[-1]
        elements[0].piece = replace(elements[0].piece, theirs=first)

    def _put(self, piece: Piece, *, empty: bool = False) -> _Element:
        base = None
        if piece.mine is not None:
            base = self._sides.of_mine.kept.get(piece.mine)
            element = self.by_mine[piece.mine] = _Element(piece, base, empty)
        else:
            element = _Element(piece, base, empty)
        if piece.theirs is not None:
            self.by_theirs[piece.theirs] = element
        return element


def _ordered(sides: _Sides, settled: _Settled) -> list[_Element]:
    """Return the elements in the order of mine, with theirs' additions and moves carried out.

    Where both moved the same block, and where they clash, it stands where mine has it.
    """
    stays_here, stays_there = _staying(sides.of_mine.kept), _staying(sides.of_theirs.kept)
    row: list[_Element] = []
    for _, element in sorted(settled.by_mine.items()):
        piece = element.piece
        moved = element.base in stays_here and element.base not in stays_there
        if not moved or piece.theirs is None or piece.clash is not None:
            row.append(element)
    there = {id(element) for element in row}
    last: _Element | None = None
    for _, element in sorted(settled.by_theirs.items()):
        if id(element) not in there:
            at = 0 if last is None else _place(row, last) + 1
            while at < len(row) and row[at].piece.theirs is None:
                at += 1
            row.insert(at, element)
            there.add(id(element))
        last = element
    return row


def _place(row: list[_Element], wanted: _Element) -> int:
    return next(place for place, element in enumerate(row) if element is wanted)


def _staying(kept: Mapping[int, int]) -> frozenset[int]:
    """Return the old positions that did not move: the longest row that is still in its order."""
    olds = [old for _, old in sorted(kept.items())]
    ends: list[int] = []
    end_places: list[int] = []
    before: list[int | None] = []
    for place, old in enumerate(olds):
        length = bisect_left(ends, old)
        before.append(end_places[length - 1] if length else None)
        ends[length : length + 1] = [old]
        end_places[length : length + 1] = [place]
    staying: set[int] = set()
    at = end_places[-1] if end_places else None
    while at is not None:
        staying.add(olds[at])
        at = before[at]
    return frozenset(staying)


def _result(row: list[_Element], settled: _Settled) -> Merged:
    """Return the result with the clashes numbered as they stand in it."""
    pieces: list[Piece] = []
    numbers: dict[int, int] = {}
    clashes: list[Clash] = []
    for element in row:
        piece = element.piece
        if piece.clash is not None:
            if piece.clash not in numbers:
                numbers[piece.clash] = len(clashes)
                clashes.append(replace(settled.clashes[piece.clash], place=len(pieces)))
            piece = replace(piece, clash=numbers[piece.clash])
        if not element.empty:
            pieces.append(piece)
    return Merged(tuple(pieces), tuple(clashes), tuple(settled.gone))
