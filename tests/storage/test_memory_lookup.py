"""What the posting lists find is what comparing with every pair finds."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language, PairId
from editor_app.domain.term import MemoryPair
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from editor_app.text.fuzzy import LEAST, in_letters, per_cent, per_cents, plain_text, words_of_plain
from editor_app.text.matching import memory_key
from tests.memory_material import Writer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FOUND_AT_LEAST = 0.995


def keep(records: Records, sources: Iterable[str], first: int = 0, to: Language = ENGLISH) -> None:
    pairs = []
    for number, source in enumerate(sources, first):
        name = PairId(f"{number:032x}")
        pair = MemoryPair(name, VIETNAMESE, to, source, f"Sentence {number}.", NOON, "Lan")
        pairs.append((pair, memory_key(source)))
    records.memory.add_many(pairs)


def settle(records: Records) -> None:
    """Put everything into the index."""
    while records.memory_index.shelve(5_000) or records.memory_index.post(16_384):
        pass


def found(records: Records, text: str, to: Language = ENGLISH) -> dict[str, int]:
    like = records.memory.like(VIETNAMESE, to, plain_text(text), LEAST, 10_000)
    return {pair.source: score for pair, score in like}


class Oracle:
    """Compares a text with every sentence."""

    def __init__(self, sentences: Iterable[str]) -> None:
        """Know these sentences."""
        self._known: dict[str, int] = {}
        self._sentences = list(dict.fromkeys(sentences))
        self._plains = [plain_text(text) for text in self._sentences]
        self._rows = [in_letters(words_of_plain(plain), self._known) for plain in self._plains]

    def like(self, text: str) -> dict[str, int]:
        """Return the sentences that are alike and how much."""
        plain = plain_text(text)
        row = in_letters(words_of_plain(plain), self._known)
        scores = per_cents(plain, row, self._plains, self._rows)
        return {self._sentences[place]: score for place, score in scores}


@dataclass
class Compared:
    """How look-ups compare with brute force: queries, those that found just the same, matches."""

    queries: int = 0
    same: int = 0
    true: int = 0
    right: int = 0
    best_missed: int = 0

    def __str__(self) -> str:
        """Return the figures in a line."""
        return (
            f"{100 * self.same / self.queries:.2f} % of {self.queries} queries found what brute"
            f" force found at {LEAST} % and above: {self.right} of {self.true} matches,"
            f" {self.best_missed} best ones missed"
        )


def compared(folder: Path, size: int, queries: int) -> Compared:
    """Look edits of kept sentences up in a memory of this size, and with brute force."""
    writer, result = Writer(11), Compared(queries)
    sentences = list(writer.sentences(size))
    database = Database.create(folder)
    with database.writing() as records:
        keep(records, sentences)
        settle(records)
    oracle, chance = Oracle(sentences), random.Random(12)
    for source in chance.sample(sentences, queries):
        text = writer.query(source)
        wanted = oracle.like(text)
        with database.reading() as records:
            here = found(records, text)
        assert here.items() <= wanted.items()
        result.same += here == wanted
        result.true, result.right = result.true + len(wanted), result.right + len(here)
        result.best_missed += max(here.values(), default=0) < max(wanted.values(), default=0)
    database.close()
    return result


def test_1000_queries_find_what_brute_force_finds(tmp_path: Path) -> None:
    result = compared(tmp_path / "desk", 3_000, 1_000)
    print(f"in 3,000 pairs, {result}")
    assert result.true > 1_000
    assert result.same >= FOUND_AT_LEAST * result.queries
    assert result.right >= FOUND_AT_LEAST * result.true
    assert result.best_missed == 0


@pytest.mark.ordeal
@pytest.mark.timeout(3_000)
def test_1000_queries_find_what_brute_force_finds_in_100_000_pairs(tmp_path: Path) -> None:
    result = compared(tmp_path / "desk", 100_000, 1_000)
    print(f"in 100,000 pairs, {result}")
    assert result.true > 1_000
    assert result.right >= FOUND_AT_LEAST * result.true
    assert result.best_missed <= 5


@pytest.fixture
def library(tmp_path: Path) -> Database:
    return Database.create(tmp_path / "desk")


def test_new_pairs_are_found_before_and_after_they_have_postings(library: Database) -> None:
    old, new = "Mưa rất to ở miền Trung đêm qua.", "Nắng rất gắt ở miền Nam hôm nay."
    with library.writing() as records:
        keep(records, [old])
        settle(records)
        keep(records, [new], first=1)
        assert found(records, "Nắng quá gắt ở miền Nam hôm nay.") == {}
        records.memory_index.shelve(1)
        assert records.memory_index.unposted() == 1
        assert list(found(records, "Nắng quá gắt ở miền Nam hôm nay.")) == [new]
        assert list(found(records, "Mưa quá to ở miền Trung đêm qua.")) == [old]
        settle(records)
        assert records.memory_index.unposted() == 0
        assert list(found(records, "Nắng quá gắt ở miền Nam hôm nay.")) == [new]
    library.close()


def test_a_pair_taken_out_is_not_found_and_the_others_are(library: Database) -> None:
    sentences = [f"Mưa rất to ở miền Trung đêm thứ {number}." for number in range(20)]
    with library.writing() as records:
        keep(records, sentences)
        settle(records)
        records.memory.remove(PairId(f"{7:032x}"))
        assert set(found(records, sentences[7])) == {*sentences} - {sentences[7]}
        assert records.memory.holding("thứ 7", 10, in_target=False) == ()
        assert records.memory.holding("thứ 8", 10, in_target=False)
    library.close()


def test_many_pairs_at_once_replace_those_of_the_same_texts(library: Database) -> None:
    text = "Mưa rất to ở miền Trung đêm qua."
    one = MemoryPair(PairId("a" * 32), VIETNAMESE, ENGLISH, text, "Rain.", NOON, "Lan")
    two = replace(one, id=PairId("b" * 32), editor="Minh")
    other = replace(one, id=PairId("c" * 32), target="A downpour.")
    key = memory_key(text)
    with library.writing() as records:
        records.memory.add(one, key)
        settle(records)
        records.memory.add_many(((other, key), (one, key), (two, key)))
        settle(records)
        assert {pair.id for pair in records.memory.all()} == {two.id, other.id}
        assert found(records, text) == {text: 99}
        assert len(records.memory.holding("miền trung", 10, in_target=False)) == 2
    library.close()


def test_each_pair_of_languages_has_its_own_pairs(library: Database) -> None:
    with library.writing() as records:
        keep(records, ["Mưa rất to ở miền Trung."])
        keep(records, ["Mưa rất to ở miền Bắc."], first=1, to=CHINESE)
        settle(records)
        assert list(found(records, "Mưa rất to ở miền Nam.")) == ["Mưa rất to ở miền Trung."]
        assert list(found(records, "Mưa rất to ở miền Nam.", CHINESE)) == ["Mưa rất to ở miền Bắc."]
    library.close()


def test_the_index_can_be_thrown_away_and_made_again(library: Database) -> None:
    with library.writing() as records:
        keep(records, Writer(3).sentences(300))
        settle(records)
        text = Writer(3).query(records.memory.all()[5].source)
        before = found(records, text)
        records.memory_index.clear()
        assert found(records, text) == {}
        settle(records)
        assert found(records, text) == before
    library.close()


def test_a_full_shelf_is_followed_by_another(
    library: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor_app.storage.records.memory_index.SHELF", 64)
    monkeypatch.setattr("editor_app.storage.records.memory_lookup.SHELF", 64)
    sentences = list(Writer(5).sentences(200))
    with library.writing() as records:
        keep(records, sentences)
        settle(records)
        for sentence in sentences[::20]:
            assert found(records, sentence)[sentence] == 99
    library.close()


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("Mưa to.", "Mưa  to.", 100),
        ("Hòa bình", "Hoà bình", 100),
        ("Mưa to.", "mưa to.", 99),
        ("台湾", "臺灣", 99),
        ("Mưa to ở Huế.", "Nắng gắt ở Vinh.", 36),
        ("bán nhà", "bạn nhà", 67),
        ("一号台风昨晚登陆海南", "二号台风昨晚登陆广东", 70),
        ("", "Mưa", 0),
    ],
)
def test_the_per_cent_of_two_texts(one: str, other: str, wanted: int) -> None:
    assert per_cent(one, other) == per_cent(other, one) == wanted
