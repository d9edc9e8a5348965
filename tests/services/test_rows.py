"""Which rows are confirmed together: those that hold just what is known for their source."""

from __future__ import annotations

from dataclasses import replace
from unicodedata import normalize

import pytest

from editor_app.domain.errors import ChangedMeanwhile
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId
from editor_app.domain.link import Made, Segment, State
from editor_app.services.check_material import gathered
from editor_app.services.exchange_views import SendKind
from editor_app.services.exchanging import ExchangeService
from editor_app.services.row_views import Confirmation, Intent, SeenRow
from editor_app.text.matching import memory_key
from tests.desks import Desk, row_of

RISES, FALLS = "Nước lên 2 mét.", "Nước xuống."


def seen_row(row: Segment) -> SeenRow:
    return SeenRow(row.sources, row.targets, row.source_text, row.target_text)


def filled(desk: Desk) -> ArticleId:
    """Return a translation in which the memory filled two paragraphs of three."""
    taught = desk.translations.start(desk.story(body=f"{RISES}\n\n{FALLS}"), ENGLISH).article
    for source, text in ((RISES, "The water rises by 2 metres."), (FALLS, "It falls.\n\nSlowly.")):
        sources = row_of(desk, taught, source).sources
        desk.translations.write(taught, sources, text, State.TRANSLATED)
    story = desk.story(body=f"{RISES}\n\nMưa.\n\n{FALLS}")
    article = desk.translations.start(story, ENGLISH).article
    desk.translations.fill(article)
    return article


def sure(desk: Desk, article: ArticleId) -> list[str]:
    return [item.row.source_text for item in desk.rows.shown(article).rows if item.sure]


def unsure(desk: Desk, article: ArticleId) -> list[str]:
    """Return the texts that the checks call matches below 100 per cent."""
    with desk.place.database.reading() as records:
        material = gathered(records, desk.place, records.articles.get(article))
    return [text for address, text in material.words if address in material.unsure]


def taught(desk: Desk, source: str) -> list[str]:
    with desk.place.database.reading() as records:
        known = records.memory.exact(VIETNAMESE, ENGLISH, memory_key(source))
    return [pair.target for pair in known]


def source_of(desk: Desk, article: ArticleId) -> ArticleId:
    source = desk.stories.find_article(article).translated_from
    assert source is not None
    return source


def test_what_the_memory_filled_in_is_confirmed_in_one_step_and_taken_back_in_one(
    desk: Desk,
) -> None:
    article = filled(desk)
    assert sure(desk, article) == [RISES, FALLS]
    assert unsure(desk, article) == []
    changes = desk.rows.confirm_sure(article)
    states = {row.source_text: row.state for row in desk.translations.segments(article)}
    assert states == {
        "Tít": State.TO_DO,
        RISES: State.TRANSLATED,
        "Mưa.": State.TO_DO,
        FALLS: State.TRANSLATED,
    }
    assert changes.inverse is not None
    changes.inverse()
    assert sure(desk, article) == [RISES, FALLS]


def test_a_source_that_changed_and_was_looked_at_is_no_exact_match(desk: Desk) -> None:
    article = filled(desk)
    other = RISES.replace("2", "3")
    desk.write(source_of(desk, article), body=f"{other}\n\nMưa.\n\n{FALLS}")
    desk.translations.looked_at(article, row_of(desk, article, other).targets)
    assert sure(desk, article) == [FALLS]
    assert unsure(desk, article) == ["The water rises by 2 metres."]
    desk.rows.confirm_sure(article)
    assert row_of(desk, article, other).state is State.DRAFT
    assert taught(desk, other) == []


def test_a_text_that_was_linked_to_more_of_the_source_is_no_exact_match(desk: Desk) -> None:
    article = filled(desk)
    row, more = row_of(desk, article, RISES), row_of(desk, article, "Mưa.")
    desk.translations.link(article, row.targets, (*row.sources, *more.sources))
    assert sure(desk, article) == [FALLS]
    desk.rows.confirm_sure(article)
    assert row_of(desk, article, f"{RISES}\n\nMưa.").state is State.DRAFT


def test_a_row_with_a_paragraph_that_somebody_added_is_no_exact_match(desk: Desk) -> None:
    article = filled(desk)
    row = row_of(desk, article, RISES)
    body = desk.stories.find_article(article).markdown
    desk.write(article, body=body.replace("2 metres.", "2 metres.\n\nUnfinished"))
    added = next(item for item in desk.translations.segments(article) if not item.sources)
    desk.translations.link(article, (*row.targets, *added.targets), row.sources)
    assert row_of(desk, article, RISES).made is Made.MEMORY
    assert sure(desk, article) == [FALLS]
    desk.rows.confirm_sure(article)
    assert row_of(desk, article, RISES).state is State.DRAFT


def test_a_change_of_the_source_that_was_not_seen_is_not_looked_at(desk: Desk) -> None:
    article = filled(desk)
    seen = seen_row(row_of(desk, article, RISES))
    other = RISES.replace("2", "3")
    desk.write(source_of(desk, article), body=f"{other}\n\nMưa.\n\n{FALLS}")
    with pytest.raises(ChangedMeanwhile):
        desk.rows.looked_at(article, seen)
    assert row_of(desk, article, other).stale
    back = desk.rows.looked_at(article, seen_row(row_of(desk, article, other))).inverse
    assert not row_of(desk, article, other).stale
    assert back is not None
    again = back().inverse
    assert row_of(desk, article, other).stale
    assert again is not None
    again()
    assert not row_of(desk, article, other).stale


def test_a_paragraph_elsewhere_with_the_words_that_were_read_is_not_confirmed_for_the_row(
    desk: Desk,
) -> None:
    source = desk.story(body="Không.\n\nNước lên.\n\nKhông.")
    article = desk.translations.start(source, ENGLISH).article
    desk.write(article, body="No.\n\nThe water rises.\n\nNo.")
    first = desk.translations.segments(article)[1]
    intent = Intent(0, ("No.",), first.sources)
    desk.write(article, body="Not so.\n\nThe water rises.\n\nNo.")  # as a site has it by now
    with pytest.raises(ChangedMeanwhile):
        desk.rows.confirm(article, Confirmation(seen_row(first), State.TRANSLATED, intent))
    rows = [(row.target_text, row.state) for row in desk.translations.segments(article)[1:]]
    assert rows == [
        ("Not so.", State.DRAFT),
        ("The water rises.", State.DRAFT),
        ("No.", State.DRAFT),
    ]


def test_what_was_typed_with_its_marks_apart_is_confirmed_in_the_row_it_was_written_in(
    desk: Desk,
) -> None:
    article = desk.translations.start(desk.story(body="Một.\n\nQuán."), ENGLISH).article
    typed = normalize("NFD", "The café.")  # as some keyboards type it; the desk puts it together
    desk.drafts.save(article, "body", typed)
    last = desk.translations.segments(article)[-1]
    seen = SeenRow(last.sources, (), last.source_text, typed)
    intent = Intent(0, (typed,), last.sources)
    desk.rows.confirm(article, Confirmation(seen, State.TRANSLATED, intent))
    row = row_of(desk, article, "Quán.")
    assert (row.target_text, row.state) == (normalize("NFC", typed), State.TRANSLATED)


def test_a_match_that_was_taken_out_of_the_memory_since_is_no_exact_match(desk: Desk) -> None:
    article = filled(desk)
    with desk.place.database.writing() as records:
        for pair in records.memory.exact(VIETNAMESE, ENGLISH, memory_key(RISES)):
            records.memory.remove(pair.id)
    assert sure(desk, article) == [FALLS]


def test_a_memory_draft_with_another_text_is_unsure_wherever_it_came_from(desk: Desk) -> None:
    article = filled(desk)
    row = row_of(desk, article, "Mưa.")
    sources = row.sources
    desk.translations.write(article, sources, "It rains.", State.DRAFT)
    with desk.place.database.writing() as records:
        known = records.links.renderings(article)
        for target in row_of(desk, article, "Mưa.").targets:
            records.links.set_rendering(replace(known[target], made=Made.MEMORY))
    assert sure(desk, article) == [RISES, FALLS]
    assert unsure(desk, article) == ["It rains."]


def test_what_was_confirmed_in_a_story_that_teaches_nothing_counts_in_that_story(
    desk: Desk,
) -> None:
    story = desk.story(body=f"{RISES}\n\nMưa.\n\n{RISES}")
    shown = desk.stories.view(story).story
    desk.stories.change(story, shown.version, sensitive=True)
    article = desk.translations.start(story, ENGLISH).article
    first = row_of(desk, article, RISES).sources
    desk.translations.write(article, first, "It rises by 2 metres.", State.TRANSLATED)
    desk.translations.fill(article)
    assert sure(desk, article) == [RISES]
    desk.rows.confirm_sure(article)
    rows = [row.state for row in desk.translations.segments(article) if row.source_text == RISES]
    assert rows == [State.TRANSLATED, State.TRANSLATED]
    assert taught(desk, RISES) == []


def test_the_memory_learns_no_row_of_which_a_part_is_not_confirmed(desk: Desk) -> None:
    article = desk.translations.start(desk.story(body=RISES), ENGLISH).article
    desk.translations.write(
        article, row_of(desk, article, RISES).sources, "It rises.\n\nBy two metres.", State.DRAFT
    )
    row = row_of(desk, article, RISES)
    desk.translations.confirm(article, row.targets[:1])
    assert taught(desk, RISES) == []
    desk.translations.confirm(article, row.targets[1:])
    assert taught(desk, RISES) == ["It rises.\n\nBy two metres."]


def test_what_was_learnt_from_rows_that_say_the_same_is_forgotten_by_undo(desk: Desk) -> None:
    article = desk.translations.start(desk.story(body="Không.\n\nMưa.\n\nKhông."), ENGLISH).article
    desk.write(article, body="No.\n\nRain.\n\nNo.")
    rows = desk.translations.segments(article)
    changes = desk.translations.confirm(article, [item for row in rows for item in row.targets])
    assert (taught(desk, "Không."), taught(desk, "Mưa.")) == (["No."], ["Rain."])
    assert changes.inverse is not None
    changes.inverse()
    assert (taught(desk, "Không."), taught(desk, "Mưa.")) == ([], [])


@pytest.mark.parametrize("qualifier", ["fuzzy-match", "tm-suggestion"])
def test_what_another_tool_filled_in_and_nobody_finished_stays_an_unsure_draft(
    desk: Desk, qualifier: str
) -> None:
    exchange = ExchangeService(desk.place)
    article = desk.translations.start(desk.story(body=RISES), ENGLISH).article
    sent = exchange.send(article, SendKind.XLIFF_12).data.decode()
    said = f'state="needs-review-translation" state-qualifier="{qualifier}"'
    target = f'<target xml:lang="en" {said}>Up.</target>'
    source = f"{RISES}</source>"
    assert source in sent
    back = sent.replace(source, source + target)
    exchange.take(exchange.compare(back.encode(), "a.xlf"), state=State.TRANSLATED)
    row = row_of(desk, article, RISES)
    assert (row.target_text, row.state, row.made) == ("Up.", State.DRAFT, Made.MEMORY)
    assert not desk.rows.confirm_sure(article)
    assert unsure(desk, article) == ["Up."]
    assert taught(desk, RISES) == []


def test_a_row_that_joins_one_which_renders_more_by_now_takes_nothing_from_it(desk: Desk) -> None:
    story = desk.story(body="Một.\n\nHai.\n\nBa.")
    article = desk.translations.start(story, ENGLISH).article
    one, two, three = (row_of(desk, article, text) for text in ("Một.", "Hai.", "Ba."))
    desk.translations.write(article, one.sources, "One, two, three.")
    above = seen_row(row_of(desk, article, "Một."))
    desk.rows.join(article, seen_row(two), above)
    desk.rows.join(article, seen_row(three), above)  # as it stood on the screen until now
    joined = row_of(desk, article, "Một.\n\nHai.\n\nBa.")
    assert joined.sources == (*one.sources, *two.sources, *three.sources)
