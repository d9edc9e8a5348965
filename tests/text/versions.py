"""Two language versions of a story for the tests of links."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from editor_app.domain.article import Article
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, PhotoId, StoryId, UseId
from editor_app.domain.link import (
    Address,
    LeftOut,
    Link,
    Rendering,
    SourceText,
    State,
    block_address,
)
from editor_app.domain.photo import PhotoUse
from editor_app.storage.resources import read_landmarks
from editor_app.text.blocks import fresh, join

LANDMARKS = read_landmarks()
NOON = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
SOURCE = ArticleId("a" * 32)
TARGET = ArticleId("b" * 32)


def source_article(*texts: str) -> Article:
    """Return a Vietnamese article with these blocks."""
    return Article(SOURCE, StoryId("s"), VIETNAMESE, NOON, body=fresh(join(texts)))


def target_article(*texts: str) -> Article:
    """Return its English version with these blocks."""
    body = fresh(join(texts))
    return Article(TARGET, StoryId("s"), ENGLISH, NOON, translated_from=SOURCE, body=body)


def use(article: Article, photo: str, caption: str = "", alt: str = "") -> PhotoUse:
    """Return the use of a photo in an article."""
    return PhotoUse(UseId(f"{article.id[0]}-{photo}"), article.id, PhotoId(photo), caption, alt)


def at(article: Article, number: int) -> Address:
    """Return the address of a block by its number."""
    return block_address(article.id, article.body[number].id)


def linked(source: Article, target: Article, *pairs: tuple[int, int]) -> tuple[Link, ...]:
    """Return links between blocks by (source, target) number."""
    return tuple(Link(at(target, to), at(source, origin)) for origin, to in pairs)


def rendered(
    source: Article, target: Article, *pairs: tuple[int, int], state: State = State.TRANSLATED
) -> dict[Address, Rendering]:
    """Return renderings of target blocks, made from the sources as they are."""
    made: dict[Address, Rendering] = {}
    for origin, to in pairs:
        text = SourceText(at(source, origin), source.body[origin].text)
        known = made.get(at(target, to), Rendering(at(target, to), state))
        made[known.target] = replace(known, made_from=(*known.made_from, text))
    return made


def left_out(source: Article, number: int) -> LeftOut:
    """Return the decision to leave a source block out."""
    block = source.body[number]
    return LeftOut(TARGET, at(source, number), block.text, "Lan", NOON)
