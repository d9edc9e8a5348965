"""One story through the whole translation desk, in the real window and by keys alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language, StoryId
from editor_app.domain.link import Segment, State
from editor_app.domain.site import RemoteStatus
from editor_app.domain.term import DESK_MEMORY
from editor_app.wiring import new_desk
from tests.end_to_end.book_boat import Version, memory, page, version, wanted
from tests.end_to_end.conftest import Start
from tests.end_to_end.desk_job import DeskJob
from tests.end_to_end.hands import SECONDS
from tests.end_to_end.main_job import CREDIT, MainJob
from tests.end_to_end.material import english
from tests.end_to_end.published import PublishedPage
from tests.end_to_end.sitting import Sitting

UNITS, WORDS = 200, 1_000  # of the memory, and of the article with its fields
GOAL = 26  # actions for translating 12 paragraphs and their fields into one language
FIGURES = {
    VIETNAMESE: ("1.240", "1.260"),
    ENGLISH: ("1,240", "1,260"),
    CHINESE: ("1240", "1260"),
}
FIGURE, MENDED = FIGURES[VIETNAMESE]
CORRECTIONS = "//section[@id='corrections']/p"
RETURNED = ("a boat can.”", "a boat can swim.”")

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


# -- what changes in the source meanwhile, and its translations

ADDED = {
    VIETNAMESE: "Tuần này, huyện đã mở một hộp thư để bạn đọc góp ý về lịch chạy của thuyền.",
    ENGLISH: "This week the district opened a letter box for readers to comment on the timetable.",
    CHINESE: "本周，县里设了一个信箱，请读者对书船的时刻表提意见。",
}
CHANGES = {
    VIETNAMESE: (("24 thùng", "26 thùng"), ("12/12", "19/12"), ("sáng 3/11", "sáng 4/11")),
    ENGLISH: (("only 24", "only 26"), ("12 December", "19 December"), ("of 3 N", "of 4 N")),
    CHINESE: (("24只", "26只"), ("12月12日", "12月19日"), ("11月3日", "11月4日")),
}
CHANGED_ROWS = {0, 7}
GONE, ADDED_BEHIND = 6, 8


def newer(language: Language) -> Version:
    """Return the story with five edits: two paragraphs, a caption, one gone, one new."""
    story = version(language)
    (crates, crates_now), (day, day_now), (morning, morning_now) = CHANGES[language]
    paragraphs = [
        text.replace(crates, crates_now).replace(day, day_now) for text in story.paragraphs
    ]
    paragraphs.insert(ADDED_BEHIND + 1, ADDED[language])
    del paragraphs[GONE]
    captions = (story.captions[0].replace(morning, morning_now), story.captions[1])
    return replace(story, paragraphs=tuple(paragraphs), captions=captions)


def newer_texts(language: Language) -> dict[str, str]:
    """Return the translation of each text of the newer source."""
    return dict(zip(newer(VIETNAMESE).texts, newer(language).texts, strict=True))


# -- the desk


def prepared(folder: Path, start: Start) -> tuple[Sitting, int]:
    """Start on a desk with the sample's site and vocabulary, and a memory that helps."""
    new_desk(folder / "desk", sample=True, site_folder=folder / "site")
    sitting = start(folder / "desk")
    file, units = memory(folder)
    with file.open("rb") as stream:
        sitting.desk.word_files.import_tmx(stream, file.name)
    return sitting, units


def rows(sitting: Sitting, story: StoryId, language: Language) -> tuple[Segment, ...]:
    article = sitting.desk.stories.view(story).article(language)
    assert article is not None
    return sitting.desk.translations.segments(article.id)


def body(sitting: Sitting, story: StoryId, language: Language) -> list[str]:
    """Return the paragraphs of a language version, in their order."""
    article = sitting.desk.stories.view(story).article(language)
    assert article is not None
    return [block.text for block in article.body if block.kind.holds_words]


def flagged(sitting: Sitting, story: StoryId, language: Language) -> set[str]:
    """Return the translations whose source has changed."""
    return {row.target_text for row in rows(sitting, story, language) if row.stale}


def all_done(found: tuple[Segment, ...]) -> bool:
    done = {State.TRANSLATED, State.REVIEWED}
    return all(row.state in done and not row.stale for row in found)


# -- the test


def test_a_story_goes_through_the_whole_desk_by_keys(
    start: Start, qtbot: QtBot, tmp_path: Path
) -> None:
    sitting, units = prepared(tmp_path, start)

    def wait(so: Callable[[], bool]) -> None:
        qtbot.waitUntil(so, timeout=SECONDS)

    job = DeskJob(sitting, wait)
    job.take_in(page(tmp_path / "page", version(VIETNAMESE)))
    story = sitting.conductor.navigator.story_id
    assert story is not None
    job.translate("English", wanted(ENGLISH))
    job.translate("Chinese", wanted(CHINESE))
    for language in (ENGLISH, CHINESE):
        assert all_done(rows(sitting, story, language))
        assert {row.target_text for row in rows(sitting, story, language)} == set(
            version(language).texts
        )
        assert body(sitting, story, language) == list(version(language).paragraphs)
    out_and_back(job, story, tmp_path)
    a_newer_source(job, story, tmp_path)
    publish(sitting, story, wait)
    a_figure_that_was_wrong(job, story, wait)
    look_at_site(sitting, story, tmp_path / "site")
    look_at_memory(sitting)
    hands = sitting.hands
    print(f"acts of the translation desk: {hands.report()}; goal {GOAL} for one language")
    print(f"memory: {units} units")
    assert units == UNITS
    assert sum(len(text.split()) for text in version(VIETNAMESE).texts) >= WORDS
    assert hands.count("English") <= GOAL
    assert hands.count("Chinese") <= GOAL
    assert not [act for acts in hands.done.values() for act in acts if act.startswith("click")]


def out_and_back(job: DeskJob, story: StoryId, folder: Path) -> None:
    """English goes out as XLIFF and comes back with one row rewritten, which is seen and taken."""
    sitting = job.sitting
    sitting.hands.press("Ctrl+PgUp")
    job.send_out(folder / "out.xlf")
    text = (folder / "out.xlf").read_text("utf-8")
    assert text.count(RETURNED[0]) == 1
    back = folder / "back.xlf"
    back.write_text(text.replace(*RETURNED), "utf-8")
    sheet = job.take_back(back)
    assert len(sheet.units) == 1  # new text, ticked; nothing else came back other than it went
    assert not any(RETURNED[1] in row.target_text for row in rows(sitting, story, ENGLISH))
    sitting.hands.press("Return")
    (row,) = [row for row in rows(sitting, story, ENGLISH) if RETURNED[1] in row.target_text]
    assert not row.stale


def a_newer_source(job: DeskJob, story: StoryId, folder: Path) -> None:
    """The source comes again with five edits while English is typed; both languages follow."""
    sitting, view = job.sitting, job.view
    old = version(VIETNAMESE)
    job.go_to(old.paragraphs[7])
    sitting.hands.type("So ")
    row, text = job.row, job.row.source
    place = view.list.target_area(view.list.active).top()
    job.take_in_again(page(folder / "page", newer(VIETNAMESE)))
    for language in (ENGLISH, CHINESE):
        before = version(language)
        touched = {before.paragraphs[number] for number in (*CHANGED_ROWS, GONE)}
        touched.add(before.captions[0])
        found = {item.removeprefix("So ") for item in flagged(sitting, story, language)}
        assert found == touched
    assert job.row.text is row.text
    assert (job.row.source, job.row.stale) == (text, False)
    assert view.list.target_area(view.list.active).top() == place
    assert view.heads.show_change.isVisible()
    sitting.hands.type("far: ")
    assert job.row.target.startswith("So far: ")
    job.follow("follow en", newer_texts(ENGLISH))
    sitting.hands.press("Ctrl+PgDown")
    job.follow("follow zh", newer_texts(CHINESE))
    for language in (ENGLISH, CHINESE):
        assert all_done(rows(sitting, story, language))


def publish(sitting: Sitting, story: StoryId, wait: Callable[[Callable[[], bool]], None]) -> None:
    """Clear the photos, and send all three languages out."""
    main = MainJob(sitting, english())
    sitting.hands.press("Ctrl+2")
    main.clear_photos()
    assert main.publish().startswith("Publish ")
    wait(lambda: public(sitting, story) == 3)


def a_figure_that_was_wrong(
    job: DeskJob, story: StoryId, wait: Callable[[Callable[[], bool]], None]
) -> None:
    """Change a figure that readers have everywhere, and bring what they have up to date."""
    sitting = job.sitting
    sitting.hands.press("Ctrl+PgUp")
    sitting.hands.press("Ctrl+PgUp")
    places, lines = job.change_everywhere(FIGURE, MENDED)
    assert places == 9
    assert set(lines) == {VIETNAMESE, ENGLISH, CHINESE}
    for language, line in lines.items():
        wrong, right = FIGURES[language]
        assert wrong in line
        assert right in line
    for language in (ENGLISH, CHINESE):
        assert all_done(rows(sitting, story, language))
    assert MainJob(sitting, english()).publish().startswith("Update ")
    wait(lambda: sent(sitting, story) == [2, 2, 2])
    assert public(sitting, story) == 3


def public(sitting: Sitting, story: StoryId) -> int:
    """Count the languages that stand on the site, read back."""
    view = sitting.desk.stories.view(story)
    found = [item for article in view.articles for item in view.publications.get(article.id, ())]
    return sum(item.status is RemoteStatus.PUBLIC for item in found)


def sent(sitting: Sitting, story: StoryId) -> list[int]:
    """Count how often each language went out, as the log has it."""
    logs = [sitting.desk.publishing.log(it.id) for it in sitting.desk.stories.view(story).articles]
    return [sum(line.key == "log-published" for line in log) for log in logs]


# -- where everything should be


def expected(language: Language) -> Version:
    """Return the story as it should have come out of it all."""
    story = newer(language)

    def mended(text: str) -> str:
        if language == ENGLISH:
            text = text.replace(*RETURNED)
        return text.replace(*FIGURES[language])

    return Version(
        mended(story.headline),
        story.standfirst,
        tuple(map(mended, story.captions)),
        story.alts,
        tuple(map(mended, story.paragraphs)),
    )


def look_at_site(sitting: Sitting, story: StoryId, site: Path) -> None:
    """Each page holds the words of its language, the photos and the tag in it."""
    view = sitting.desk.stories.view(story)
    for language, tag in ((VIETNAMESE, "Mê Kông"), (ENGLISH, "Mekong"), (CHINESE, "湄公河")):
        article = view.article(language)
        assert article is not None
        (publication,) = view.publications[article.id]
        found, story_now = PublishedPage(site, publication.address), expected(language)
        assert found.headline == story_now.headline
        assert found.body == list(story_now.paragraphs)
        figures = "//figure[contains(@class, 'photo')]"
        assert found.words(f"{figures}//*[@class='caption']") == list(story_now.captions)
        assert [image.get("alt") for image in found.all(f"{figures}//img")] == list(story_now.alts)
        assert all(CREDIT in words for words in found.words(f"{figures}//*[@class='credit']"))
        assert found.words("//nav[@class='tags']//a") == [tag]
        assert [FIGURES[language][1] in line for line in found.words(CORRECTIONS)] == [True]
        assert article.slug in publication.address
        assert (article.id in view.progress) == (language != VIETNAMESE)
        assert article.id not in view.progress or view.progress[article.id].left == 0


def look_at_memory(sitting: Sitting) -> None:
    """What was confirmed is in the memory, as it was confirmed."""
    source = newer(VIETNAMESE).paragraphs[0]
    found = sitting.desk.memory.find(source[:60], DESK_MEMORY)
    targets = {pair.target for pair in found if pair.source == source}
    assert targets == {newer(language).paragraphs[0] for language in (ENGLISH, CHINESE)}
