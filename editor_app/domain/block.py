"""The paragraphs of a body. Joined by one empty line their texts are the article's Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from editor_app.domain.ids import BlockId


class BlockKind(StrEnum):
    """What a block is; told from its Markdown by ``text.blocks.kind_of``."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST = "list"
    QUOTE = "quote"
    PULL_QUOTE = "pull-quote"
    TABLE = "table"
    PHOTO = "photo"
    EMBED = "embed"
    FOREIGN = "foreign"
    CODE = "code"
    FOOTNOTE = "footnote"
    RULE = "rule"

    @property
    def holds_words(self) -> bool:
        """Say whether a translator has something to translate here."""
        return self not in {BlockKind.PHOTO, BlockKind.EMBED, BlockKind.FOREIGN, BlockKind.RULE}


@dataclass(frozen=True)
class Block:
    """One block: lasting id, kind, and Markdown (NFC, no empty line inside, no outer space)."""

    id: BlockId
    kind: BlockKind
    text: str


Body = tuple[Block, ...]
