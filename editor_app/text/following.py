"""Links after an edit: a merge joins them, a split copies them, a removal drops them.

No link ever points to nothing. What a target was made from follows the source as well: where a
source paragraph was only cut or joined, with not one character of text changed, the target does not
turn stale; in every other case it does, and keeps the text it was made from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import StrEnum
from types import MappingProxyType

from editor_app.domain.ids import ArticleId, BlockId
from editor_app.domain.link import Address, LeftOut, Link, Rendering, SourceText, block_address
from editor_app.text.blocks import GAP, Reconciled
from editor_app.text.rows import DOUBT, HOW_FAR

NO_TEXTS: Mapping[Address, str] = MappingProxyType({})


class Side(StrEnum):
    """Which side of its links an edited article is on."""

    SOURCE = "source"
    TARGET = "target"


def follow(
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    edit: Reconciled,
    article: ArticleId,
    side: str,
    sources: Mapping[Address, str] = NO_TEXTS,
) -> tuple[tuple[Link, ...], dict[Address, Rendering]]:
    """Return links and renderings as they are after an edit of ``article`` on that side of them.

    ``side`` is a Side, or its value. ``sources`` are the source texts of now, for an edit of a
    target: of two texts that a joined target was made from, the one that has changed since is kept.
    """
    of_target = Side(side) is Side.TARGET
    way = _Way(edit, article)
    links = tuple(links)
    followed: dict[Link, None] = {}
    for link in links:
        for end in way.now(link.target if of_target else link.source):
            moved = replace(link, target=end) if of_target else replace(link, source=end)
            followed[moved] = None
    if of_target:
        return tuple(followed), _follow_targets(renderings, way, sources)
    linked = {link.source for link in links}
    return tuple(followed), {
        target: replace(rendering, made_from=way.made_from(rendering.made_from, linked))
        for target, rendering in renderings.items()
    }


def follow_left_out(
    left_out: Iterable[LeftOut], edit: Reconciled, article: ArticleId
) -> tuple[LeftOut, ...]:
    """Return the decisions to leave out, after an edit of the source ``article``.

    A split copies a decision to both parts; a merge with words that were not left out ends it.
    """
    decisions = {item.source: item for item in left_out}
    way = _Way(edit, article)
    followed: dict[Address, LeftOut] = {}
    for source, item in decisions.items():
        kept = dict(way.cut_or_joined({source: item.text}, decisions.keys()))
        for end in way.now(source):
            if decisions.keys() >= set(way.group(end)):
                followed.setdefault(end, replace(item, source=end, text=kept.get(end, item.text)))
    return tuple(followed.values())


class _Way:
    """Where each address of an edited article leads after the edit."""

    def __init__(self, edit: Reconciled, article: ArticleId) -> None:
        def at(block: BlockId) -> Address:
            return block_address(article, block)

        self._article = article
        self._before = {at(block.id): block.text for block in edit.before}
        self._now = {at(block.id): block.text for block in edit.body}
        self._into = {at(gone): at(into) for gone, into in edit.merged.items()}
        self._parts: dict[Address, list[Address]] = defaultdict(list)
        for block in edit.body:
            if block.id in edit.split:
                self._parts[at(edit.split[block.id])].append(at(block.id))
        self._groups: dict[Address, list[Address]] = defaultdict(list)
        for old in self._before:
            if old in self._into or old in self._now:
                self._groups[self._into.get(old, old)].append(old)

    def now(self, address: Address) -> tuple[Address, ...]:
        """Return the addresses that hold now what this one held; none when it is gone."""
        if address.owner != self._article or address.block is None:
            return (address,)
        own = (address,) if address in self._now else ()
        into = (self._into[address],) if address in self._into else ()
        return (*own, *into, *self._parts.get(address, ()))

    def group(self, address: Address) -> list[Address]:
        """Return the addresses of before whose words were joined here, in their order."""
        return self._groups.get(address, [])

    def made_from(
        self, kept: Iterable[SourceText], linked: Iterable[Address]
    ) -> tuple[SourceText, ...]:
        """Return what a target was made from, with the addresses of now.

        ``linked`` are the sources that had a target before the edit.
        """
        texts = {item.source: item.text for item in kept}
        followed = self.cut_or_joined(texts, set(linked))
        return tuple(SourceText(source, text) for source, text in followed.items())

    def cut_or_joined(
        self, texts: Mapping[Address, str], covered: Iterable[Address]
    ) -> dict[Address, str]:
        """Return kept texts by their addresses of now; the new text where no word has changed.

        A join with words that were not ``covered`` counts as a change.
        """
        followed: dict[Address, str] = {}
        for source, text in texts.items():
            into = self._into.get(source, source)
            parts = self._parts.get(source, [])
            group = self._groups.get(into, [])
            fresh = all(self._before[item] == texts[item] for item in group if item in texts)
            if fresh and parts and self._unchanged([source], [source, *parts]):
                followed |= {end: self._now[end] for end in (source, *parts)}
            elif fresh and len(group) > 1 and self._unchanged(group, [into], covered):
                followed[into] = self._now[into]
            elif into in followed and followed[into] != self._now.get(into):
                followed[into] += GAP + text
            else:
                followed[into] = text
        return followed

    def _unchanged(
        self, olds: list[Address], news: list[Address], covered: Iterable[Address] = ()
    ) -> bool:
        """Say whether old and new texts have the same words, and all that was joined is covered."""
        if len(olds) > 1 and not set(olds) <= set(covered):
            return False
        if not self._now.keys() >= set(news):
            return False
        return _bare(self._before[old] for old in olds) == _bare(self._now[new] for new in news)


def _bare(texts: Iterable[str]) -> str:
    """Return the texts as one, without white space."""
    return "".join("".join(texts).split())


def _follow_targets(
    renderings: Mapping[Address, Rendering], way: _Way, sources: Mapping[Address, str]
) -> dict[Address, Rendering]:
    """Return the renderings of an edited target: copied by splits, joined by merges."""
    followed: dict[Address, Rendering] = {}
    for target, rendering in renderings.items():
        for end in way.now(target):
            moved = replace(rendering, target=end)
            known = followed.get(end)
            followed[end] = _joined(known, moved, sources) if known else moved
    return followed


def _joined(one: Rendering, other: Rendering, sources: Mapping[Address, str]) -> Rendering:
    """Return what is known of a text that two became: the less finished, the more doubtful."""
    kept: dict[Address, SourceText] = {}
    for item in (*other.made_from, *one.made_from):
        if item.source not in kept or kept[item.source].text == sources.get(item.source):
            kept[item.source] = item
    both_read = one.read is not None and other.read is not None
    return replace(
        one,
        state=min(one.state, other.state, key=HOW_FAR.index),
        made=min(one.made, other.made, key=DOUBT.index),
        made_from=tuple(kept.values()),
        read=one.read if both_read else None,
        read_by=one.read_by if both_read else "",
    )
