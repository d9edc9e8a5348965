"""Of when the source of a translation is, from which one a row was made, and who set it when."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import State
from editor_app.services.row_views import RowsShown, Setting
from tests.desks import NOON, Desk

MINUTE = 60.0


def begun(desk: Desk) -> tuple[ArticleId, ArticleId]:
    """Return a source and its translation, begun at noon."""
    story = desk.story()
    article = desk.translations.start(story, ENGLISH).article
    source = desk.stories.find_article(article).translated_from
    assert source is not None
    return source, article


def setting(desk: Desk, article: ArticleId, source: str) -> Setting:
    shown = desk.rows.shown(article).rows
    return next(item.setting for item in shown if item.row.source_text == source)


def translate(desk: Desk, article: ArticleId, source: str, text: str, state: State) -> None:
    row = next(row for row in desk.translations.segments(article) if row.source_text == source)
    desk.translations.write(article, row.sources, text, state)


def behind(shown: RowsShown) -> list[str]:
    return [item.row.source_text for item in shown.rows if item.setting.source_of]


def test_a_source_is_of_when_its_words_changed_last_and_not_of_when_it_was_saved(
    desk: Desk,
) -> None:
    source, article = begun(desk)
    assert desk.rows.shown(article).source_at == NOON
    desk.clock.advance(MINUTE)
    desk.write(source, body="Một.\n\nHai.\n\nBa.")
    desk.write(article, headline="Title")
    assert desk.rows.shown(article).source_at == NOON
    desk.write(source, body="Một.\n\nHai.\n\nBốn.")
    assert desk.rows.shown(article).source_at == desk.clock()


def test_a_row_knows_of_when_the_source_was_that_it_was_made_from(desk: Desk) -> None:
    source, article = begun(desk)
    translate(desk, article, "Một.", "One.", State.TRANSLATED)
    translate(desk, article, "Ba.", "Three.", State.DRAFT)
    desk.clock.advance(MINUTE)
    second = desk.clock()
    desk.write(source, body="Mốt.\n\nHai.\n\nBa.")
    desk.clock.advance(MINUTE)
    desk.write(source, body="Mốt mai.\n\nHai.\n\nBa bốn.")
    assert setting(desk, article, "Mốt mai.").source_of == NOON
    assert setting(desk, article, "Ba bốn.").source_of == second
    shown = desk.rows.shown(article)
    row = next(item.row for item in shown.rows if item.row.source_text == "Mốt mai.")
    desk.translations.looked_at(article, row.targets)
    assert behind(desk.rows.shown(article)) == ["Ba bốn."]
    desk.write(source, body="Mốt mai.\n\nHai.\n\nBa.")  # as it was: nothing is behind any more
    assert behind(desk.rows.shown(article)) == []


def test_who_confirmed_changed_or_left_out_a_row_is_told_with_when(desk: Desk) -> None:
    _source, article = begun(desk)
    desk.clock.advance(MINUTE)
    translate(desk, article, "Một.", "One.", State.DRAFT)
    typed = setting(desk, article, "Một.")
    assert (typed.changed_by, typed.changed, typed.read) == ("Lan", desk.clock(), None)
    desk.clock.advance(MINUTE)
    row = next(row for row in desk.translations.segments(article) if row.target_text == "One.")
    desk.translations.confirm(article, row.targets)
    read = setting(desk, article, "Một.")
    assert (read.read_by, read.read) == ("Lan", desk.clock())
    desk.clock.advance(MINUTE)
    row = next(row for row in desk.translations.segments(article) if row.source_text == "Hai.")
    desk.translations.leave_out(article, row.sources)
    out = setting(desk, article, "Hai.")
    assert (out.changed_by, out.changed, out.read_by) == ("Lan", desk.clock(), "")
    assert setting(desk, article, "Ba.") == Setting()


def test_a_translation_from_before_this_was_kept_is_dated_by_what_was_read_last(
    desk: Desk,
) -> None:
    source, article = begun(desk)
    translate(desk, article, "Một.", "One.", State.TRANSLATED)
    desk.clock.advance(MINUTE)
    translate(desk, article, "Hai.", "Two.", State.TRANSLATED)
    read = desk.clock()
    desk.clock.advance(MINUTE)
    desk.write(source, body="Mốt.\n\nHai.\n\nBa.")
    with desk.place.database.writing() as records:
        records.facts.remove(f"source of {article}")
    desk.write(article, headline="Title")
    assert desk.rows.shown(article).source_at == read
    assert setting(desk, article, "Mốt.").source_of == NOON
    desk.write(source, body="Mốt.\n\nHai mươi.\n\nBa.")
    assert desk.rows.shown(article).source_at == desk.clock()
    assert setting(desk, article, "Hai mươi.").source_of == read


def test_a_translation_that_came_with_its_words_is_dated_when_somebody_reads_it(
    desk: Desk,
) -> None:
    _source, article = begun(desk)
    translate(desk, article, "Một.", "One.", State.DRAFT)
    with desk.place.database.writing() as records:
        records.facts.remove(f"source of {article}")
    desk.write(article, headline="Title")
    assert desk.rows.shown(article).source_at is None
    desk.clock.advance(MINUTE)
    row = next(row for row in desk.translations.segments(article) if row.target_text == "One.")
    desk.translations.confirm(article, row.targets)
    assert desk.rows.shown(article).source_at == desk.clock()
