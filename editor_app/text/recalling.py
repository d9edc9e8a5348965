"""What undo brings back: the links and states that a paragraph had when it last read like this.

Undo changes the text alone. When an editor has joined two paragraphs, rested, and takes it back,
the paragraphs ought to stand in their own rows again, as far as they were. So whoever settles
edits keeps what is known of each text seen, for as long as the article is open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from editor_app.domain.block import Block, Body
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Link, Rendering, block_address
from editor_app.text.blocks import Reconciled


@dataclass(frozen=True)
class Known:
    """What was known of a block while it read so: its links, and the renderings of their ends."""

    block: Block
    links: tuple[Link, ...]
    renderings: tuple[Rendering, ...]


Memory = dict[tuple[Address, str], Known]
"""By address and text; the last seen stands last."""


def remember(
    body: Body,
    article: ArticleId,
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
) -> Memory:
    """Return what is known of each block of a body, to be added to what is known already."""
    by_end: dict[Address, list[Link]] = {}
    for link in links:
        by_end.setdefault(link.target, []).append(link)
        by_end.setdefault(link.source, []).append(link)
    memory: Memory = {}
    for block in body:
        address = block_address(article, block.id)
        linked = tuple(by_end.get(address, ()))
        targets = dict.fromkeys((address, *(link.target for link in linked)))
        known = tuple(renderings[target] for target in targets if target in renderings)
        memory[address, block.text] = Known(block, linked, known)
    return memory


def earlier_blocks(memory: Memory, article: ArticleId) -> Iterator[Block]:
    """Yield the remembered blocks of an article, the last seen first, for ``reconcile``."""
    for (address, _), known in reversed(memory.items()):
        if address.owner == article:
            yield known.block


def recall(
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    edit: Reconciled,
    article: ArticleId,
    memory: Memory,
    alive: Callable[[Address], bool],
) -> tuple[tuple[Link, ...], dict[Address, Rendering]]:
    """Return links and renderings after an edit, as they were where a text is back that was known.

    To be used after ``follow``. ``alive`` says whether an address still has words to link to.
    """
    back: dict[Address, Known] = {}
    for block in edit.body:
        address = block_address(article, block.id)
        known = memory.get((address, block.text))
        if known and (block.id in edit.changed or block.id in edit.added):
            back[address] = known
    kept = [link for link in links if link.target not in back and link.source not in back]
    again = [
        link
        for known in back.values()
        for link in known.links
        if alive(link.target) and alive(link.source)
    ]
    recalled = dict(renderings)
    for address, known in back.items():
        for rendering in known.renderings:
            now = recalled.get(rendering.target)
            if rendering.target == address:
                recalled[address] = rendering
            elif now and _nobody_touched(now, rendering) and _all_alive(rendering, alive):
                recalled[rendering.target] = replace(now, made_from=rendering.made_from)
    return tuple(dict.fromkeys((*kept, *again))), recalled


def _nobody_touched(now: Rendering, then: Rendering) -> bool:
    """Say whether a target is as it was, apart from what it was made from."""
    return replace(now, made_from=()) == replace(then, made_from=())


def _all_alive(rendering: Rendering, alive: Callable[[Address], bool]) -> bool:
    return all(alive(kept.source) for kept in rendering.made_from)
