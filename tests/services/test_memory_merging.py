"""Two memories become one: nothing is lost, the later of two doubles counts, one step goes back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from editor_app.domain.errors import Cancelled, Refused
from editor_app.domain.ids import ENGLISH, VIETNAMESE, MemoryId, PairId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY, MemoryPair
from editor_app.formats.tmx import TmxUnit, TmxVariant
from editor_app.formats.tmx_writing import write_units
from editor_app.services.memory import MemoryService
from editor_app.services.terms import TermService
from editor_app.services.word_files import WordFileService
from tests.desks import NOON, Desk

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def memory(desk: Desk) -> MemoryService:
    return MemoryService(desk.place)


def pair(source: str, target: str, memory: MemoryId, editor: str = "Lan") -> MemoryPair:
    made = MemoryPair(PairId(new_id()), VIETNAMESE, ENGLISH, source, target, NOON, editor)
    return replace(made, memory=memory)


def all_pairs(desk: Desk) -> dict[PairId, MemoryPair]:
    with desk.place.database.reading() as records:
        return {item.id: item for item in records.memory.all()}


def two_memories(desk: Desk, memory: MemoryService, many: int = 0) -> tuple[MemoryId, MemoryId]:
    """Return an old memory and the one that it is merged into; they share two pairs."""
    old, new = memory.add("Old").id, memory.add("New").id
    lonely = [pair(f"Câu số {number} của kho cũ.", f"Old {number}.", old) for number in range(many)]
    TermService(desk.place).put_pairs(
        (
            pair("Nước lên rất nhanh.", "The water rises fast.", old),
            replace(pair("Mưa to.", "Rain.", old, "Minh"), confirmed=LATER),
            pair("Nắng gắt.", "Sun.", old, "Minh"),
            pair("Mưa to.", "Rain.", new),
            replace(pair("Nắng gắt.", "Sun.", new), confirmed=LATER),
            *lonely,
        )
    )
    while memory.tidy():
        pass
    return old, new


def test_pairs_move_the_later_double_counts_and_one_step_brings_everything_back(
    desk: Desk, memory: MemoryService
) -> None:
    old, new = two_memories(desk, memory)
    before, names = all_pairs(desk), memory.memories()
    changes = memory.merge(old, new)
    assert changes.said == Message(
        "memory-merged", {"name": "Old", "into": "New", "count": 1, "doubles": 2}
    )
    assert [shown.memory.name for shown in memory.memories()] == ["", "New"]
    assert {(item.source, item.editor, item.confirmed) for item in memory.find("", new)} == {
        ("Nước lên rất nhanh.", "Lan", NOON),
        ("Mưa to.", "Minh", LATER),
        ("Nắng gắt.", "Lan", LATER),
    }
    article = desk.translations.start(desk.story("Nước lên khá nhanh.", ""), ENGLISH).article
    row = desk.translations.segments(article)[0]
    [match] = desk.translations.matches(article, row.sources)  # found by its likeness as before
    assert (match.offered, match.memory) == ("The water rises fast.", "New")
    assert changes.inverse is not None
    back = changes.inverse()
    assert (all_pairs(desk), memory.memories()) == (before, names)
    assert back.inverse is not None
    back.inverse()
    assert [shown.pairs for shown in memory.memories()] == [0, 3]


def test_merging_that_is_stopped_leaves_both_as_they_were(
    desk: Desk, memory: MemoryService
) -> None:
    old, new = two_memories(desk, memory, many=300)
    before = all_pairs(desk)

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        memory.merge(old, new, stop)
    assert all_pairs(desk) == before
    memory.merge(old, new)
    assert [shown.pairs for shown in memory.memories()] == [0, 303]


def test_files_that_a_memory_took_in_can_be_taken_out_of_the_other_one(
    desk: Desk, memory: MemoryService
) -> None:
    old = memory.add("Old").id
    files, out = WordFileService(desk.place), BytesIO()
    variants = (TmxVariant(VIETNAMESE, "Gió mạnh."), TmxVariant(ENGLISH, "Wind."))
    write_units(out, [TmxUnit(variants)], tool_version="1", source_language=VIETNAMESE)
    out.seek(0)
    files.import_tmx(out, "old.tmx", old)
    changes = memory.merge(old, DESK_MEMORY)
    assert changes.said is not None
    assert changes.said.key == "memory-merged-desk"
    [(taking, count)] = files.takings()
    assert (taking.memory, count) == (DESK_MEMORY, 1)
    assert changes.inverse is not None
    changes.inverse()
    [(taking, count)] = files.takings()
    assert (taking.memory, count) == (old, 1)


def test_the_memory_of_the_desk_and_read_only_ones_are_not_merged_away(
    desk: Desk, memory: MemoryService
) -> None:
    old, new = two_memories(desk, memory)
    before = all_pairs(desk)
    with pytest.raises(Refused, match="memory-of-desk"):
        memory.merge(DESK_MEMORY, new)
    memory.change(new, read_only=True)
    for one, other in ((old, new), (new, old)):
        with pytest.raises(Refused, match="memory-read-only"):
            memory.merge(one, other)
    assert not memory.merge(old, old)
    assert all_pairs(desk) == before
