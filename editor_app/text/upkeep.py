"""What is known of a translation's texts after an edit: links for what is new, states, origins.

The services read the words of both sides, call this, and write the outcome; it decides, they keep.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from editor_app.domain.ids import PhotoId
from editor_app.domain.link import Address, Link, Made, Rendering, SourceText, State
from editor_app.text.landmarks import Landmarks
from editor_app.text.linking import NO_PHOTOS, link_new, state_after_edit
from editor_app.text.words import Words


@dataclass(frozen=True)
class Hand:
    """Who has typed just now, when, and in which target texts."""

    editor: str
    now: datetime
    touched: frozenset[Address] = frozenset()


def renewed(
    source: Words,
    target: Words,
    links: Iterable[Link],
    renderings: Mapping[Address, Rendering],
    landmarks: Landmarks,
    hand: Hand,
    photos: Mapping[str, PhotoId] = NO_PHOTOS,
    passed_over: Iterable[Address] = (),
) -> tuple[tuple[Link, ...], dict[Address, Rendering]]:
    """Return links and renderings of a translation as they are with the words of now.

    Links of what is gone go, target texts without one are linked where they can be (as
    ``link_new`` says), each text with words is at least a draft, and what the hand has typed in
    is as ``state_after_edit`` says. A text whose source is gone asks what to do with it, and one
    that was confirmed without any is the translator's own: neither gets another source by itself.
    """
    sources, targets = dict(source), dict(target)
    alive = [link for link in links if link.source in sources and link.target in targets]
    alone = _alone(renderings, alive, sources)
    linked = link_new(source, target, alive, landmarks, photos, passed_over, alone)
    after = {
        address: _known(renderings.get(address), address, linked, sources, hand)
        for address, text in targets.items()
        if text.strip()
    }
    for address in hand.touched & after.keys():
        after[address] = _typed_in(after[address], targets[address], hand)
    return linked, after


def _alone(
    renderings: Mapping[Address, Rendering],
    links: Iterable[Link],
    sources: Collection[Address],
) -> tuple[Address, ...]:
    """Return the target texts that stand without a source, because of an edit or on purpose."""
    linked = {link.target for link in links}
    return tuple(
        target
        for target, known in renderings.items()
        if target not in linked
        and (known.made_from or known.state.finished)
        and not any(kept.source in sources for kept in known.made_from)
    )


def made_from(
    links: Iterable[Link], target: Address, sources: Mapping[Address, str]
) -> tuple[SourceText, ...]:
    """Return the source texts that a target renders, as they are now."""
    linked = (link.source for link in links if link.target == target)
    return tuple(SourceText(item, sources[item]) for item in linked if item in sources)


def _known(
    known: Rendering | None,
    target: Address,
    links: Collection[Link],
    sources: Mapping[Address, str],
    hand: Hand,
) -> Rendering:
    """Return what is known of a target text, begun as a draft made from the source of now."""
    if known is None:
        kept = made_from(links, target, sources)
        return Rendering(target, State.DRAFT, Made.HAND, kept, hand.now, hand.editor)
    if known.made_from:
        return known
    return replace(known, made_from=made_from(links, target, sources))


def _typed_in(known: Rendering, text: str, hand: Hand) -> Rendering:
    """Return what is known of a target text after somebody typed in it."""
    made = known.made if known.unread else Made.HAND
    return replace(
        known,
        state=State.TRANSLATED if known.own else state_after_edit(known, text),
        made=made,
        changed=hand.now,
        changed_by=hand.editor,
    )
