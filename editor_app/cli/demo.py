"""``demo``: the main job from end to end on the sample's source file, without a hand on a key."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from editor_app.cli.answers import Answer, tell
from editor_app.cli.desk_verbs import site_named
from editor_app.cli.said import section_named
from editor_app.domain.article import Article, ArticleStatus
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId, Language, StoryId
from editor_app.domain.link import Segment, State, field_address
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.site import OutboxState
from editor_app.services.demo_material import DemoMaterial, TypedTranslation
from editor_app.text.folding import fold
from editor_app.wiring import Desk, demo_files, new_desk, open_desk


class Pictures(Protocol):
    """Takes pictures; ``ui.pictures`` has it, ``__main__`` hands it over."""

    def page(self, get: Callable[[str], bytes | None], address: str, out: Path, width: int) -> None:
        """Write the page at an address as PNG or PDF."""
        ...

    def windows(self, desk: Path, story: str, out: Path) -> list[Path]:
        """Write pictures of the window's views of a story; return their paths."""
        ...


@dataclass
class _Course:
    """The steps done so far with their seconds."""

    quiet: bool
    steps: list[dict[str, Any]]

    def step(self, name: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        result = work()
        seconds = round(time.perf_counter() - begun, 2)
        self.steps.append({"step": name, "seconds": seconds})
        tell(f"{name}: {seconds} s", quiet=self.quiet)
        return result


@dataclass(frozen=True)
class _Place:
    """Where the demo puts things."""

    out: Path
    desk: Path
    site: Path


def demo(arguments: Namespace, pictures: Pictures | None) -> Answer:
    """Do the main job in ``--out``: a sample desk, a site folder, pictures with ``--shots``."""
    out = Path(arguments.out).resolve()
    place = _Place(out, fresh_folder(out / "desk"), fresh_folder(out / "site"))
    course = _Course(arguments.quiet, [])
    course.step("sample desk", partial(new_desk, place.desk, sample=True, site_folder=place.site))
    desk = open_desk(place.desk)
    try:
        story, addresses = _main_job(desk, course)
    finally:
        desk.close()
    paths = {"desk": str(place.desk), "site": str(place.site / "index.html")}
    pages = [str(place.site / address) for address in addresses]
    shots = []
    if arguments.shots and pictures is not None:
        shots = _shots(pictures, course, place, story, addresses)
    document = {"steps": course.steps, "paths": paths, "pages": pages, "pictures": shots}
    lines = [f"{name}: {path}" for name, path in paths.items()]
    lines += [f"page: {page}" for page in pages]
    lines += [f"picture: {shot}" for shot in shots]
    return Answer(document, tuple(lines))


def fresh_folder(folder: Path) -> Path:
    """Return a folder that is not there yet: an older demo is never overwritten."""
    number = 1
    free = folder
    while free.exists():
        number += 1
        free = folder.with_name(f"{folder.name}-{number}")
    return free


def _main_job(desk: Desk, course: _Course) -> tuple[StoryId, list[str]]:
    material = demo_files()
    languages = tuple(material.translations)
    report = course.step(
        "take in",
        lambda: desk.importing.take_in_file(
            material.data,
            material.name,
            section=section_named(desk, material.section),
            translate_to=languages,
        ),
    )
    story = report.story
    course.step("photos", lambda: _clear_photos(desk, story, material))
    course.step("tags", lambda: _tag(desk, story, material))
    for language in languages:
        typed = material.translations[language]
        course.step(f"translate {language}", partial(_translate, desk, story, language, typed))
    view = desk.stories.view(story)
    course.step("preview", lambda: [desk.pages.preview(item.id) for item in view.articles])
    addresses = course.step("publish", lambda: _publish(desk, view.articles))
    return story, addresses


def _clear_photos(desk: Desk, story: StoryId, material: DemoMaterial) -> None:
    view = desk.stories.view(story)
    source = next(item for item in view.articles if item.translated_from is None)
    for use, alt in zip(view.uses[source.id], material.alts, strict=True):
        desk.photos.describe(use.id, alt=alt)
        photo = desk.photos.photo(use.photo)
        rights = Rights(RightsStatus.CLEARED, rule="Cleared by the demo")
        desk.photos.change(photo.id, photo.version, rights=rights)


def _tag(desk: Desk, story: StoryId, material: DemoMaterial) -> None:
    wanted = {fold(label) for label in material.tags}
    known = desk.vocabulary.tags()
    tags = tuple(tag.id for tag in known if wanted & {fold(label) for label in tag.labels.values()})
    view = desk.stories.view(story)
    desk.stories.change(story, view.story.version, tags=tags)


def _translate(desk: Desk, story: StoryId, language: Language, typed: TypedTranslation) -> None:
    """Fill from the memory, type the rest, confirm every row, and send it for approval."""
    view = desk.stories.view(story)
    version = view.article(language)
    if version is None or version.translated_from is None:
        raise Refused("demo-version-missing", language=language)
    desk.translations.fill(version.id)
    texts = iter(typed.blocks)
    captions = {"caption": iter(typed.captions), "alt": iter(typed.alts)}
    source = version.translated_from
    fields = {
        field_address(source, "headline"): typed.headline,
        field_address(source, "standfirst"): typed.standfirst,
    }
    for row in desk.translations.segments(version.id):
        if not row.sources or not row.source_text.strip():
            continue
        address = row.sources[0]
        if address.block is not None:
            words = next(texts)
        elif address in fields:
            words = fields[address]
        else:
            words = next(captions[address.part])
        _write(desk, version.id, row, words)
    article = desk.stories.view(story).article(language)
    if article is not None:
        status = ArticleStatus.APPROVED
        desk.stories.change_article(article.id, article.version, status=status)


def _write(desk: Desk, article: ArticleId, row: Segment, words: str) -> None:
    """Confirm what the memory gave, or type the translation and confirm it."""
    if row.target_text.strip():
        desk.translations.confirm(article, row.targets)
    else:
        desk.translations.write(article, row.sources, words, State.TRANSLATED)


def _publish(desk: Desk, articles: tuple[Article, ...]) -> list[str]:
    site = site_named(desk, None)
    wanted = [(article.id, None) for article in articles]
    published = desk.publishing.publish(site, wanted)
    desk.publishing.send_due(at_once=True)
    rows = [row for row in desk.publishing.outbox() if row.entry in published.entries]
    stuck = next((row for row in rows if row.state is not OutboxState.DONE), None)
    if stuck is not None and stuck.answer is not None:
        raise Refused(stuck.answer.key, **stuck.answer.fields)
    publications = desk.stories.view(rows[0].story).publications
    return [publications[article.id][0].address for article in articles]


def _shots(
    take: Pictures, course: _Course, place: _Place, story: StoryId, addresses: list[str]
) -> list[str]:
    folder = place.out / "pictures"
    folder.mkdir(parents=True, exist_ok=True)

    def get(address: str) -> bytes | None:
        file = place.site / address
        return file.read_bytes() if file.is_file() else None

    shots = {address: folder / f"page-{address.split('/')[0]}.png" for address in addresses}
    for address, shot in shots.items():
        course.step(f"picture {shot.name}", partial(take.page, get, address, shot, 1200))
    windows = partial(take.windows, place.desk, story, folder)
    return [str(shot) for shot in (*shots.values(), *course.step("window", windows))]
