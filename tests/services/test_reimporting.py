"""A newer version of a source that is on the desk: exactly what it changed is flagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.domain.errors import NoText, Refused
from editor_app.domain.ids import CHINESE, ENGLISH, ArticleId, StoryId
from editor_app.domain.link import State
from editor_app.services.importing import ImportService
from editor_app.services.reimporting import ReimportService
from editor_app.text.blocks import photo_of
from tests.desks import Desk, undone
from tests.formats.photo_making import jpeg_with

PARAGRAPHS = (
    "Phà điện rời bến Bình Thủy lúc 5 giờ sáng, trên boong có 40 hành khách và 12 xe máy.",
    "Thuyền trưởng Nguyễn Văn Hòa nói ông không còn đếm từng lít dầu như những năm trước.",
    "Nhiên liệu chiếm 41% thu nhập của đội phà trong năm ngoái, theo sở giao thông tỉnh.",
    "Bốn chiếc phà chạy hai tuyến trong ba tháng để đo lượng điện tiêu thụ mỗi ngày.",
    "Người dân hai bên sông mong vé không tăng khi phà cũ được thay bằng phà mới.",
    "Tỉnh dự kiến mở rộng đợt thử nghiệm nếu chi phí bảo dưỡng giảm một nửa.",
)
ENGLISH_TEXTS = ("Departs.", "Hoa.", "Fuel.", "Four.", "Fares.", "Extend.")


@pytest.fixture
def importing(desk: Desk) -> ImportService:
    return ImportService(desk.place, desk.photos)


@pytest.fixture
def again(desk: Desk, importing: ImportService) -> ReimportService:
    return ReimportService(desk.place, importing, desk.photos)


def file_of(folder: Path, *paragraphs: str, headline: str = "Phà điện chạy thử") -> Path:
    file = folder / "pha.md"
    file.write_text("\n\n".join((f"# {headline}", *paragraphs)) + "\n", "utf-8")
    return file


def translated(desk: Desk, story: StoryId, source: ArticleId | None = None) -> ArticleId:
    """Begin English (or, from another version, Chinese) and confirm every row."""
    language = ENGLISH if source is None else CHINESE
    article = desk.translations.start(story, language, source).article
    for row, text in zip(
        desk.translations.segments(article), ("Ferry", *ENGLISH_TEXTS), strict=True
    ):
        desk.translations.write(article, row.sources, text, State.TRANSLATED)
    return article


def stale(desk: Desk, article: ArticleId) -> set[str]:
    return {row.target_text for row in desk.translations.segments(article) if row.stale}


def test_exactly_what_a_newer_file_changed_is_flagged(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    english = translated(desk, taken.story)
    chinese = translated(desk, taken.story, english)
    one, two, three, four, _five, six = PARAGRAPHS
    newer = (
        one.replace("40 hành khách", "45 hành khách"),
        "Trước đó, tỉnh đã mua hai bộ sạc đặt ở hai đầu bến để phà không phải chờ nhau.",
        two,
        four,
        three.replace("41%", "43%"),
        six,
    )
    done = again.take_in_again(taken.article, file_of(tmp_path, *newer))
    assert (done.changed, done.added, done.gone, done.fields) == (2, 1, 1, 0)
    assert stale(desk, english) == {"Departs.", "Fuel.", "Fares."}
    rows = desk.translations.segments(english)
    gone = next(row for row in rows if row.target_text == "Fares.")
    assert gone.sources == ()
    texts = [row.source_text for row in rows if row.source_text]
    assert texts == ["Phà điện chạy thử", *newer]
    assert stale(desk, chinese) == set()
    fuel = next(row for row in rows if row.target_text == "Fuel.")
    assert desk.source_before(english, fuel.targets) == three
    desk.translations.write(english, fuel.sources, "Fuel took 43 per cent.", State.TRANSLATED)
    assert stale(desk, chinese) == {"Fuel."}
    assert stale(desk, english) == {"Departs.", "Fares."}
    undone(done.changes)
    assert desk.stories.find_article(taken.article).markdown == "\n\n".join(PARAGRAPHS)


def test_what_the_desk_made_of_a_text_stays_where_the_file_says_nothing_new(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    english = translated(desk, taken.story)
    edited = [*PARAGRAPHS[:5], PARAGRAPHS[5].replace("một nửa", "một phần ba")]
    desk.write(taken.article, body="\n\n".join(edited))
    desk.write(taken.article, headline="Phà điện chạy thử trên sông Hậu")
    done = again.take_in_again(
        taken.article, file_of(tmp_path, PARAGRAPHS[0].replace("12", "15"), *PARAGRAPHS[1:])
    )
    article = desk.stories.find_article(taken.article)
    assert article.headline == "Phà điện chạy thử trên sông Hậu"
    assert article.body[5].text == edited[5]
    assert "15 xe máy" in article.body[0].text
    assert (done.changed, done.added, done.gone) == (1, 0, 0)
    assert stale(desk, english) == {"Ferry", "Departs.", "Extend."}


def test_a_photo_that_is_new_in_the_file_comes_into_the_translations_too(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    english = translated(desk, taken.story)
    (tmp_path / "pha.jpg").write_bytes(jpeg_with())
    newer = [*PARAGRAPHS[:2], "![Phà ở bến](pha.jpg)", *PARAGRAPHS[2:]]
    done = again.take_in_again(taken.article, file_of(tmp_path, *newer))
    for article in (taken.article, english):
        body = desk.stories.find_article(article).body
        assert [photo_of(block) is not None for block in body] == [False] * 2 + [True] + [False] * 4
    rows = desk.translations.segments(english)
    assert [row.source_text for row in rows if not row.target_text] == ["Phà ở bến"]
    undone(done.changes)
    for article in (taken.article, english):
        assert not any(photo_of(block) for block in desk.stories.find_article(article).body)
    assert all(row.target_text for row in desk.translations.segments(english))


def test_a_file_that_was_taken_back_can_be_taken_in_once_more(
    desk: Desk, again: ReimportService, tmp_path: Path
) -> None:
    story = desk.story("\n\n".join(PARAGRAPHS))  # written on the desk, of no file
    source = desk.stories.view(story).articles[0].id
    newer = file_of(tmp_path, PARAGRAPHS[0].replace("40", "45"), *PARAGRAPHS[1:], headline="Tít")
    first = again.take_in_again(source, newer)
    undone(first.changes)
    second = again.take_in_again(source, newer)
    assert (first.changed, second.changed) == (1, 1)
    assert "45 hành khách" in desk.stories.find_article(source).markdown


def test_taking_back_leaves_what_was_said_of_a_photo_since(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    (tmp_path / "pha.jpg").write_bytes(jpeg_with())
    taken = importing.take_in_path(file_of(tmp_path, "![Phà](pha.jpg)", *PARAGRAPHS))
    (use,) = desk.stories.view(taken.story).uses[taken.article]
    newer = file_of(tmp_path, "![Phà ở bến](pha.jpg)", *PARAGRAPHS)
    done = again.take_in_again(taken.article, newer)
    desk.drafts.save(use.id, "alt", "Một chiếc phà trắng")
    desk.drafts.settle(taken.article)
    undone(done.changes)
    (use,) = desk.stories.view(taken.story).uses[taken.article]
    assert (use.caption, use.alt) == ("Phà", "Một chiếc phà trắng")


def test_a_headline_in_a_newer_file_is_taken_and_flagged(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    english = translated(desk, taken.story)
    newer = file_of(tmp_path, *PARAGRAPHS, headline="Phà điện chạy thử thêm hai tháng")
    assert again.take_in_again(taken.article, newer).fields == 1
    assert stale(desk, english) == {"Ferry"}
    assert desk.stories.find_article(taken.article).slug == "pha-dien-chay-thu-them-hai-thang"


def test_what_was_typed_and_not_settled_was_made_from_the_former_source(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    english = desk.translations.start(taken.story, ENGLISH).article
    desk.drafts.save(english, "body", "The ferry leaves at five with 40 people and 12 motorcycles.")
    newer = file_of(tmp_path, PARAGRAPHS[0].replace("40", "45"), *PARAGRAPHS[1:])
    again.take_in_again(taken.article, newer)
    assert len(stale(desk, english)) == 1


def test_a_file_in_another_language_or_without_text_changes_nothing(
    desk: Desk, importing: ImportService, again: ReimportService, tmp_path: Path
) -> None:
    taken = importing.take_in_path(file_of(tmp_path, *PARAGRAPHS))
    other = tmp_path / "other.md"
    other.write_text(
        "# Ferries\n\nThe electric ferry leaves the landing at five in the morning, and the people"
        " on both banks of the river hope that tickets will stay as cheap as they are now.\n"
    )
    with pytest.raises(Refused):
        again.take_in_again(taken.article, other)
    other.write_text("\n")
    with pytest.raises(NoText):
        again.take_in_again(taken.article, other)
    assert desk.stories.find_article(taken.article).markdown == "\n\n".join(PARAGRAPHS)
