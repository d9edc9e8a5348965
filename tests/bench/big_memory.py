"""A desk with a large translation memory, made once and kept in ``build`` for the next run."""

from __future__ import annotations

import json
import random
import shutil
import time
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

from editor_app.domain.ids import ENGLISH, VIETNAMESE, PairId, new_id
from editor_app.domain.term import MemoryPair
from editor_app.storage.database import Database
from editor_app.text.folding import search_text
from editor_app.text.fuzzy import plain_text, tokens_of, words_of_plain
from editor_app.text.matching import memory_key
from tests.desks import NOON, Clock, empty_desk
from tests.memory_material import Writer

BATCH = 20_000
KEPT = 400
SEED = 21
ROOT = Path(__file__).parents[2]
SAMPLE = 300
"""Sentences that tell whether a desk made earlier still is what would be made now."""


@dataclass(frozen=True)
class BigMemory:
    """A desk folder, texts that are like some of its pairs, and how long it took to make (s).

    ``seconds`` is None when it was made in an earlier run.
    """

    folder: Path
    queries: list[str]
    writer: Writer
    seconds: float | None


def big_memory(folder: Path, pairs: int) -> BigMemory:
    """Put a desk with so many pairs, all in the index, into a folder of one's own."""
    kept = ROOT / "build" / "bench" / f"memory-{pairs}-{_sign()}"
    seconds = None
    if not kept.exists():
        for older in kept.parent.glob(f"memory-{pairs}-*"):
            shutil.rmtree(older)
        seconds = _make(kept, pairs)
    Database(kept / "desk").close()  # an older schema is brought up to date once
    shutil.copytree(kept / "desk", folder)
    texts = json.loads((kept / "texts.json").read_text("utf-8"))
    writer = Writer(SEED)
    return BigMemory(folder, [writer.query(text) for text in texts], writer, seconds)


def _sign() -> str:
    """Return a sign of what such a desk holds: of how some texts are kept in it."""
    digest = sha256()
    for text in Writer(SEED).sentences(SAMPLE):
        plain = plain_text(text)
        tokens = sorted(tokens_of(plain, words_of_plain(plain)))
        digest.update(repr((memory_key(text), plain, tokens, search_text(text))).encode())
    return digest.hexdigest()[:12]


def _make(kept: Path, pairs: int) -> float:
    """Make such a desk; return the seconds it took."""
    half = kept.with_name(f"{kept.name}.new")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(parents=True)
    database = empty_desk(half / "desk", Clock()).place.database
    begun = time.perf_counter()
    texts = _fill(database, pairs)
    seconds = time.perf_counter() - begun
    database.close()
    (half / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    half.rename(kept)
    return seconds


def _fill(database: Database, pairs: int) -> list[str]:
    """Fill the memory and its index; return some of the sentences."""
    kept: list[str] = []
    chance = random.Random(22)
    sentences = Writer(SEED).sentences(pairs)
    while batch := list(islice(sentences, BATCH)):
        pairs_made = [(_pair(text), memory_key(text)) for text in batch]
        kept += chance.sample(batch, min(len(batch), KEPT))
        with database.writing() as records:
            records.memory.add_many(pairs_made)
            records.memory_index.shelve(BATCH)
    while _posted(database):
        pass
    return chance.sample(kept, min(len(kept), KEPT))


def _pair(text: str) -> MemoryPair:
    """Return a sentence with a translation as long as it is."""
    target = " ".join(text.split()[::-1])
    return MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, text, target, NOON, "Lan")


def _posted(database: Database) -> int:
    with database.writing() as records:
        return records.memory_index.post(65_536)
