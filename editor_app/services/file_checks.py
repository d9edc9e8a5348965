"""The desk checks on bare files: a text and perhaps its source, that are on no desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.finding import Finding
from editor_app.domain.ids import (
    ArticleId,
    Language,
    OutletId,
    PhotoId,
    StoryId,
    TagId,
    UseId,
)
from editor_app.domain.link import Link, Rendering, SourceText, State
from editor_app.domain.photo import Photo, PhotoUse
from editor_app.domain.story import Origin, Story
from editor_app.domain.term import Term
from editor_app.domain.vocabulary import Outlet, Tag
from editor_app.formats.intake_values import TakenIn
from editor_app.text.blocks import fresh
from editor_app.text.checks.material import Material
from editor_app.text.checks.reference import Reference, Tables
from editor_app.text.checks.running import check
from editor_app.text.landmarks import Landmarks
from editor_app.text.linking import link_new, photos_of
from editor_app.text.words import Words, words_of

ABOUT_THE_PAGE = frozenset({"M2", "M3", "M4", "M12"})
"""Checks that need more than the text; they are left out when nothing was said of the page."""


@dataclass(frozen=True)
class Facts:
    """What is known of a page besides its texts; ``known`` is False when nothing was said."""

    url: str = ""
    outlet: str = ""
    domains: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    day: datetime | None = None
    known: bool = False


NO_FACTS = Facts()


@dataclass(frozen=True)
class Checked:
    """An article made of a file, and what was found in it."""

    article: Article
    words: Words
    findings: tuple[Finding, ...]


class FileChecks:
    """Checks files with the program's own tables, without any desk."""

    def __init__(self, tables: Tables, landmarks: Landmarks) -> None:
        """Use these tables; ``landmarks`` tell which paragraphs belong together."""
        self._tables, self._landmarks = tables, landmarks

    def check(
        self,
        target: TakenIn,
        language: Language,
        now: datetime,
        *,
        source: tuple[TakenIn, Language] | None = None,
        facts: Facts = NO_FACTS,
        terms: tuple[Term, ...] = (),
    ) -> Checked:
        """Check a text as it was read from a file, against ``source`` when there is one."""
        original = source[1] if source else language
        outlet, tags = OutletId("outlet"), tuple(TagId(label) for label in facts.tags)
        origin = Origin(outlet if facts.outlet else None, facts.url)
        story = Story(StoryId("story"), "", original, now, origin=origin, tags=tags)
        made, uses, photos = _article("target", story, target, language, now)
        material = Material(made, story, words_of(made, uses), uses, photos)
        if source is not None:
            material = self._beside(material, *source, now)
        reference = Reference(
            (facts.day or now).date(),
            self._tables,
            terms,
            tags={tag: Tag(tag, {language: tag}) for tag in tags},
            outlets={outlet: Outlet(outlet, {language: facts.outlet}, domains=facts.domains)},
            off=frozenset() if facts.known else ABOUT_THE_PAGE,
        )
        return Checked(material.article, material.words, check(material, reference))

    def _beside(
        self, material: Material, taken: TakenIn, language: Language, now: datetime
    ) -> Material:
        """Return the same as a translation of a text, its paragraphs linked by what they say."""
        source, uses, _ = _article("source", material.story, taken, language, now)
        words = words_of(source, uses)
        links = _in_step(source, words, material) or link_new(
            words, material.words, (), self._landmarks, photos_of((*uses, *material.uses))
        )
        texts = dict(words)
        renderings = {
            link.target: Rendering(
                link.target,
                State.TRANSLATED,
                made_from=tuple(
                    SourceText(one.source, texts[one.source])
                    for one in links
                    if one.target == link.target
                ),
            )
            for link in links
        }
        return Material(
            material.article,
            material.story,
            material.words,
            material.uses,
            material.photos,
            source,
            words,
            links,
            renderings,
        )


def _in_step(source: Article, words: Words, material: Material) -> tuple[Link, ...]:
    """Return the links of texts that go block for block; nothing when they do not."""
    kinds = [block.kind for block in source.body]
    same = len(words) == len(material.words)
    if not same or kinds != [block.kind for block in material.article.body]:
        return ()
    pairs = zip(words, material.words, strict=True)
    return tuple(Link(target, one) for (one, _), (target, _) in pairs)


def _article(
    name: str, story: Story, taken: TakenIn, language: Language, now: datetime
) -> tuple[Article, tuple[PhotoUse, ...], dict[PhotoId, Photo]]:
    """Return an article of what was read, with its photos and their captions."""
    article = Article(
        ArticleId(name),
        story.id,
        language,
        now,
        headline=taken.headline,
        standfirst=taken.standfirst,
        body=fresh(taken.markdown),
    )
    uses = tuple(
        PhotoUse(UseId(f"{name}-{one.key}"), article.id, PhotoId(one.key), one.caption, one.alt)
        for one in taken.photos
    )
    photos = {
        PhotoId(one.key): Photo(
            PhotoId(one.key), one.key, one.name, "", 0, 0, 0, now, credit=one.credit
        )
        for one in taken.photos
    }
    return article, uses, photos
