"""Texts that are put into many rows at once stand as if each had been put in by itself."""

from __future__ import annotations

from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import Made, Segment, State
from editor_app.services.links import segments_of
from editor_app.services.target_texts import put_target, put_targets
from tests.desks import Desk
from tests.formats.photo_making import jpeg_with

SOURCE = "Một.\n\nHai.\n\nBa.\n\nBốn.\n\nNăm."


def begun(desk: Desk) -> ArticleId:
    """Return a translation in which the third of five paragraphs is written, with a photo."""
    story = desk.story(body=SOURCE)
    source = desk.stories.view(story).articles[0]
    attached = desk.photos.attach(source.id, jpeg_with(), "pha.jpg", source.body[2].id)
    desk.photos.describe(attached.use, caption="Phà", alt="Phà ở bến")
    article = desk.translations.start(story, ENGLISH).article
    third = next(row for row in desk.translations.segments(article) if row.source_text == "Ba.")
    desk.translations.write(article, third.sources, "Three.\n\nAnd more.", State.TRANSLATED)
    return article


def texts(rows: tuple[Segment, ...]) -> list[tuple[Segment, str]]:
    """Return what is put into which rows, the last first."""
    said = {"Một.": "One.\n\nOne more.", "Ba.": "", "Năm.": "Five.", "Tít": "Head  line"}
    said |= {"Hai.": "Two.", "Phà": "A ferry", "Phà ở bến": "A ferry at its pier"}
    return [(row, said[row.source_text]) for row in reversed(rows) if row.source_text in said]


def all_at_once(desk: Desk, article: ArticleId) -> None:
    with desk.place.database.writing() as records:
        now = records.articles.get(article)
        put_targets(records, desk.place, now, texts(segments_of(records, now)), Made.MEMORY)


def one_by_one(desk: Desk, article: ArticleId) -> None:
    with desk.place.database.writing() as records:
        for before, text in texts(segments_of(records, records.articles.get(article))):
            now = records.articles.get(article)
            row = next(row for row in segments_of(records, now) if row.sources == before.sources)
            put_target(records, desk.place, now, row, text, Made.MEMORY)


def shown(desk: Desk, article: ArticleId) -> list[tuple[str, str, State, Made]]:
    rows = desk.translations.segments(article)
    return [(row.source_text, row.target_text, row.state, row.made) for row in rows]


def test_many_texts_at_once_stand_where_they_stand_one_by_one(desk: Desk) -> None:
    first, second = begun(desk), begun(desk)
    all_at_once(desk, first)
    one_by_one(desk, second)
    assert shown(desk, first) == shown(desk, second)
    assert {row[1] for row in shown(desk, first)} == {
        *("Head line", "One.\n\nOne more.", "Two.", "", "Five."),
        *("A ferry", "A ferry at its pier"),
    }
    one, other = desk.stories.find_article(first), desk.stories.find_article(second)
    lines = [[block.text.split(":")[0] for block in item.body] for item in (one, other)]
    assert lines[0] == lines[1] == ["One.", "One more.", "Two.", "![](photo", "Five."]
    assert (one.headline, one.slug) == (other.headline, other.slug) == ("Head line", "head-line")
