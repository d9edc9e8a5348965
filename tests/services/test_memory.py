"""The translation memory: what it offers, several memories, looking after pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from editor_app.domain.errors import Cancelled, NotFound, Refused
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, PairId, new_id
from editor_app.domain.link import State
from editor_app.domain.messages import Message
from editor_app.domain.term import DESK_MEMORY, Match, Term, TermForm, TermKind
from editor_app.services.concordance import Found
from editor_app.services.memory import AT_ONCE, MemoryService
from editor_app.services.terms import TermService
from tests.confirmed import pair, translated
from tests.desks import NOON, Desk, row_of, undone


@pytest.fixture
def memory(desk: Desk) -> MemoryService:
    return MemoryService(desk.place)


@pytest.fixture
def terms(desk: Desk) -> TermService:
    return TermService(desk.place)


def offered(desk: Desk, body: str, source: str | None = None) -> Sequence[Match]:
    """Return what a new story is offered for one of its paragraphs."""
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    return desk.translations.matches(article, row_of(desk, article, source or body).sources)


def test_a_sentence_that_is_alike_is_offered_with_its_per_cent(desk: Desk) -> None:
    translated(desk, "Nước sông lên rất nhanh trong đêm qua.", "The river rose fast overnight.")
    match = offered(desk, "Nước sông lên khá nhanh trong đêm qua.")[0]
    assert (match.offered, match.per_cent, match.safe) == (
        "The river rose fast overnight.",
        89,
        False,
    )
    assert match.pair.story is not None
    assert match.pair.editor == "Lan"


def test_what_is_less_alike_than_70_per_cent_is_not_offered(desk: Desk) -> None:
    translated(desk, "Nước sông lên rất nhanh trong đêm qua.", "The river rose fast overnight.")
    assert offered(desk, "Nước mắm ngon nhất trong năm nay.") == ()


def test_marks_make_other_words(desk: Desk) -> None:
    translated(desk, "Bà bán nhà.", "She sells the house.")
    assert offered(desk, "Bà bạn nhà.")[0].per_cent < 90


def test_the_same_sentence_between_the_same_neighbours_comes_first(desk: Desk) -> None:
    translated(
        desk, "Mưa to.\n\nĐường ngập.\n\nTàu dừng.", "Rain.", "Roads are under water.", "Stop."
    )
    translated(desk, "Nắng.\n\nĐường ngập.\n\nTrưa.", "Sun.", "The street is flooded.", "Noon.")
    found = offered(desk, "Mưa to.\n\nĐường ngập.\n\nTàu dừng.", "Đường ngập.")
    assert [(match.offered, match.per_cent) for match in found] == [
        ("Roads are under water.", 102),
        ("The street is flooded.", 100),
    ]


def test_a_number_of_the_new_source_stands_in_the_match_and_is_marked(desk: Desk) -> None:
    translated(
        desk, "Lũ làm 12 người chết ở hai tỉnh.", "Floods killed 12 people in two provinces."
    )
    match = offered(desk, "Lũ làm 15 người chết ở hai tỉnh.")[0]
    assert match.offered == "Floods killed 15 people in two provinces."
    assert [(mark.before, mark.sure) for mark in match.marks] == [("12", True)]
    assert match.pair.target == "Floods killed 12 people in two provinces."


def test_a_place_is_exchanged_by_the_terms(desk: Desk) -> None:
    terms = TermService(desk.place)
    for here, there in (("Huế", "Hue"), ("Vinh", "Vinh City")):
        forms = (TermForm(VIETNAMESE, here), TermForm(ENGLISH, there))
        terms.put(Term(id=new_id(), kind=TermKind.PLACE, forms=forms))  # type: ignore[arg-type]
    translated(desk, "Mưa rất lớn ở Huế đêm qua.", "Very heavy rain in Hue last night.")
    match = offered(desk, "Mưa rất lớn ở Vinh đêm qua.")[0]
    assert match.offered == "Very heavy rain in Vinh City last night."


def test_fill_takes_what_is_the_same_and_nothing_that_is_only_alike(desk: Desk) -> None:
    translated(desk, "Lũ làm 12 người chết.\n\nĐường ngập.", "12 died.", "Roads are under water.")
    body = "Lũ làm 15 người chết.\n\nĐường ngập."
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    desk.translations.fill(article)
    assert desk.stories.find_article(article).markdown == "Roads are under water."


def test_taking_a_confirmation_back_takes_the_pair_out_of_every_look_up(
    desk: Desk, memory: MemoryService
) -> None:
    body = "Nước sông lên rất nhanh."
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    desk.translations.write(article, row_of(desk, article, body).sources, "Fast.", State.DRAFT)
    undone(desk.translations.confirm(article, row_of(desk, article, body).targets))
    assert offered(desk, "Nước sông lên quá nhanh.") == ()
    assert [hit.found for hit in memory.concordance("nước sông")] == [Found.ARCHIVE]


def test_who_takes_back_review_and_confirming_leaves_nothing_in_the_memory(
    desk: Desk, terms: TermService
) -> None:
    body = "Nước sông lên rất nhanh. Đường ngập."
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    text = "The river rose fast. Roads are under water."
    desk.translations.write(article, row_of(desk, article, body).sources, text, State.DRAFT)
    targets = row_of(desk, article, body).targets
    confirmed = desk.translations.confirm(article, targets)
    first = terms.pairs()
    reviewed = desk.translations.confirm(article, targets, State.REVIEWED)
    assert [item.target for item in terms.pairs()] == [item.target for item in first]
    undone(reviewed)
    assert terms.pairs() == first
    assert offered(desk, "Nước sông lên quá nhanh. Đường ngập.")
    undone(confirmed)
    assert terms.pairs() == ()


def test_a_pair_that_somebody_else_confirmed_since_then_outlives_the_undo(
    desk: Desk, terms: TermService
) -> None:
    body = "Nước sông lên rất nhanh."
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    desk.translations.write(article, row_of(desk, article, body).sources, "Fast.", State.DRAFT)
    targets = row_of(desk, article, body).targets
    confirmed = desk.translations.confirm(article, targets)
    reviewed = desk.translations.confirm(article, targets, State.REVIEWED)
    other = translated(desk, body, "Fast.")
    undone(reviewed)
    undone(confirmed)
    assert [(item.target, item.article) for item in terms.pairs()] == [("Fast.", other)]


def test_taking_a_confirmation_back_gives_the_pair_back_to_the_story_it_came_from(
    desk: Desk, terms: TermService
) -> None:
    body = "Nước sông lên rất nhanh."
    older = translated(desk, body, "Fast.")
    article = desk.translations.start(desk.story(body=body, headline=""), ENGLISH).article
    desk.translations.write(article, row_of(desk, article, body).sources, "Fast.", State.DRAFT)
    changes = desk.translations.confirm(article, row_of(desk, article, body).targets)
    assert [item.article for item in terms.pairs()] == [article]
    undone(changes)
    assert [item.article for item in terms.pairs()] == [older]


def test_memories_have_an_order_and_equals_are_offered_in_it(
    desk: Desk, memory: MemoryService
) -> None:
    old, new = memory.add("Old agency"), memory.add("New agency", read_only=True)
    TermService(desk.place).put_pairs(
        (pair("Mưa to.", "Rain.", memory=old.id), pair("Mưa to.", "A downpour.", memory=new.id))
    )
    assert [m.offered for m in offered(desk, "Mưa to.")] == ["Rain.", "A downpour."]
    changes = memory.order((new.id, DESK_MEMORY, old.id))
    assert [(m.offered, m.memory) for m in offered(desk, "Mưa to.")] == [
        ("A downpour.", "New agency"),
        ("Rain.", "Old agency"),
    ]
    undone(changes)
    shown = [(item.memory.id, item.pairs) for item in memory.memories()]
    assert shown == [(DESK_MEMORY, 0), (old.id, 1), (new.id, 1)]


def test_a_read_only_memory_is_changed_by_nobody(desk: Desk, memory: MemoryService) -> None:
    fixed = memory.add("Agency", read_only=True)
    kept = pair("Mưa to.", "Rain.", memory=fixed.id)
    TermService(desk.place).put_pairs((kept,))
    with pytest.raises(Refused):
        memory.rewrite(kept.id, "Mưa to.", "Heavy rain.")
    with pytest.raises(Refused):
        memory.forget((kept.id,))
    undone(memory.change(fixed.id, read_only=False))
    with pytest.raises(Refused):
        memory.forget((kept.id,))


def test_the_memory_of_the_desk_stays_and_can_be_written(memory: MemoryService) -> None:
    with pytest.raises(Refused):
        memory.remove(DESK_MEMORY)
    with pytest.raises(Refused):
        memory.change(DESK_MEMORY, read_only=True)


@pytest.mark.parametrize("name", ["  ", "agency"])
def test_a_memory_has_a_name_of_its_own(memory: MemoryService, name: str) -> None:
    memory.add("Agency")
    with pytest.raises(Refused):
        memory.add(name)


def test_what_is_not_there_is_not_found(memory: MemoryService) -> None:
    with pytest.raises(NotFound):
        memory.change(Language("nothing"), name="New")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        memory.forget((PairId("nothing"),))


def test_a_memory_goes_with_its_pairs_and_comes_back_with_them(
    desk: Desk, memory: MemoryService
) -> None:
    agency = memory.add("Agency")
    TermService(desk.place).put_pairs((pair("Mưa to.", "Rain.", memory=agency.id),))
    changes = memory.remove(agency.id)
    assert [item.memory.id for item in memory.memories()] == [DESK_MEMORY]
    assert offered(desk, "Mưa to.") == ()
    undone(changes)
    assert [m.memory for m in offered(desk, "Mưa to.")] == ["Agency"]


def test_a_large_memory_goes_and_comes_back_in_pieces(
    desk: Desk, memory: MemoryService, terms: TermService
) -> None:
    agency, count = memory.add("Agency"), 5 * AT_ONCE + 1
    terms.put_pairs(tuple(pair(f"Mưa {n}.", f"Rain {n}.", memory=agency.id) for n in range(count)))
    before, changes = set(terms.pairs()), memory.remove(agency.id)
    assert terms.pairs() == ()
    for there in (before, set()):
        written = desk.place.database.written
        assert changes.lengthy
        changes = undone(changes)
        assert desk.place.database.written - written > 5
        assert set(terms.pairs()) == there
    undone(changes)
    assert [item.memory.name for item in memory.memories()][-1] == "Agency"


def test_a_pair_that_is_rewritten_is_found_by_its_new_words(
    desk: Desk, memory: MemoryService
) -> None:
    kept = pair("Mưa to ở miền Trung.", "Rain.")
    TermService(desk.place).put_pairs((kept,))
    while memory.tidy():
        pass
    changes = memory.rewrite(kept.id, "Nắng gắt ở miền Nam.", "Sun.")
    assert offered(desk, "Mưa to ở miền Bắc.") == ()
    assert [m.pair.target for m in offered(desk, "Nắng gắt ở miền Bắc.")] == ["Sun."]
    again = undone(changes)
    assert [m.pair.target for m in offered(desk, "Mưa to ở miền Bắc.")] == ["Rain."]
    undone(again)
    assert [hit.other for hit in memory.concordance("nang gat")] == ["Sun."]


def test_a_pair_that_another_one_is_rewritten_to_is_there_again_by_undo(
    desk: Desk, memory: MemoryService, terms: TermService
) -> None:
    one, other = pair("Mưa to.", "Rain."), pair("Mưa lớn.", "Rain.", editor="Minh")
    terms.put_pairs((one, other))
    changes = memory.rewrite(one.id, "Mưa lớn.", "Rain.")
    assert [item.id for item in terms.pairs()] == [one.id]
    again = undone(changes)
    assert set(terms.pairs()) == {one, other}
    undone(again)
    assert [item.id for item in terms.pairs()] == [one.id]


def test_the_pairs_of_a_memory_are_found_by_words_of_either_side(
    desk: Desk, memory: MemoryService
) -> None:
    agency = memory.add("Agency")
    rain = pair("Mưa to.", "Rain.", memory=agency.id)
    sun = pair("Nắng gắt.", "Sun.", memory=agency.id, confirmed=NOON.replace(hour=13))
    TermService(desk.place).put_pairs((rain, sun, pair("Mưa nhỏ.", "Drizzle.")))
    while memory.tidy():
        pass
    assert memory.find("", agency.id) == (sun, rain)
    assert memory.find("mua", agency.id) == (rain,)
    assert memory.find("sun", agency.id) == (sun,)
    assert memory.find("gió", agency.id) == ()


def test_the_pairs_of_a_small_memory_are_found_beside_a_large_one(
    desk: Desk, memory: MemoryService, terms: TermService
) -> None:
    rain = pair("Mưa to.", "Rain.")
    agency = memory.add("Agency")
    terms.put_pairs((rain,))
    while memory.tidy():
        pass
    many = tuple(pair(f"Mưa {n}.", f"Rain {n}.", memory=agency.id) for n in range(12))
    terms.put_pairs(many)
    while memory.tidy():
        pass
    assert memory.find("mua", DESK_MEMORY, most=2) == (rain,)


def test_stopping_the_removal_of_a_memory_leaves_it_whole(
    desk: Desk, memory: MemoryService, terms: TermService
) -> None:
    agency, count = memory.add("Agency"), 3 * AT_ONCE
    terms.put_pairs(tuple(pair(f"Mưa {n}.", f"Rain {n}.", memory=agency.id) for n in range(count)))
    before = set(terms.pairs())

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        memory.remove(agency.id, stop)
    assert set(terms.pairs()) == before
    assert [item.memory.name for item in memory.memories()] == ["", "Agency"]


def test_a_pair_cannot_be_left_without_words(desk: Desk, memory: MemoryService) -> None:
    kept = pair("Mưa to.", "Rain.")
    TermService(desk.place).put_pairs((kept,))
    with pytest.raises(Refused):
        memory.rewrite(kept.id, "Mưa to.", "  ")


def test_of_duplicates_the_last_confirmed_stays(desk: Desk, memory: MemoryService) -> None:
    agency = memory.add("Agency")
    older = pair("Mưa “to”.", "Rain.", memory=agency.id)
    newer = pair('Mưa "to".', "Rain.", confirmed=NOON.replace(hour=13))
    other = pair("Mưa “to”.", "A downpour.")
    TermService(desk.place).put_pairs((older, newer, other))
    changes = memory.merge_duplicates()
    assert {item.id for item in TermService(desk.place).pairs()} == {newer.id, other.id}
    assert changes.said is not None
    assert changes.said.fields["count"] == 1
    undone(changes)
    assert {item.id for item in TermService(desk.place).pairs()} == {older.id, newer.id, other.id}


def test_a_duplicate_gives_way_to_the_one_of_a_read_only_memory(
    desk: Desk, memory: MemoryService
) -> None:
    agency = memory.add("Agency", read_only=True)
    fixed, ours = pair("Mưa.", "Rain.", memory=agency.id), pair("Mưa.", "Rain.")
    TermService(desk.place).put_pairs((fixed, ours))
    memory.merge_duplicates()
    assert [item.id for item in TermService(desk.place).pairs()] == [fixed.id]


# -- the index


def test_pairs_that_were_taken_in_are_found_once_the_index_is_tidied(
    desk: Desk, memory: MemoryService
) -> None:
    chance = random.Random(4)
    words = [f"từ{number}" for number in range(300)]
    pairs = [
        pair(" ".join(chance.choices(words, k=12)), f"Sentence {number}.") for number in range(700)
    ]
    TermService(desk.place).put_pairs(tuple(pairs))
    steps = 0
    while memory.tidy():
        steps += 1
    with desk.place.database.reading() as records:
        assert records.memory_index.unshelved() == 0
        assert records.memory_index.unposted() < 256
    assert steps > 3
    for kept in pairs[::100]:
        *most, _ = kept.source.split()
        assert offered(desk, " ".join((*most, "khác")))[0].pair.id == kept.id
    memory.rebuild()
    assert memory.tidy()


RISING = "Nước sông lên rất nhanh trong đêm 3/9. Hơn 40 hộ dân ở Cồn Mây phải dời đi."
ROSE = "The river rose fast in the night of September 3. Over 40 families had to leave Con May."


def test_a_confirmed_paragraph_teaches_its_sentences_where_they_are_certain(desk: Desk) -> None:
    translated(desk, RISING, ROSE)
    new = "Hơn 40 hộ dân ở Cồn Mây phải dời đi. Chưa ai biết bao giờ họ được về nhà."
    [match] = offered(desk, new)
    assert match.part == "Hơn 40 hộ dân ở Cồn Mây phải dời đi."
    assert match.offered == "Over 40 families had to leave Con May."
    assert match.safe
    assert match.pair.before == "Nước sông lên rất nhanh trong đêm 3/9."


def test_a_sentence_that_is_only_alike_is_offered_with_the_figures_of_the_new_one(
    desk: Desk,
) -> None:
    translated(desk, RISING, ROSE)
    [match] = offered(desk, "Hôm qua trời tạnh. Hơn 60 hộ dân ở Cồn Mây phải dời đi.")
    assert match.part == "Hơn 60 hộ dân ở Cồn Mây phải dời đi."
    assert match.offered == "Over 60 families had to leave Con May."
    assert not match.safe


def test_a_good_match_of_the_paragraph_is_offered_alone(desk: Desk) -> None:
    translated(desk, RISING, ROSE)
    assert [match.part for match in offered(desk, RISING)] == [""]


def test_sentences_that_are_not_certain_are_not_learnt(desk: Desk, memory: MemoryService) -> None:
    translated(desk, RISING, "Over 40 families had to leave when the river rose in one night.")
    assert len(memory.find("", DESK_MEMORY)) == 1


def test_taking_a_confirmation_back_forgets_its_sentences_too(
    desk: Desk, memory: MemoryService
) -> None:
    article = desk.translations.start(desk.story(body=RISING, headline=""), ENGLISH).article
    sources = row_of(desk, article, RISING).sources
    desk.translations.write(article, sources, ROSE, State.DRAFT)
    changes = desk.translations.confirm(article, row_of(desk, article, RISING).targets)
    assert len(memory.find("", DESK_MEMORY)) == 3
    undone(changes)
    assert memory.find("", DESK_MEMORY) == ()
