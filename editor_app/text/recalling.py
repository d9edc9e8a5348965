"""What undo brings back: the links and states that a paragraph had when it last read like this.

Undo changes the text alone. When an editor has joined two paragraphs, rested, and takes it back,
the paragraphs ought to stand in their own rows again, as far as they were. So whoever settles
edits keeps what is known of each text seen, for as long as the article is open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from editor_app.domain.block import Block, Body
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Link, Rendering, block_address
from editor_app.text.blocks import Reconciled
from editor_app.text.rows import HOW_FAR


@dataclass(frozen=True)
class Known:
    """What was known of a block while it read so: its links, and the renderings of their ends.

    ``texts`` are the texts of then of the targets among those ends.
    """

    block: Block
    links: tuple[Link, ...]
    renderings: tuple[Rendering, ...]
    texts: Mapping[Address, str]


Memory = dict[tuple[Address, str], Known]
"""By address and text; the last seen stands last."""


def remember(
    body: Body,
    article: ArticleId,
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    targets: Mapping[Address, str],
) -> Memory:
    """Return what is known of each block of a body, to be added to what is known already.

    ``targets`` are the texts of the translation: a state is known of a text, not of its place.
    """
    by_end: dict[Address, list[Link]] = {}
    for link in links:
        by_end.setdefault(link.target, []).append(link)
        by_end.setdefault(link.source, []).append(link)
    memory: Memory = {}
    for block in body:
        address = block_address(article, block.id)
        linked = tuple(by_end.get(address, ()))
        ends = dict.fromkeys((address, *(link.target for link in linked)))
        known = tuple(renderings[end] for end in ends if end in renderings)
        texts = {end: targets[end] for end in ends if end in targets}
        memory[address, block.text] = Known(block, linked, known, texts)
    return memory


def earlier_blocks(memory: Memory, article: ArticleId) -> Iterator[Block]:
    """Yield the remembered blocks of an article, the last seen first, for ``reconcile``."""
    for (address, _), known in reversed(memory.items()):
        if address.owner == article:
            yield known.block


def with_links(memory: Memory, targets: Collection[Address], made: Iterable[Link]) -> Memory:
    """Return a memory in which a hand has said what some targets render, whenever that was.

    ``made`` are all links of these targets. A text that is back brings back no other link of them,
    and one that was cut off one of them is not known any more: cut off again, it renders what a
    hand has said of the whole.
    """
    fresh = set(made)
    wholes = [(address.owner, text) for address, text in memory if address in targets]

    def was_part(address: Address, text: str) -> bool:
        return any(address.owner == owner and text in whole for owner, whole in wholes)

    def links_of(address: Address, known: Known) -> tuple[Link, ...]:
        if address in targets:
            return tuple(sorted(link for link in fresh if link.target == address))
        return tuple(link for link in known.links if link.target not in targets or link in fresh)

    own = set(targets) - {link.target for link in fresh}
    return {
        key: replace(known, links=links_of(key[0], known), renderings=_with_own(known, own))
        for key, known in memory.items()
        if key[0] in targets or not was_part(*key)
    }


def _with_own(known: Known, own: Collection[Address]) -> tuple[Rendering, ...]:
    """Return what was known of the ends of a text, those that render nothing the hand's own."""
    return tuple(
        item.said_to_render(()) if item.target in own else item for item in known.renderings
    )


def recall(
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    edit: Reconciled,
    article: ArticleId,
    memory: Memory,
    current: Callable[[Address], str | None],
) -> tuple[tuple[Link, ...], dict[Address, Rendering]]:
    """Return links and renderings after an edit, as they were where a text is back that was known.

    To be used after ``follow``. ``current`` gives the words at an address, None where none can be.
    A source that is back brings back what a target was made from when the target, too, reads as it
    did then: one that was made anew from the source between is stale.
    """

    def alive(address: Address) -> bool:
        return current(address) is not None

    links = tuple(links)
    back = _back(edit, article, memory, alive)
    moved = {*edit.added, *edit.split.keys(), *edit.split.values()}
    placed = {block_address(article, block) for block in moved} & back.keys()
    linked = _linked_again(links, {address: back[address] for address in placed}, alive)
    recalled = dict(renderings)
    made_of = {
        item.source
        for address, known in back.items()
        for rendering in known.renderings
        if rendering.target == address
        for item in rendering.made_from
    }
    for address, known in back.items():
        for rendering in known.renderings:
            now = recalled.get(rendering.target)
            if rendering.target == address and now and address not in placed:
                recalled[address] = retyped(rendering, now, current)
            elif rendering.target == address:
                recalled[address] = _as_then(rendering, now, linked, current, made_of)
            elif now and _still_holds(rendering, now, known, current):
                recalled[rendering.target] = _with_sources_of(now, rendering, back, linked)
    return linked, _without(recalled, set(links) - set(linked))


def _back(
    edit: Reconciled, article: ArticleId, memory: Memory, alive: Callable[[Address], bool]
) -> dict[Address, Known]:
    """Return what was known of each block that an edit gave a text which it had before."""
    back: dict[Address, Known] = {}
    for block in edit.body:
        address = block_address(article, block.id)
        known = memory.get((address, block.text))
        if known is None or block.id not in edit.changed | edit.added | edit.split.keys():
            continue
        # what became of an end that is gone only the links followed until now can tell
        if block.id in edit.added or _all_there(known.links, alive):
            back[address] = known
    return back


def _linked_again(
    links: tuple[Link, ...], back: Mapping[Address, Known], alive: Callable[[Address], bool]
) -> tuple[Link, ...]:
    """Return links with those of blocks that were cut off or put in as they were then.

    A block that only has words back keeps the links that it has: a hand may have set them since.
    """
    again = [
        link
        for known in back.values()
        for link in known.links
        if alive(link.target) and alive(link.source)
    ]
    placed = {*back, *(end for link in again for end in (link.target, link.source))}
    kept = [
        link
        for link in links
        if (link.target not in back and link.source not in back) or _added_since(link, placed)
    ]
    return tuple(dict.fromkeys((*kept, *again)))


def _without(
    renderings: dict[Address, Rendering], lost: Collection[Link]
) -> dict[Address, Rendering]:
    """Return renderings that were made from nothing that they do not render any more."""
    parted = {(link.target, link.source) for link in lost}
    for target in {link.target for link in lost} & renderings.keys():
        known = renderings[target]
        kept = (item for item in known.made_from if (target, item.source) not in parted)
        renderings[target] = replace(known, made_from=tuple(kept))
    return renderings


def _as_then(
    then: Rendering,
    now: Rendering | None,
    links: Iterable[Link],
    current: Callable[[Address], str | None],
    parted: Collection[Address],
) -> Rendering:
    """Return a target's rendering of then; the source may have been cut or joined since.

    What it was made from is as it is followed until now, for the sources that it renders and those
    that are gone, less what was ``parted`` from it: the sources of other texts that are back.
    Where a source reads as it did then, it is what the target was made from then.
    """
    if now is None:
        return then
    if not then.made_from:  # it stood alone then, and has been given a source since
        return replace(then, made_from=tuple(i for i in now.made_from if i.source not in parted))
    followed = {item.source: item for item in now.made_from}
    renders = {link.source for link in links if link.target == then.target}
    made_from = {
        item.source: followed.get(item.source, item)
        for item in then.made_from
        if item.source in followed.keys() | renders
    }
    made_from |= {
        item.source: item
        for item in followed.values()
        if item.source in renders or (current(item.source) is None and item.source not in parted)
    }
    made_from |= {
        item.source: item
        for item in then.made_from
        if item.source in renders and current(item.source) == item.text
    }
    return replace(then, made_from=tuple(made_from.values()))


def retyped(then: Rendering, now: Rendering, current: Callable[[Address], str | None]) -> Rendering:
    """Return a target's rendering of then, when only words of it were changed and changed back.

    It renders what it renders now, and was made from the sources of then where those stand again.
    """
    if now.own:
        return now
    of_then = {item.source: item for item in then.made_from if current(item.source) == item.text}
    return replace(then, made_from=tuple(of_then.get(i.source, i) for i in now.made_from))


def _with_sources_of(
    now: Rendering, then: Rendering, back: Mapping[Address, Known], links: Iterable[Link]
) -> Rendering:
    """Return a rendering of now, made from the texts of then where those are back.

    What was made from the present text meanwhile (read against it, or followed) stays so, and so
    does everything when a text of then has gone into another since.
    """
    here = {*back, *(item.source for item in now.made_from)}
    if any(item.source not in here for item in then.made_from):
        return now
    renders = {link.source for link in links if link.target == now.target}
    returned = {
        item.source: item for item in then.made_from if item.source in back.keys() & renders
    }
    made_from = {
        item.source: item
        for item in now.made_from
        if item.source not in back or item.source in renders
    }
    for source, item in returned.items():
        fresh = source in made_from and made_from[source].text == back[source].block.text
        if not fresh:
            made_from[source] = item
    return replace(now, made_from=tuple(made_from.values()))


def _all_there(links: Iterable[Link], alive: Callable[[Address], bool]) -> bool:
    return all(alive(link.target) and alive(link.source) for link in links)


def _added_since(link: Link, placed: Collection[Address]) -> bool:
    """Say whether one end of a link is nowhere in what is recalled: it was not there then."""
    return link.target not in placed or link.source not in placed


def _still_holds(
    then: Rendering, now: Rendering, known: Known, current: Callable[[Address], str | None]
) -> bool:
    """Say whether a target reads as it did, and no more is known of it now than was then.

    What was confirmed or read since then was read against the source of since then.
    """
    if known.texts.get(then.target) != current(then.target):
        return False
    as_far = HOW_FAR.index(then.state) >= HOW_FAR.index(now.state)
    return as_far and (then.read is not None or now.read is None)
