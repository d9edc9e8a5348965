"""Publishing one article into a site of a thousand."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from editor_app.domain.edition import Section
from editor_app.domain.ids import (
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    SectionId,
    SiteId,
    StoryId,
    new_id,
)
from editor_app.domain.site import OutboxState
from editor_app.services.pages import PageService
from editor_app.services.publishing import PublishingService
from editor_app.storage.resources import read_theme
from tests.bench.figures import Figure, median_of
from tests.desks import Clock, Desk, empty_desk

ARTICLES = 1000
SECTIONS = 8
PARAGRAPHS = 10


def measure() -> Iterator[Figure]:
    """Yield the time of the first build, of one more article, and the files that took."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        desk = empty_desk(Path(folder) / "desk", Clock())
        try:
            yield from _measure(desk, site)
        finally:
            desk.place.database.close()


def _measure(desk: Desk, folder: Path) -> Iterator[Figure]:
    pages = PageService(desk.place, read_theme)
    publishing = PublishingService(desk.place, pages)
    site, _ = publishing.add_folder_site("Bench", folder, "https://bench.example")
    sections = _sections(desk)
    stories = [_story(desk, sections, number) for number in range(ARTICLES)]
    first = _publish(desk, publishing, site.id, stories)
    yield Figure(f"first build of {ARTICLES} articles", first, "ms")
    before = _stamps(folder)
    more = _publish(desk, publishing, site.id, [_story(desk, sections, ARTICLES)])
    written = [path for path, stamp in _stamps(folder).items() if before.get(path) != stamp]
    plain = _plain_write(folder, written)
    yield Figure(
        f"one more article, {len(written)} of {len(before)} files written",
        more,
        "ms",
        first,
        "first build",
    )
    yield Figure("one more article", more, "ms", plain, "writing those bytes alone", most=500)
    article = desk.stories.view(stories[0]).articles[0].id
    page = median_of(5, lambda: _preview(pages, article))
    yield Figure(f"whole page of one article of {ARTICLES}, for the preview", page, most=200)


def _preview(pages: PageService, article: ArticleId) -> None:
    preview = pages.preview(article)
    preview.get(preview.address)


def _sections(desk: Desk) -> list[SectionId]:
    sections = [
        Section(SectionId(new_id()), at, {VIETNAMESE: f"Mục {at}"}, {ENGLISH: f"section-{at}"})
        for at in range(SECTIONS)
    ]
    with desk.place.database.writing() as records:
        for section in sections:
            records.sections.put(section)
    return [section.id for section in sections]


def _story(desk: Desk, sections: list[SectionId], number: int) -> StoryId:
    text = f"Tin số {number}. Nước sông dâng thêm {number % 90 + 10} cm so với hôm qua. " * 4
    body = "\n\n".join(f"{text} Đoạn {part}." for part in range(PARAGRAPHS))
    story = desk.story(body=body, headline=f"Lũ về trên sông, ngày thứ {number}")
    desk.clock.advance(60)
    section = sections[number % len(sections)]
    desk.stories.change(story, desk.stories.view(story).story.version, section=section)
    return story


def _publish(
    desk: Desk, publishing: PublishingService, site: SiteId, stories: list[StoryId]
) -> float:
    articles = [desk.stories.view(story).articles[0].id for story in stories]
    publishing.publish(site, [(article, None) for article in articles])
    begun = time.perf_counter()
    publishing.send_due(at_once=True)
    taken = (time.perf_counter() - begun) * 1000
    _check_sent(desk, publishing, site, articles)
    return taken


def _check_sent(
    desk: Desk, publishing: PublishingService, site: SiteId, articles: list[ArticleId]
) -> None:
    """See that all went out; the time of something else is worth nothing."""
    rows = publishing.outbox(limit=2 * ARTICLES)
    assert all(row.state is OutboxState.DONE for row in rows), [row.answer for row in rows]
    with desk.place.database.reading() as records:
        folder = Path(records.sites.get(site).target)
        for article in articles:
            known = records.publications.find(article, site)
            assert known is not None, article
            assert (folder / known.address).is_file(), known.address


def _stamps(folder: Path) -> dict[Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def _plain_write(folder: Path, files: list[Path]) -> float:
    """Return the time that writing the same bytes takes, and nothing else."""
    contents = [path.read_bytes() for path in files if path.is_relative_to(folder)]
    with tempfile.TemporaryDirectory() as bare:
        begun = time.perf_counter()
        for number, data in enumerate(contents):
            with (Path(bare) / str(number)).open("wb") as file:
                file.write(data)
                file.flush()
        return (time.perf_counter() - begun) * 1000
