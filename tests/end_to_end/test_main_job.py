"""The main job in the real window, and all of it there again after a restart."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from editor_app.domain.article import Shown
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language
from editor_app.domain.link import State
from editor_app.domain.photo import RightsStatus
from editor_app.domain.site import RemoteStatus
from editor_app.services.views import StoryView
from editor_app.text.blocks import photo_of
from editor_app.ui.preview.exact_page import ExactPage
from editor_app.ui.widgets.tag_field import TagField
from editor_app.wiring import new_desk
from tests.end_to_end.conftest import Start
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.main_job import CREDIT, MainJob
from tests.end_to_end.material import Typed, english, word_file
from tests.end_to_end.page_sight import PageSight
from tests.end_to_end.published import PublishedPage, private_things
from tests.end_to_end.sitting import Sitting

GOAL = 60  # actions
CHECKS = 10  # of them are for the desk checks, which are not built yet
HEADLINE = "Làng thuyền thúng đan ngày đan đêm sau mùa bão"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


def test_an_article_goes_from_a_word_file_to_published_pages(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    new_desk(tmp_path / "desk", sample=True, site_folder=tmp_path / "site")
    typed, file = english(), word_file(tmp_path)
    sitting = start(tmp_path / "desk")
    job = MainJob(sitting, typed)
    job.take_in(file)
    assert sitting.conductor.navigator.story is not None
    job.translate()
    look_at_rows(job, typed)
    job.clear_photos()
    job.tag()
    sitting.hands.begin("preview")
    sitting.hands.press("Ctrl+3")
    look_at_page(sitting, qtbot, typed.headline, file)
    sitting.hands.press("Ctrl+PgUp")
    look_at_page(sitting, qtbot, HEADLINE, file)
    assert job.publish().startswith("Publish ")
    qtbot.waitUntil(lambda: is_public(sitting, job), timeout=SECONDS)
    look_at_site(sitting.desk.stories.view(job.story), tmp_path / "site", typed)
    story, rows = job.story, job.rows
    sitting.close()

    again = start(tmp_path / "desk")
    assert again.conductor.navigator.story_id == story
    assert again.conductor.navigator.language == VIETNAMESE
    assert again.areas.page.centre.key == "preview"
    look_at_desk(again.desk.stories.view(story), typed)
    look_at_page(again, qtbot, HEADLINE, file)
    look_at_tabs_again(again, typed, rows)
    report = sitting.hands.report()
    print(f"acts of the main job: {report}; goal {GOAL}, {CHECKS} of them for checks")
    assert sitting.hands.total <= GOAL - CHECKS


# -- in the window


def look_at_rows(job: MainJob, typed: Typed) -> None:
    """Every source paragraph is rendered, merged, split or left out, and said to be so."""
    rows = job.rows
    left_out = [row for row in rows if row[2] == State.LEFT_OUT]
    assert len(left_out) == 1, (rows, job.rows_on_the_desk)
    unfinished = [row for row in rows if row[2] not in {State.TRANSLATED, State.LEFT_OUT}]
    assert unfinished == [], job.rows_on_the_desk
    merged = next(row for row in rows if "\n\n" in row[0])
    assert merged[1] == f"{typed.blocks[0]} {typed.blocks[1]}"
    split = next(row for row in rows if "\n\n" in row[1])
    assert split[1] == typed.blocks[7].replace(". The", ".\n\nThe")
    targets = [row[1] for row in rows]
    for text in (
        typed.headline,
        typed.standfirst,
        *typed.captions,
        *typed.alts,
        *typed.blocks[8:14],
    ):
        assert text in targets


def look_at_page(sitting: Sitting, qtbot: QtBot, headline: str, file: Path) -> None:
    """The preview shows the headline in ink, and the photo itself."""
    (page,) = [item for item in sitting.window.findChildren(ExactPage) if item.isVisible()]
    sight = PageSight(page, qtbot)
    qtbot.waitUntil(lambda: sight.words("h1") == headline, timeout=SECONDS)
    qtbot.waitUntil(lambda: sight.holds_words("h1"), timeout=SECONDS)
    with zipfile.ZipFile(file) as inside:
        photo = Image.open(io.BytesIO(inside.read("word/media/image1.jpg")))
    qtbot.waitUntil(lambda: sight.difference("figure img", photo) < 10, timeout=SECONDS)


def look_at_tabs_again(again: Sitting, typed: Typed, rows: list[tuple[str, str, str]]) -> None:
    """After the restart rows, captions and tags stand in their fields as they were."""
    job = MainJob(again, typed)
    again.hands.begin("again")
    again.hands.press("Ctrl+PgDown")
    again.hands.press("Ctrl+2")
    assert job.rows == rows
    again.hands.press("Ctrl+6")
    first = next(iter(job.photo_tab.cards.values()))
    assert first.captions.field(ENGLISH, "caption").text() == typed.captions[0]
    assert "Ngư dân Cửa Thúng" in first.captions.field(VIETNAMESE, "caption").text()
    again.hands.press("Ctrl+7")
    field = next(item for item in again.window.findChildren(TagField) if item.isVisible())
    assert [item.label for item in field.items] == ["Mekong", "Crafts"]


# -- on the desk and on the site


def is_public(sitting: Sitting, job: MainJob) -> bool:
    """Say whether both languages stand on the site, read back."""
    view = sitting.desk.stories.view(job.story)
    public = [
        item
        for article in view.articles
        for item in view.publications.get(article.id, ())
        if item.status is RemoteStatus.PUBLIC
    ]
    return len(public) == 2


def look_at_desk(view: StoryView, typed: Typed) -> None:
    """Texts, links, states, captions, tags and what is published are on the disk."""
    source, target = view.article(VIETNAMESE), view.article(ENGLISH)
    assert source is not None
    assert target is not None
    assert (source.headline, target.headline) == (HEADLINE, typed.headline)
    assert len(source.body) == 18
    assert len(target.body) == 17  # 16 texts: one less by the merge, one more by the split, one out
    assert [photo_of(block) for block in source.body if photo_of(block)] == [
        photo_of(block) for block in target.body if photo_of(block)
    ]
    captions = [use.caption for use in view.uses[target.id]]
    assert captions == list(typed.captions)
    for photo in view.photos.values():
        assert photo.credit == CREDIT
        assert photo.rights.status is RightsStatus.CLEARED
    assert len(view.story.tags) == 2
    assert view.story.section is not None
    for article in view.articles:
        assert view.shown[article.id] is Shown.PUBLISHED
    assert view.progress[target.id].left == 0


def look_at_site(view: StoryView, site: Path, typed: Typed) -> None:
    """The pages on the disk hold what was written, and lead to each other."""
    pages = {}
    for language in (VIETNAMESE, ENGLISH):
        article = view.article(language)
        assert article is not None
        (publication,) = view.publications[article.id]
        pages[language] = PublishedPage(site, publication.address)
    look_at_published(pages[ENGLISH], typed.headline, f"Photo: {CREDIT}", list(typed.captions))
    look_at_published(
        pages[VIETNAMESE],
        HEADLINE,
        f"Ảnh: {CREDIT}",
        [
            "Ngư dân Cửa Thúng khiêng thuyền thúng xuống biển sáng 20/11.",
            "Thợ đan trong xưởng của ông Võ Văn Tư hôm 21/11.",
        ],
    )
    text = "\n".join(pages[ENGLISH].body)
    assert f"{typed.blocks[0]} {typed.blocks[1]}" in pages[ENGLISH].body
    assert "The large kind, which seats six, costs 9 million dong." in pages[ENGLISH].body
    assert typed.blocks[14] not in text
    assert pages[ENGLISH].words("//div[@class='body']//ol/li")[0].startswith("Splitting:")
    (link,) = pages[ENGLISH].all("//div[@class='body']//a[contains(@href, 'vay-tre')]")
    assert link.text_content() == "the co-operative’s page"
    look_at_pair(pages)


def look_at_published(page: PublishedPage, headline: str, credit: str, captions: list[str]) -> None:
    """One page: its headline, figures, data for machines and photos."""
    assert page.headline == headline
    assert page.article_data["headline"] == headline
    figures = "//figure[contains(@class, 'photo')]"
    assert page.words(f"{figures}//*[@class='caption']") == captions
    assert page.words(f"{figures}//*[@class='credit']") == [credit, credit]
    assert len(page.all("//nav[@class='tags']//a")) == 2
    files = page.photo_files()
    assert len(files) >= 4
    for file in files:
        assert file.is_file(), f"{file.name} is missing"
        assert private_things(file) == []


def look_at_pair(pages: dict[Language, PublishedPage]) -> None:
    """The two languages name each other, in the head and in the edition switcher."""
    first, second = pages.values()
    assert first.alternates == second.alternates
    for language, page in pages.items():
        assert first.alternates[language].endswith(page.address)
    switcher = second.all("//nav[@class='editions']//a[@hreflang='vi']")
    leads_to = (second.file.parent / switcher[0].get("href")).resolve()
    assert leads_to == first.file.resolve()
