"""Rows of a translation: what hangs together through links, in the order of the source.

A row (Segment) is one source paragraph beside one target paragraph, several beside one, or one
alone. Rows are computed whenever they are shown; only links, renderings and decisions are stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from editor_app.domain.link import Address, LeftOut, Link, Made, Rendering, Segment, State
from editor_app.text.blocks import GAP
from editor_app.text.words import Words

HOW_FAR = (State.TO_DO, State.DRAFT, State.TRANSLATED, State.REVIEWED, State.LEFT_OUT)
DOUBT = (Made.MACHINE, Made.MEMORY, Made.HAND)


def segments(
    source: Words,
    target: Words,
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    left_out: Iterable[LeftOut] = (),
) -> tuple[Segment, ...]:
    """Return the rows of a translation in the order of the source.

    A target paragraph without a source stands where the target has it, behind the row of the words
    before it. Rows that are empty on both sides are left out.
    """
    links = tuple(links)
    view = _Rows(source, target, links, renderings, left_out)
    return tuple(view.row(*sides) for sides in _components(source, target, links))


def _components(
    source: Words, target: Words, links: Iterable[Link]
) -> Iterator[tuple[list[Address], list[Address]]]:
    """Yield what hangs together, with words on one side at least, in the order of the rows."""
    source_texts, target_texts = dict(source), dict(target)
    lead: dict[Address, Address] = {address: address for address in (*source_texts, *target_texts)}
    for link in links:
        if link.source in source_texts and link.target in target_texts:
            lead[_leader(lead, link.target)] = _leader(lead, link.source)
    members: dict[Address, tuple[list[Address], list[Address]]] = defaultdict(lambda: ([], []))
    for side, texts in enumerate((source_texts, target_texts)):
        for address in texts:
            members[_leader(lead, address)][side].append(address)
    behind = _added_behind(target_texts, members, lead)
    order = [None, *dict.fromkeys(_leader(lead, address) for address in source_texts)]
    for leader in order:
        rows = [] if leader is None else [members[leader]]
        rows += [([], [address]) for address in behind[leader]]
        for sources, targets in rows:
            if any(source_texts[a] for a in sources) or any(target_texts[a] for a in targets):
                yield sources, targets


def _leader(lead: dict[Address, Address], address: Address) -> Address:
    """Return the address that stands for the component, shortening the way there."""
    while lead[address] != address:
        lead[address] = lead[lead[address]]
        address = lead[address]
    return address


def _added_behind(
    targets: Mapping[Address, str],
    members: Mapping[Address, tuple[list[Address], list[Address]]],
    lead: dict[Address, Address],
) -> dict[Address | None, list[Address]]:
    """Return target addresses without a source under the component that comes before them."""
    behind: dict[Address | None, list[Address]] = defaultdict(list)
    last: Address | None = None
    for address in targets:
        leader = _leader(lead, address)
        if members[leader][0]:
            last = leader
        else:
            behind[last].append(address)
    return behind


class _Rows:
    """Makes rows out of addresses, with the texts and renderings that it was given."""

    def __init__(
        self,
        source: Words,
        target: Words,
        links: Iterable[Link],
        renderings: Mapping[Address, Rendering],
        left_out: Iterable[LeftOut],
    ) -> None:
        self._source = dict(source)
        self._target = dict(target)
        self._renders: dict[Address, list[Address]] = defaultdict(list)
        for link in links:
            self._renders[link.target].append(link.source)
        self._renderings = renderings
        self._left_out = {item.source: item for item in left_out}

    def row(self, sources: Sequence[Address], targets: Sequence[Address]) -> Segment:
        """Return the row of these addresses."""
        known = [self._renderings[address] for address in targets if address in self._renderings]
        readers = dict.fromkeys(rendering.read_by for rendering in known if rendering.read_by)
        return Segment(
            sources=tuple(sources),
            targets=tuple(targets),
            source_text=GAP.join(filter(None, (self._source[address] for address in sources))),
            target_text=GAP.join(filter(None, (self._target[address] for address in targets))),
            state=self._state(sources, targets),
            stale=self._stale(sources, targets, known),
            made=min((rendering.made for rendering in known), key=DOUBT.index, default=Made.HAND),
            read_by=", ".join(readers),
        )

    def _state(self, sources: Sequence[Address], targets: Sequence[Address]) -> State:
        """Return the least finished state of the written targets; without one, what was decided."""
        states = [self._target_state(address) for address in targets if self._target[address]]
        if states:
            return min(states, key=HOW_FAR.index)
        decided = bool(sources) and all(address in self._left_out for address in sources)
        return State.LEFT_OUT if decided else State.TO_DO

    def _target_state(self, address: Address) -> State:
        rendering = self._renderings.get(address)
        if rendering is None or rendering.unread:  # whatever somebody has said that it renders
            return State.DRAFT
        state = rendering.state
        return State.DRAFT if state in {State.TO_DO, State.LEFT_OUT} else state

    def _stale(
        self, sources: Sequence[Address], targets: Sequence[Address], known: list[Rendering]
    ) -> bool:
        """Say whether a source text is not the one that the row was made from or decided upon."""
        if any(self._target[address] for address in targets):
            return any(map(self._behind, known))
        decided = [self._left_out[address] for address in sources if address in self._left_out]
        return any(item.text != self._source[item.source] for item in decided)

    def _behind(self, rendering: Rendering) -> bool:
        """Say whether a target renders a text that is not one of those it was made from."""
        made_from = {kept.source for kept in rendering.made_from}
        gained = bool(made_from) and any(
            self._source.get(source) and source not in made_from
            for source in self._renders[rendering.target]
        )
        return gained or rendering.stale(self._source.get)
