"""Texts, files and desks of known sizes; made with a fixed seed, so that each run has the same."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image

from editor_app.domain.article import Article
from editor_app.domain.block import Body
from editor_app.domain.edition import Section
from editor_app.domain.ids import (
    CHINESE,
    ENGLISH,
    VIETNAMESE,
    ArticleId,
    Language,
    SectionId,
    StoryId,
    TermId,
    new_id,
)
from editor_app.domain.photo import Rights, RightsStatus
from editor_app.domain.story import Story
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.tmx import TmxUnit, TmxVariant
from editor_app.formats.tmx_writing import write_units
from editor_app.services.workplace import Workplace
from editor_app.storage.database import Database
from editor_app.storage.folder import DeskFolder
from editor_app.storage.media import MediaFolder
from editor_app.storage.resources import read_landmarks
from editor_app.text.blocks import fresh
from editor_app.workers import at_once
from tests.desks import NOON, Clock, Desk, empty_desk

SAID = (
    "nước sông dâng cao hơn hôm qua thành phố chuẩn bị bao cát người dân ven bờ di chuyển "
    "đồ đạc lên tầng trên trường học đóng cửa tàu thuyền neo lại trong cảng lực lượng cứu hộ "
    "túc trực suốt đêm mưa lớn còn kéo dài đến cuối tuần theo dự báo mới nhất của đài khí tượng"
)
SYLLABLES = tuple(SAID.split())
PARAGRAPH_WORDS = 80
TERMS = 2_000
FRENCH = Language("fr")


def words(number: int, seed: int = 1) -> str:
    """Return a text of so many words, in paragraphs of sentences with marks and some emphasis."""
    chance = random.Random(seed)
    paragraphs = []
    left = number
    while left > 0:
        size = min(left, PARAGRAPH_WORDS)
        paragraphs.append(_paragraph(chance, size))
        left -= size
    return "\n\n".join(paragraphs)


def _paragraph(chance: random.Random, size: int) -> str:
    said = [chance.choice(SYLLABLES) for _ in range(size)]
    for at in range(0, size, 14):
        said[at] = said[at].capitalize()
        if at:
            said[at - 1] += "."
    if size > 20:
        said[9] = f"**{said[9]}**"
        said[15] = f"[{said[15]}](https://estuary.example/{chance.randrange(1000)})"
    return " ".join(said) + "."


def photo(width: int, height: int, colour: int = 0) -> bytes:
    """Return a JPEG with as much detail as a photo has."""
    noise = Image.effect_noise((width // 8, height // 8), 60).resize((width, height))
    ramp = Image.linear_gradient("L").resize((width, height)).rotate(colour * 37 % 360)
    picture = Image.merge("RGB", (noise, ramp, Image.blend(noise, ramp, 0.5)))
    out = BytesIO()
    picture.save(out, "JPEG", quality=92)
    return out.getvalue()


def desk_in(folder: Path) -> Desk:
    """Open the desk that is in a folder."""
    media = MediaFolder(DeskFolder(folder))
    clock = Clock()
    return Desk(
        Workplace(Database(folder), media, clock, lambda: "Lan", at_once, read_landmarks()), clock
    )


def desk_with_article(folder: Path, size: int, photos: int = 0) -> tuple[Desk, StoryId, ArticleId]:
    """Return a desk whose one story has so many words and photos, and was the last one open."""
    desk = empty_desk(folder, Clock())
    section = Section(SectionId(new_id()), 1, {VIETNAMESE: "Tin"}, {VIETNAMESE: "tin"})
    with desk.place.database.writing() as records:
        records.sections.put(section)
    story = desk.story(body=words(size), headline="Lũ về trên sông")
    view = desk.stories.view(story)
    desk.stories.change(story, view.story.version, section=section.id)
    article = view.articles[0]
    for number in range(photos):
        after = article.body[(number * 2) % len(article.body)].id
        attached = desk.photos.attach(article.id, photo(1600, 1000, number), f"{number}.jpg", after)
        cleared = Rights(RightsStatus.CLEARED)
        desk.photos.change(attached.photo, 1, credit="Reuters", rights=cleared)
    desk.drafts.remember_place(story, article.id, "write", "body", 40)
    return desk, story, article.id


def desk_with_translation(folder: Path, size: int, view: str) -> None:
    """Make a desk whose last place is a translation with findings and terms, in a view."""
    desk, story, source = desk_with_article(folder, size)
    made = desk.translations.start(story, ENGLISH)
    desk.write(made.article, headline="The flood", body=f"{words(size, 2)} 1.000.000 tons")
    with desk.place.database.writing() as records:
        body = records.articles.get(source).body
        chance = random.Random(5)
        for number in range(TERMS):
            said = chance.choice(body).text.split()
            at = chance.randrange(len(said) - 1)
            text = " ".join(said[at : at + 2]).strip("*.[]()")
            forms = (
                TermForm(VIETNAMESE, text if number % 20 == 0 else f"{text} {number}"),
                TermForm(ENGLISH, chance.choice(SYLLABLES)),
            )
            records.terms.put(Term(TermId(f"{number:032x}"), TermKind.TERM, forms))
    desk.drafts.remember_place(story, made.article, view, "body", 40)
    desk.place.database.close()


def desk_with_versions(folder: Path, size: int) -> None:
    """Make a desk with two stories of so many words in four languages; one was open last."""
    desk, story, source = desk_with_article(folder, size)
    with desk.place.database.writing() as records:
        english = next(item for item in records.editions.all() if item.language == ENGLISH)
        records.editions.put(replace(english, language=FRENCH, autonym="français", order=9))
    other = desk.story(body=words(size, 9), headline="Sau lũ")
    for one in (story, other):
        for number, language in enumerate((ENGLISH, CHINESE, FRENCH)):
            made = desk.translations.start(one, language)
            desk.write(made.article, headline="The flood", body=words(size, 20 + number))
    desk.drafts.remember_place(story, source, "write", "body", 40)
    desk.place.database.close()


def tmx_file(file: Path, units: int) -> Path:
    """Write a translation memory of so many units."""
    with file.open("wb") as out:
        write_units(out, _units(units), tool_version="bench", source_language="vi")
    return file


def _units(units: int) -> Iterator[TmxUnit]:
    chance = random.Random(7)
    for number in range(units):
        said = " ".join(chance.choice(SYLLABLES) for _ in range(14)).capitalize()
        target = f"Sentence number {number} of the flood report, as it was told at noon."
        sides = (TmxVariant("vi", f"{said} {number}."), TmxVariant("en", target))
        yield TmxUnit(sides, "vi", str(number))


def desk_with_stories(folder: Path, number: int) -> Desk:
    """Return a desk with so many short stories in two languages, all in the search index."""
    desk = empty_desk(folder, Clock())
    bodies = [fresh(words(120, seed)) for seed in range(40)]
    with desk.place.database.writing() as records:
        for story, articles in _stories(number, bodies):
            records.stories.add(story)
            for article in articles:
                records.articles.add(article)
                records.search.index(article, story.slug_word)
    return desk


def _stories(number: int, bodies: list[Body]) -> Iterator[tuple[Story, list[Article]]]:
    chance = random.Random(7)
    for at in range(number):
        made = NOON - timedelta(minutes=number - at)
        headline = " ".join(chance.choice(SYLLABLES) for _ in range(8)).capitalize()
        story = Story(StoryId(new_id()), f"{headline[:12]} {at}", VIETNAMESE, made)
        body = tuple(replace(block, id=type(block.id)(new_id())) for block in bodies[at % 40])
        source = Article(
            ArticleId(new_id()), story.id, VIETNAMESE, made, headline=headline, body=body
        )
        target = Article(
            ArticleId(new_id()),
            story.id,
            ENGLISH,
            made,
            translated_from=source.id,
            headline=f"Flood report number {at}",
        )
        yield story, [source, target]
