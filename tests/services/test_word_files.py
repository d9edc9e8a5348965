"""Memory in files: TMX and XLIFF taken in and written, on a real desk."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest

from editor_app.domain.errors import Cancelled, NotFound, Refused, Unreadable
from editor_app.domain.ids import ENGLISH, VIETNAMESE, MemoryId, PairId, TakingId
from editor_app.domain.messages import Message
from editor_app.domain.term import (
    DESK_MEMORY,
    Memory,
    MemoryPair,
    TakenPair,
)
from editor_app.formats.tmx import read_units
from editor_app.services import word_files
from editor_app.services.exchange_views import MemoryTaken
from editor_app.services.memory import MemoryService
from editor_app.services.memory_taking import FIRST_BATCH
from editor_app.services.word_files import WordFileService
from editor_app.text.matching import key_hash
from tests.desks import Desk

HEAD = '<tmx version="1.4"><header srclang="vi" datatype="plaintext"/><body>'
TAIL = "</body></tmx>"


@pytest.fixture
def files(desk: Desk) -> WordFileService:
    return WordFileService(desk.place)


def unit(source: str, target: str, attributes: str = "", language: str = "en") -> str:
    return (
        f'<tu {attributes}><tuv xml:lang="vi"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{language}"><seg>{target}</seg></tuv></tu>'
    )


def take(files: WordFileService, *units: str, memory: MemoryId = DESK_MEMORY) -> MemoryTaken:
    data = (HEAD + "".join(units) + TAIL).encode()
    return files.import_tmx(BytesIO(data), "a.tmx", memory)


def kept(desk: Desk) -> tuple[MemoryPair, ...]:
    with desk.place.database.reading() as records:
        return records.memory.all()


def test_units_become_pairs_with_editor_and_day(desk: Desk, files: WordFileService) -> None:
    changed = 'changedate="20260302T090000Z" changeid="Minh" creationid="Lan"'
    taken = take(files, unit("Một.", "One.", changed), unit("Hai.", "Two."))
    assert (taken.units, taken.added, taken.doubles, taken.refused) == (2, 2, 0, 0)
    assert taken.languages == {"vi en": 2}
    newest, oldest = kept(desk)
    assert (newest.source, newest.confirmed) == ("Hai.", desk.clock())
    assert (oldest.editor, oldest.confirmed) == ("Minh", datetime(2026, 3, 2, 9, tzinfo=UTC))


def test_a_pair_confirmed_again_keeps_who_made_it_and_is_no_longer_its_files(
    desk: Desk, files: WordFileService
) -> None:
    made = 'creationdate="20200101T000000Z" creationid="Mai"'
    noted = unit("Nước lên.", "The water rises.", made).replace("<tuv", "<note>Seen</note><tuv", 1)
    taken = take(files, noted)
    article = desk.translations.start(desk.story("Nước lên."), ENGLISH).article
    desk.translations.fill(article)
    row = desk.translations.segments(article)[1]
    desk.translations.confirm(article, row.targets)
    assert taken.changes.inverse is not None
    taken.changes.inverse()
    (pair,) = kept(desk)
    assert (pair.created_by, pair.created and pair.created.year) == ("Mai", 2020)
    assert (pair.editor, pair.confirmed, pair.taking) == ("Lan", desk.clock(), None)
    assert "Seen" in pair.carried


def test_pairs_taken_in_are_offered(desk: Desk, files: WordFileService) -> None:
    take(files, unit("Nước lên.", "The water rises."))
    article = desk.translations.start(desk.story("Nước lên."), ENGLISH).article
    desk.translations.fill(article)
    assert desk.stories.find_article(article).markdown == "The water rises."


def test_doubles_in_a_file_and_in_the_memory_are_kept_once(
    desk: Desk, files: WordFileService
) -> None:
    early, late = 'changedate="20250101T000000Z"', 'changedate="20260101T000000Z" changeid="Minh"'
    first = take(files, unit("Một.", "One.", early), unit("Một.", "One."), unit("Một.", "1."))
    assert (first.added, first.doubles) == (2, 1)
    again = take(files, unit("Một.", "1.", late), unit("Một.", "One."))
    assert (again.added, again.doubles) == (0, 2)
    assert (first.changes.memory, again.changes.memory) == (True, False)
    assert len(kept(desk)) == 2


def test_of_doubles_the_one_confirmed_later_counts(desk: Desk, files: WordFileService) -> None:
    take(files, unit("Một.", "One.", 'changedate="20250101T000000Z" changeid="Lan"'))
    take(files, unit("Một.", "One.", 'changedate="20260101T000000Z" changeid="Minh"'))
    take(files, unit("Một.", "One.", 'changedate="20240101T000000Z" changeid="Mei"'))
    (pair,) = kept(desk)
    assert (pair.editor, pair.confirmed.year) == ("Minh", 2026)


def test_languages_of_the_desk_are_recognised_and_others_kept_as_they_are(
    desk: Desk, files: WordFileService
) -> None:
    taken = take(
        files, unit("Một.", "One.", language="EN-US"), unit("Một.", "Un.", language="FR-ca")
    )
    assert taken.languages == {"vi en": 1, "vi fr-CA": 1}
    assert {pair.target_language for pair in kept(desk)} == {"en", "fr-CA"}


def test_two_kinds_of_one_language_stay_apart(desk: Desk, files: WordFileService) -> None:
    both = unit("x", "y").replace('"vi"', '"en-US"').replace('"en"', '"en-GB"')
    assert take(files, both.replace("<tu ", '<tu srclang="en-US" ')).languages == {"en-US en-GB": 1}


def test_units_without_use_are_counted_and_named(files: WordFileService) -> None:
    single = '<tu><tuv xml:lang="vi"><seg>Ba.</seg></tuv></tu>'
    strange = unit("Bốn.", "Four.").replace('"vi"', '"zh"')
    taken = take(files, unit("Một.", "One."), unit("Hai.", ""), single, strange)
    assert (taken.units, taken.added, taken.refused) == (4, 1, 3)
    assert taken.problems == (
        Message("tmx-unit-one-sided", {"number": 2, "language": "vi"}),
        Message("tmx-unit-one-sided", {"number": 3, "language": "vi"}),
        Message("tmx-unit-no-source", {"number": 4, "language": "vi"}),
    )


def test_more_pairs_than_one_batch_are_all_kept(desk: Desk, files: WordFileService) -> None:
    count = 2 * FIRST_BATCH + 7
    steps: list[int] = []

    def told(done: int, total: int, said: Message | None = None) -> None:
        steps.append(done)

    data = (HEAD + "".join(unit(f"Câu {n}.", f"Line {n}.") for n in range(count)) + TAIL).encode()
    taken = files.import_tmx(BytesIO(data), "a.tmx", progress=told, size=len(data))
    assert taken.added == count
    assert len(kept(desk)) == count
    assert steps
    assert steps == sorted(steps)
    assert 0 < steps[0] <= steps[-1] <= len(data)


def test_a_file_that_was_stopped_and_taken_in_again_doubles_nothing(
    desk: Desk, files: WordFileService
) -> None:
    count = 2 * FIRST_BATCH
    data = (HEAD + "".join(unit(f"Câu {n}.", f"Line {n}.") for n in range(count)) + TAIL).encode()

    def stop(done: int, total: int, said: Message | None = None) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        files.import_tmx(BytesIO(data), "a.tmx", progress=stop)
    some = len(kept(desk))
    assert 0 < some < count
    again = files.import_tmx(BytesIO(data), "a.tmx")
    assert (again.added, again.doubles) == (count - some, some)
    assert len(kept(desk)) == count
    assert [pairs for _, pairs in files.takings()] == [count - some, some]


def test_a_wrong_file_is_taken_out_again_in_one_step(desk: Desk, files: WordFileService) -> None:
    early, late = 'changedate="20250101T000000Z"', 'changedate="20260101T000000Z" changeid="Minh"'
    take(files, unit("Một.", "One.", early + ' creationid="Lan"'), unit("Hai.", "Two.", early))
    before = kept(desk)
    wrong = take(files, unit("Một.", "One.", late), unit("Ba.", "Free."), unit("Bốn.", "Fore."))
    memory = MemoryService(desk.place)
    memory.tidy()
    rewritten = next(pair for pair in kept(desk) if pair.target == "Fore.")
    memory.rewrite(rewritten.id, "Bốn.", "Four.")
    assert wrong.changes.said == Message("memory-taken-in", {"count": 2, "name": "a.tmx"})
    assert wrong.changes.inverse is not None
    full = sorted(kept(desk), key=lambda pair: pair.id)
    undone = wrong.changes.inverse()
    left = {pair.id: pair for pair in kept(desk)}
    ours = left.pop(rewritten.id)
    assert (ours.target, ours.taking) == ("Four.", None)
    assert sorted(left.values(), key=lambda pair: pair.id) == sorted(before, key=lambda p: p.id)
    assert [(item.file, pairs) for item, pairs in files.takings()] == [("a.tmx", 2)]
    assert (undone.memory, undone.said, undone.lengthy) == (True, wrong.changes.said, True)
    assert undone.inverse is not None
    redone = undone.inverse()
    memory.tidy()
    assert sorted(kept(desk), key=lambda pair: pair.id) == full
    assert redone.inverse is not None
    redone.inverse()
    assert {pair.id for pair in kept(desk)} == {*left, ours.id}


def test_a_pair_with_doubles_all_over_a_file_is_as_it_was_after_undo_and_after_redo(
    desk: Desk, files: WordFileService
) -> None:
    days = [f'changedate="{year}0101T000000Z" changeid="of {year}"' for year in (2023, 2024, 2025)]
    take(files, unit("Một.", "One.", days[0]))
    before = kept(desk)
    begin = [unit("Một.", "One.", days[1]), unit("Hai.", "Two.", days[1])]
    between = [unit(f"Câu {number}.", "Line.", days[1]) for number in range(FIRST_BATCH)]
    end = [unit("Một.", "One.", days[2]), unit("Hai.", "Two.", days[2])]
    changes = take(files, *begin, *between, *end).changes
    full = sorted(kept(desk), key=lambda pair: pair.id)
    editors = {pair.source: pair.editor for pair in full}
    assert (editors["Một."], editors["Hai."]) == ("of 2025", "of 2025")
    assert changes.inverse is not None
    undone = changes.inverse()
    assert kept(desk) == before
    assert undone.inverse is not None
    undone.inverse()
    assert sorted(kept(desk), key=lambda pair: pair.id) == full


def test_a_file_that_is_taken_out_comes_back_whole_by_undo(
    desk: Desk, files: WordFileService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_files, "TAKEN_OUT_AT_ONCE", 2)
    take(files, *(unit(f"Câu {number}.", f"Line {number}.") for number in range(5)))
    full = kept(desk)
    ((taking, _),) = files.takings()
    out = files.take_out(taking.id)
    assert out.said == Message("memory-taken-out", {"count": 5, "name": "a.tmx"})
    assert kept(desk) == ()
    desk.clock.advance(60)
    other = take(files, unit("Câu 3.", "Line 3."), unit("Mới.", "New."))  # with the number of it
    assert out.inverse is not None
    out.inverse()
    targets = sorted(pair.target for pair in kept(desk))
    assert targets == ["Line 0.", "Line 1.", "Line 2.", "Line 3.", "Line 4.", "New."]
    assert sorted(pairs for _, pairs in files.takings()) == [2, 4]
    assert other.changes.inverse is not None
    other.changes.inverse()
    assert sorted(pair.id for pair in kept(desk)) == sorted(
        pair.id for pair in full if pair.target != "Line 3."
    )


def test_taking_in_that_is_undone_after_its_pairs_are_gone_takes_no_other_file_out(
    files: WordFileService, desk: Desk
) -> None:
    first = take(files, unit("Một.", "One."))
    ((taking, _),) = files.takings()
    files.take_out(taking.id)
    desk.clock.advance(60)
    take(files, unit("Hai.", "Two."))
    assert first.changes.inverse is not None
    assert not first.changes.inverse()
    assert [pair.target for pair in kept(desk)] == ["Two."]


def test_a_file_that_brought_nothing_new_leaves_no_trace(
    desk: Desk, files: WordFileService
) -> None:
    take(files, unit("Một.", "One."))
    assert not take(files, unit("Một.", "One.")).changes
    assert len(files.takings()) == 1


FOREIGN = """<tmx version="1.4"><header srclang="en-US" datatype="plaintext"/><body>
<tu tuid="u7" usagecount="3" creationdate="20200101T000000Z" creationid="ALICE"
 changedate="sometime" o-tmf="W"><note xml:lang="en">Checked
twice</note><prop type="Txt::Doc">a &lt;b&gt;</prop>
<tuv xml:lang="en-US" lastusagedate="20210101T000000Z"><seg>Press <bpt i="1" x="1" type="bold">&lt;b
class="k"&gt;</bpt>OK<ept i="1">&lt;/b&gt;</ept>.</seg></tuv>
<tuv xml:lang="vi-VN" creationdate="20200202T000000Z" creationid="BOB" changedate="20220202T000000Z"
 changeid="CAROL"><prop type="p" xml:lang="vi">x</prop>
<seg>Bấm <ph x="2" type="img">[i]</ph>OK.</seg></tuv></tu>
</body></tmx>"""


def test_what_a_foreign_file_says_goes_out_again_whole(desk: Desk, files: WordFileService) -> None:
    taken = files.import_tmx(BytesIO(FOREIGN.encode()), "a.tmx")
    assert taken.languages == {"en vi": 1}
    (pair,) = kept(desk)
    assert (pair.editor, pair.confirmed.year) == ("CAROL", 2022)
    assert (pair.created_by, pair.created and pair.created.year) == ("BOB", 2020)
    out = BytesIO()
    files.export_tmx(out)
    (there,) = read_units(BytesIO(out.getvalue()), "b.tmx")
    (here,) = read_units(BytesIO(FOREIGN.encode()), "a.tmx")
    assert there == here
    assert here.facts.others == (("usagecount", "3"), ("changedate", "sometime"), ("o-tmf", "W"))
    assert b'&lt;b\nclass="k"&gt;' in out.getvalue()


def test_a_pair_changed_here_says_so_beside_what_its_file_said(
    desk: Desk, files: WordFileService
) -> None:
    files.import_tmx(BytesIO(FOREIGN.encode()), "a.tmx")
    (pair,) = kept(desk)
    MemoryService(desk.place).rewrite(pair.id, pair.source, "Nhấn OK.")
    out = BytesIO()
    files.export_tmx(out)
    (there,) = read_units(BytesIO(out.getvalue()), "b.tmx")
    target = there.variants[1]
    assert (target.text, target.segment) == ("Nhấn OK.", "")
    assert target.facts.changed == desk.clock()
    assert (target.facts.changed_by, target.facts.created_by) == (desk.place.editor(), "BOB")
    assert there.facts.notes[0].text == "Checked\ntwice"


def test_a_file_damaged_further_on_keeps_what_came_before(
    desk: Desk, files: WordFileService
) -> None:
    with pytest.raises(Unreadable) as refused:
        take(files, unit("Một.", "One."), "\n<tu><</tu>")
    fields = refused.value.message.fields
    assert refused.value.message.key == "exchange-damaged-midway"
    assert (fields["line"], fields["units"]) == (2, 1)
    assert len(kept(desk)) == 1


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("", "exchange-empty"),
        (HEAD + TAIL, "tmx-no-pairs"),
        (HEAD + unit("Một.", "") + TAIL, "tmx-no-pairs"),
        (HEAD + "<tu><", "exchange-damaged"),
        ('<!DOCTYPE tmx [<!ENTITY a "b">]>' + HEAD + unit("&a;", "x") + TAIL, "exchange-entities"),
        ("<html/>", "tmx-none"),
    ],
)
def test_broken_files_are_refused_and_nothing_is_kept(
    desk: Desk, files: WordFileService, data: str, key: str
) -> None:
    with pytest.raises(Unreadable) as refused:
        files.import_tmx(BytesIO(data.encode()), "a.tmx")
    assert refused.value.message.key == key
    assert kept(desk) == ()


def test_a_memory_of_its_own_takes_the_pairs(desk: Desk, files: WordFileService) -> None:
    wire = Memory(MemoryId("a" * 32), "Wire", 1)
    with desk.place.database.writing() as records:
        records.memory.put_memory(wire)
    take(files, unit("Một.", "One."), memory=wire.id)
    assert [pair.memory for pair in kept(desk)] == [wire.id]


def test_a_read_only_memory_takes_nothing(desk: Desk, files: WordFileService) -> None:
    with desk.place.database.writing() as records:
        records.memory.put_memory(Memory(MemoryId("a" * 32), "Wire", 1, read_only=True))
    with pytest.raises(Refused) as refused:
        take(files, unit("Một.", "One."), memory=MemoryId("a" * 32))
    assert refused.value.message.key == "memory-read-only"


def test_nothing_is_taken_out_of_a_read_only_memory(desk: Desk, files: WordFileService) -> None:
    wire = Memory(MemoryId("a" * 32), "Wire", 1)
    with desk.place.database.writing() as records:
        records.memory.put_memory(wire)
    take(files, unit("Một.", "One."), memory=wire.id)
    MemoryService(desk.place).change(wire.id, read_only=True)
    ((taking, _pairs),) = files.takings()
    with pytest.raises(Refused):
        files.take_out(taking.id)
    assert [pair.target for pair in kept(desk)] == ["One."]


def test_stopping_a_file_on_its_way_out_brings_it_back(
    desk: Desk, files: WordFileService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word_files, "TAKEN_OUT_AT_ONCE", 2)
    take(files, *(unit(f"Câu {n}.", f"Line {n}.") for n in range(7)))
    before = {(pair.id, pair.target) for pair in kept(desk)}
    ((taking, _pairs),) = files.takings()

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if done > 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        files.take_out(taking.id, stop)
    assert {(pair.id, pair.target) for pair in kept(desk)} == before
    assert files.takings() == ((taking, 7),)


def test_a_memory_that_is_not_there_is_not_found(files: WordFileService) -> None:
    with pytest.raises(NotFound):
        take(files, unit("Một.", "One."), memory=MemoryId("b" * 32))


def test_a_memory_survives_going_out_and_coming_in(desk: Desk, files: WordFileService) -> None:
    story = desk.story("Nước **lên**.\n\nHết.")
    article = desk.translations.start(story, ENGLISH).article
    for row in desk.translations.segments(article)[1:]:
        desk.translations.write(article, row.sources, f"[x](https://a.vn) {row.source_text}")
        done = desk.translations.segments(article)
        written = [item.targets for item in done if item.sources == row.sources]
        desk.translations.confirm(article, written[0])
    before = {facts(pair) for pair in kept(desk)}
    assert len(before) == 2
    out = BytesIO()
    assert files.export_tmx(out) == 2
    with desk.place.database.writing() as records:
        for pair in records.memory.all():
            records.memory.remove(pair.id)
    out.seek(0)
    files.import_tmx(out, "a.tmx")
    assert {facts(pair) for pair in kept(desk)} == before


def facts(pair: MemoryPair) -> tuple[object, ...]:
    return (
        pair.source_language,
        pair.target_language,
        pair.source,
        pair.target,
        pair.confirmed,
        pair.editor,
        pair.before,
        pair.after,
    )


def test_one_pair_of_languages_goes_out_alone(desk: Desk, files: WordFileService) -> None:
    take(files, unit("Một.", "One."), unit("Một.", "一", language="zh"))
    out = BytesIO()
    assert files.export_tmx(out, languages=(VIETNAMESE, ENGLISH)) == 1
    assert "一".encode() not in out.getvalue()
    assert b'srclang="vi"' in out.getvalue()


def test_translated_rows_of_an_xliff_file_become_pairs(desk: Desk, files: WordFileService) -> None:
    rows = "".join(
        f'<trans-unit id="{n}"><source>Câu {n}.</source><target>{text}</target></trans-unit>'
        for n, text in enumerate(["One.", "", "Three."])
    )
    data = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x"'
        f' source-language="vi" target-language="en-GB" datatype="x"><body>{rows}</body></file>'
        "</xliff>"
    )
    taken = files.import_xliff(data.encode(), "a.xlf")
    assert (taken.units, taken.added, taken.languages) == (3, 2, {"vi en": 2})


def test_what_a_tool_put_into_an_xliff_file_and_nobody_finished_is_no_pair(
    desk: Desk, files: WordFileService
) -> None:
    rows = "".join(
        f'<trans-unit id="{n}"><source>Câu {n}.</source><target {said}>Line {n}.</target>'
        "</trans-unit>"
        for n, said in enumerate(
            (
                'state="needs-review-translation" state-qualifier="leveraged-mt"',
                'state-qualifier="mt-suggestion"',
                'state="needs-review-translation" state-qualifier="fuzzy-match"',
                'state="translated" state-qualifier="leveraged-mt"',
                'state="needs-review-translation"',
            )
        )
    )
    data = (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file original="x"'
        f' source-language="vi" target-language="en" datatype="x"><body>{rows}</body></file>'
        "</xliff>"
    )
    files.import_xliff(data.encode(), "a.xlf")
    assert {pair.target for pair in kept(desk)} == {"Line 3.", "Line 4."}


def test_pairs_of_many_batches_stream_out_in_the_order_of_their_day(desk: Desk) -> None:
    pairs = [
        TakenPair(
            PairId(f"{number:032x}"),
            VIETNAMESE,
            ENGLISH,
            f"câu {number}",
            key_hash(f"câu {number}"),
            f"Câu {number}",
            f"Line {number}",
            datetime(2026, 1, 1, 0, number % 60, tzinfo=UTC),
        )
        for number in range(700)
    ]
    with desk.place.database.writing() as records:
        assert records.memory_batches.add(DESK_MEMORY, TakingId(1), pairs).new == 700
        assert records.memory_batches.add(DESK_MEMORY, TakingId(2), pairs).new == 0
    with desk.place.database.reading() as records:
        streamed = [pair.id for pair in records.memory_batches.stream(DESK_MEMORY)]
    assert streamed == [pair.id for pair in sorted(pairs, key=lambda p: (p.confirmed, p.id))]
