"""Search finds words with and without marks, in three scripts, and forgets what is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.ids import ArticleId, BlockId, Language, StoryId
from editor_app.domain.story import Story
from editor_app.storage.database import Database
from editor_app.storage.records import Records
from editor_app.storage.records.search_words import title_ranges, wanted
from tests.storage import filled

RAILWAY = "Đường sắt Bắc – Nam ngừng chạy vì lũ"
PRESIDENT = "臺灣總統訪問河內"


def put(
    records: Records, number: int, headline: str, body: str = "", language: str = "vi"
) -> Article:
    """Keep and index an article of its own story; later numbers are newer."""
    story = Story(StoryId(filled.named(number)), f"story-{number}", filled.VI, filled.hour(number))
    words = Block(BlockId(filled.named(number)), BlockKind.PARAGRAPH, body)
    article = Article(
        ArticleId(filled.named(5000 + number)),
        story.id,
        Language(language),
        filled.hour(number),
        headline=headline,
        body=(words,) if body else (),
    )
    records.stories.add(story)
    records.articles.add(article)
    records.search.index(article)
    return article


def found(records: Records, typed: str, language: str | None = None) -> list[str]:
    """Return the headlines that a search finds, in order."""
    hits = records.search.query(typed, Language(language) if language else None)
    return [hit.headline for hit in hits]


@pytest.mark.parametrize(
    "typed",
    ["duong sat", "đường sắt", "ĐƯỜNG SẮT", "Duong", "đườ", "sat bac nam", "lũ", "lu", "duong s"],
)
def test_vietnamese_is_found_with_and_without_marks(desk: Database, typed: str) -> None:
    with desk.writing() as records:
        put(records, 1, RAILWAY)
        assert found(records, typed) == [RAILWAY]


@pytest.mark.parametrize(
    "typed", ["台湾", "臺灣", "总统", "總統", "统", "湾总", "河内", "台湾 河内"]
)
def test_chinese_is_found_inside_a_sentence_and_in_either_form(desk: Database, typed: str) -> None:
    with desk.writing() as records:
        put(records, 1, PRESIDENT, language="zh")
        assert found(records, typed) == [PRESIDENT]


def test_letters_and_chinese_in_one_word_are_found(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "G20峰会与A股5月行情", language="zh")
        for typed in ("g20", "G20峰会", "A股", "股5月", "峰会 a股"):
            assert len(found(records, typed)) == 1, typed


@pytest.mark.parametrize(
    "typed", ["", " ", "d", "đường bay", "统总", '"', "* ( AND", "{title}:x", "’"]
)
def test_what_does_not_fit_finds_nothing_and_breaks_nothing(desk: Database, typed: str) -> None:
    with desk.writing() as records:
        put(records, 1, RAILWAY)
        put(records, 2, PRESIDENT, language="zh")
        assert found(records, typed) == []


def test_words_typed_with_marks_find_these_marks_first(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "Đường sắt ngừng chạy")
        put(records, 2, "Dưỡng sắt cho trẻ")
        assert found(records, "đường sắt") == ["Đường sắt ngừng chạy", "Dưỡng sắt cho trẻ"]
        assert found(records, "duong sat") == ["Dưỡng sắt cho trẻ", "Đường sắt ngừng chạy"]


def test_both_places_of_the_tone_mark_are_one_spelling(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "Hoà bình ở Thuỷ Nguyên")
        put(records, 2, "Họa sĩ trẻ")
        assert found(records, "hòa thủy")[0] == "Hoà bình ở Thuỷ Nguyên"
        assert found(records, "hòa")[0] == "Hoà bình ở Thuỷ Nguyên"


def test_titles_come_first_then_the_newest(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "Floods in the north")
        put(records, 2, "Trains stop", "The floods reached the railway.")
        put(records, 3, "Floods in the south")
        put(records, 4, "Schools close", "Floods again.")
        order = ["Floods in the south", "Floods in the north", "Schools close", "Trains stop"]
        assert found(records, "floods") == order
        hits = records.search.query("floods")
        assert [hit.in_title for hit in hits] == [True, True, False, False]
        assert hits[0].story == filled.named(3)


def test_a_search_can_keep_to_one_language_and_to_a_number(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "ASEAN họp", language="vi")
        put(records, 2, "ASEAN meets", language="en")
        put(records, 3, "ASEAN in 2026", language="en")
        assert found(records, "asean", "en") == ["ASEAN in 2026", "ASEAN meets"]
        assert len(records.search.query("asean", limit=2)) == 2
        assert found(records, "asean", "zh") == []


def test_only_the_last_word_may_go_on(desk: Database) -> None:
    with desk.writing() as records:
        put(records, 1, "Railway traffic stops")
        assert found(records, "railway tra") == ["Railway traffic stops"]
        assert found(records, "rail traffic") == []
        assert found(records, "traffic ") == ["Railway traffic stops"]
        assert found(records, "traf ") == []


def test_words_beside_the_body_are_found_too(full_desk: Database) -> None:
    article = replace(filled.SOURCE, dateline="Huế", push="Báo động", slug="lu-mien-trung")
    with full_desk.writing() as records:
        records.stories.save(replace(filled.STORY, trashed=None), seen=7)
        records.search.index(article, extra="chú thích ảnh")
        for typed in ("hue", "bao dong", "lu mien trung", "chu thich", "nuoc len nhanh"):
            assert found(records, typed) == [article.headline], typed
        assert found(records, filled.PHOTO.id) == []


def test_what_lies_in_the_trash_is_not_found(desk: Database) -> None:
    with desk.writing() as records:
        article = put(records, 1, RAILWAY)
        saved = records.articles.save(replace(article, trashed=filled.NOON), 1)
        assert found(records, "duong sat") == []
        records.articles.save(replace(saved, trashed=None), 2)
        assert found(records, "duong sat") == [RAILWAY]
        story = records.stories.get(article.story)
        records.stories.save(replace(story, trashed=filled.NOON), 1)
        assert found(records, "duong sat") == []


def test_an_article_indexed_anew_is_found_by_its_new_words_only(desk: Database) -> None:
    with desk.writing() as records:
        article = put(records, 1, RAILWAY, "Nước lên.")
        put(records, 2, "Other")
        for headline in ("Trains run again", "Trains stop again"):
            records.search.index(replace(article, headline=headline, body=()))
        assert found(records, "duong") == found(records, "nuoc") == []
        assert len(records.search.query("trains")) == 1
        assert records.search.count() == 2
        assert _terms_left(records) == _terms_of_fresh_index(records)


def test_an_emptied_index_is_filled_again_from_what_is_missing(desk: Database) -> None:
    with desk.writing() as records:
        first, second = put(records, 1, RAILWAY), put(records, 2, "Trains")
        before = _terms_left(records)
        records.search.clear()
        assert found(records, "duong") == []
        assert _terms_left(records) == []
        assert records.search.missing() == (first.id, second.id)
        for name in records.search.missing():
            records.search.index(records.articles.get(name))
        assert _terms_left(records) == before


def test_a_removed_article_leaves_no_word_in_the_index(desk: Database) -> None:
    with desk.writing() as records:
        article = put(records, 1, RAILWAY, "Nước lên.")
        assert records.search.missing() == ()
        records.search.remove(article.id)
        records.search.remove(article.id)
        assert records.search.missing() == (article.id,)
        assert found(records, "nuoc") == []
        records.articles.remove(article.id)
        assert records.search.count() == 0
        assert _terms_left(records) == []


@pytest.mark.parametrize(
    ("headline", "typed", "fits"),
    [
        (RAILWAY, "duong", ["Đường"]),
        (RAILWAY, "sắt bac", ["sắt", "Bắc"]),
        (RAILWAY, "du", ["Đư"]),
        ("Nam, namely", "nam", ["Nam", "nam"]),
        ("Nam, namely", "nam ", ["Nam"]),
        (PRESIDENT, "台湾", ["臺灣"]),
        (PRESIDENT, "访", ["訪"]),
        ("Straße ﬁnal", "strasse final", ["Straße", "ﬁnal"]),
        ("😀 lũ 𠮷", "lu", ["lũ"]),
        ("unangetastet", "tastet", []),
    ],
)
def test_the_places_in_a_title_are_told_in_code_points(
    headline: str, typed: str, fits: list[str]
) -> None:
    ranges = title_ranges(headline, wanted(typed))
    assert [headline[start:end] for start, end in ranges] == fits


LETTERS = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyắềộử 中国臺湾总统說.,-“”'\n\"*"), max_size=60
)


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(headline=LETTERS, body=LETTERS)
def test_every_word_of_a_text_finds_it(desk: Database, headline: str, body: str) -> None:
    texts = Article(
        filled.SOURCE.id, filled.STORY.id, filled.VI, filled.NOON, headline=headline,
        body=(Block(BlockId(filled.named(1)), BlockKind.PARAGRAPH, body),),
    )  # fmt: skip
    with desk.writing() as records:
        records.stories.remove(filled.STORY.id)
        records.stories.add(Story(filled.STORY.id, "x", filled.VI, filled.NOON))
        records.articles.add(texts)
        records.search.index(texts)
        for word in (headline + " " + body).split():
            hits = records.search.query(word + " ")
            assert hits or not wanted(word).terms, word
            assert all(
                0 <= start < end <= len(headline) for hit in hits for start, end in hit.ranges
            )


def _terms_left(records: Records) -> list[tuple[str, str, int]]:
    """Return every word that the index holds, with its column and number of articles."""
    connection = records.search._connection
    connection.execute(
        text(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.words USING fts5vocab(main, search_words, col)"
        )
    )
    rows = connection.execute(text("SELECT term, col, doc FROM temp.words WHERE doc > 0"))
    return [(term, column, count) for term, column, count in rows]


def _terms_of_fresh_index(records: Records) -> list[tuple[str, str, int]]:
    """Return what the index holds after all articles were taken out and put in once more."""
    articles = [records.articles.get(head.id) for head in records.articles.heads()]
    indexed = [article for article in articles if article.headline == "Other"]
    trains = [article for article in articles if article.headline == RAILWAY]
    for article in articles:
        records.search.remove(article.id)
    for article in indexed:
        records.search.index(article)
    for article in trains:
        records.search.index(replace(article, headline="Trains stop again", body=()))
    return _terms_left(records)
