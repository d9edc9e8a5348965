"""What a museum desk holds of memory and house rules: one of everything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from editor_app.domain.ids import CHINESE as ZH
from editor_app.domain.ids import ENGLISH as EN
from editor_app.domain.ids import VIETNAMESE as VI
from editor_app.domain.ids import ArticleId, MemoryId, PairId, StoryId, TakingId
from editor_app.domain.term import Memory, MemoryPair, MemoryTaking

NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)
MEMORY = Memory(MemoryId("agency"), "Agency reports", 2, read_only=True)
PAIR = MemoryPair(
    id=PairId(f"{121:032x}"),
    source_language=VI,
    target_language=ZH,
    source="Nước dâng cao.",
    target="水位上涨。",
    confirmed=NOON + timedelta(hours=16),
    editor="Mei",
    story=StoryId(f"{51:032x}"),
    article=ArticleId(f"{72:032x}"),
    memory=MEMORY.id,
    before="Trước.",
    after="Sau.",
)
TAKING = MemoryTaking(TakingId(1), MEMORY.id, "Agency 2025.tmx", NOON + timedelta(hours=15), "Mei")
TAKEN_PAIR = MemoryPair(
    id=PairId(f"{122:032x}"),
    source_language=VI,
    target_language=EN,
    source="Hết.",
    target="The end.",
    confirmed=NOON + timedelta(hours=14),
    editor="minh",
    story=StoryId(f"{51:032x}"),
    article=ArticleId(f"{72:032x}"),
    memory=MEMORY.id,
    before="Trước.",
    after="Sau.",
    created=NOON + timedelta(hours=13),
    created_by="lan",
    taking=TAKING.id,
    carried='{"id":"7","unit":{"notes":[["checked",""]]}}',
)
HOUSE_CHECKS = {"N1": "error", "T5": "off"}
