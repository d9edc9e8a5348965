"""Two states of an article beside each other: which paragraphs belong together, what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.text.kinds import object_of

FIELDS = ("headline", "standfirst", "dateline", "push", "home", "social", "seo")


@dataclass(frozen=True)
class Pair:
    """A field (by name) or paragraph as it was kept and as it is now; None where there is none."""

    name: str
    kept: str | None
    now: str | None

    @property
    def differs(self) -> bool:
        """Whether the two are not the same."""
        return self.kept != self.now


def compared(kept: Article, now: Article) -> tuple[Pair, ...]:
    """Return all fields with words and all paragraphs, in reading order."""
    pairs = [Pair(name, kept.field(name), now.field(name)) for name in FIELDS]
    spoken = [pair for pair in pairs if pair.kept or pair.now]
    return (*spoken, *_paragraphs(kept.body, now.body))


def _paragraphs(kept: Body, now: Body) -> Iterator[Pair]:
    """Yield the paragraphs; those with the same id, or else the same text, stand together."""
    known = {block.text: block.id for block in kept}
    old = [block.id for block in kept]
    ids = set(old)
    new = [block.id if block.id in ids else known.get(block.text, block.id) for block in now]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            for one, other in zip(kept[start:end], now[new_start:new_end], strict=True):
                yield Pair("", one.text, other.text)
            continue
        yield from (Pair("", block.text, None) for block in kept[start:end])
        yield from (Pair("", None, block.text) for block in now[new_start:new_end])


def is_object(text: str | None) -> bool:
    """Say whether a paragraph is a photo, embed or foreign line."""
    return text is not None and object_of(text) is not None
