"""The site, looked up: who stands where, which articles a list holds, what goes with what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from zoneinfo import ZoneInfo

from editor_app.domain.block import BlockKind
from editor_app.domain.edition import Edition, Section
from editor_app.domain.ids import ArticleId, Language, PhotoId, SectionId, StoryId, TagId
from editor_app.domain.vocabulary import Tag
from editor_app.formats.page_addresses import (
    by_language,
    front_address,
    new_address,
    section_address,
    section_folders,
    tag_address,
)
from editor_app.formats.page_dates import machine_time, shown_day, zone_of
from editor_app.formats.page_view import ArticleView, FigureView, PictureSize, SiteView
from editor_app.text.kinds import object_of


@dataclass(frozen=True)
class NamedLink:
    """A name and where it leads; ``key`` is the id of what it names."""

    name: str
    address: str
    key: str = ""
    language: str = ""


@dataclass(frozen=True)
class Picture:
    """A photo as a list shows it; ``position`` is the CSS object-position of its focal point."""

    sizes: tuple[PictureSize, ...]
    alt: str
    position: str

    @property
    def smallest(self) -> PictureSize:
        """The rendition for browsers that know no srcset."""
        return self.sizes[0]


@dataclass(frozen=True)
class Teaser:
    """An article in a list: one title, one teaser, never the same words twice."""

    address: str
    headline: str
    standfirst: str
    section: NamedLink | None
    picture: Picture | None
    day: str
    instant: str
    corrected: bool


class Site:
    """A SiteView with its indexes; every list is newest first."""

    def __init__(self, view: SiteView) -> None:
        view = replace(view, url=view.url.rstrip("/"))
        self.view = view
        self.zone: ZoneInfo = zone_of(view.zone)
        self.editions: dict[Language, Edition] = {item.language: item for item in view.editions}
        self.sections: dict[SectionId, Section] = {item.id: item for item in view.sections}
        self.tags: dict[TagId, Tag] = {item.id: item for item in view.tags}
        shown = [item for item in view.articles if item.language in self.editions]
        self.articles = sorted(shown, key=lambda item: (item.published, item.id), reverse=True)
        self.folders: dict[Language, dict[SectionId, str]] = {
            language: section_folders(view.sections, language) for language in self.editions
        }
        self.addresses: dict[ArticleId, str] = {
            item.id: item.address or new_address(item, self.folders[item.language])
            for item in self.articles
        }
        self._teasers: dict[tuple[ArticleId, bool], Teaser] = {}

    @cached_property
    def ranks(self) -> dict[ArticleId, int]:
        """Return each shown article's place among all, the newest first."""
        return {item.id: place for place, item in enumerate(self.articles)}

    @cached_property
    def by_id(self) -> dict[ArticleId, ArticleView]:
        """Return the shown articles by id."""
        return {item.id: item for item in self.articles}

    @cached_property
    def _by_story(self) -> dict[StoryId, list[ArticleView]]:
        found: dict[StoryId, list[ArticleView]] = defaultdict(list)
        for item in self.articles:
            found[item.story].append(item)
        return found

    @cached_property
    def _by_language(self) -> dict[Language, list[ArticleView]]:
        found: dict[Language, list[ArticleView]] = defaultdict(list)
        for item in self.articles:
            found[item.language].append(item)
        return found

    @cached_property
    def _by_section(self) -> dict[tuple[Language, SectionId], list[ArticleView]]:
        """Lists of sections; a section holds what its sections below hold."""
        found: dict[tuple[Language, SectionId], list[ArticleView]] = defaultdict(list)
        for item in self.articles:
            for section in self.path(item.section):
                found[item.language, section.id].append(item)
        return found

    @cached_property
    def _by_tag(self) -> dict[tuple[Language, TagId], list[ArticleView]]:
        found: dict[tuple[Language, TagId], list[ArticleView]] = defaultdict(list)
        for item in self.articles:
            for tag in item.tags:
                found[item.language, tag].append(item)
        return found

    def in_language(self, language: Language) -> Sequence[ArticleView]:
        """Return an edition's articles."""
        return self._by_language.get(language, [])

    def in_section(self, language: Language, section: SectionId) -> Sequence[ArticleView]:
        """Return the articles of a section and of those below it."""
        return self._by_section.get((language, section), [])

    def with_tag(self, language: Language, tag: TagId) -> Sequence[ArticleView]:
        """Return the articles that carry a tag."""
        return self._by_tag.get((language, tag), [])

    def siblings(self, article: ArticleView) -> dict[Language, ArticleView]:
        """Return the story's shown language versions, the article itself among them."""
        found = {item.language: item for item in reversed(self._by_story[article.story])}
        return {language: found[language] for language in self.editions if language in found}

    def path(self, section: SectionId | None) -> tuple[Section, ...]:
        """Return a section and those above it, outermost first; a ring of parents is cut."""
        path: list[Section] = []
        here = self.sections.get(section) if section else None
        while here is not None and here not in path:
            path.append(here)
            here = self.sections.get(here.parent) if here.parent else None
        return tuple(reversed(path))

    def children(self, parent: SectionId | None) -> tuple[Section, ...]:
        """Return the sections right below one (or on top) in their order, without retired ones."""
        found = [
            item
            for item in self.sections.values()
            if self._parent(item) == parent and not item.retired
        ]
        return tuple(sorted(found, key=lambda item: (item.order, item.id)))

    def _parent(self, section: Section) -> SectionId | None:
        return section.parent if section.parent in self.sections else None

    # -- links

    def section_link(self, section: Section, language: Language) -> NamedLink:
        """Return the link to a section."""
        name = by_language(section.names, language)
        return NamedLink(name, self.section_address(section, language), section.id)

    def section_address(self, section: Section, language: Language, page: int = 0) -> str:
        """Return the address of a section's first page, or of its archive page of that number."""
        return section_address(self.folders[language][section.id], language, page)

    def tag_links(self, tags: Iterable[TagId], language: Language) -> tuple[NamedLink, ...]:
        """Return the links of tags that the desk knows and this edition has a word for."""
        known = [self.tags[tag] for tag in dict.fromkeys(tags) if tag in self.tags]
        return tuple(
            NamedLink(by_language(tag.labels, language), tag_address(tag, language), tag.id)
            for tag in known
            if by_language(tag.labels, language)
        )

    def front_link(self, language: Language, name: str) -> NamedLink:
        """Return the link to an edition's front page."""
        return NamedLink(name, front_address(language))

    # -- teasers

    def teaser(self, article: ArticleView, *, with_section: bool = True) -> Teaser:
        """Return an article as lists show it; it stands in many lists and is made once."""
        wanted = (article.id, with_section)
        if wanted not in self._teasers or self.by_id.get(article.id) is not article:
            self._teasers[wanted] = self._teaser(article, with_section=with_section)
        return self._teasers[wanted]

    def _teaser(self, article: ArticleView, *, with_section: bool) -> Teaser:
        path = self.path(article.section) if with_section else ()
        headline = article.home or article.headline
        return Teaser(
            address=self.addresses[article.id],
            headline=headline,
            standfirst="" if article.standfirst == headline else article.standfirst,
            section=self.section_link(path[-1], article.language) if path else None,
            picture=picture_of(lead_figure(article)),
            day=shown_day(article.published, article.language, self.zone),
            instant=machine_time(article.published, self.zone),
            corrected=bool(article.corrections),
        )

    def teasers(
        self, articles: Iterable[ArticleView], *, with_section: bool = True
    ) -> tuple[Teaser, ...]:
        """Return several articles as lists show them."""
        return tuple(self.teaser(item, with_section=with_section) for item in articles)


def lead_figure(article: ArticleView) -> FigureView | None:
    """Return the photo for lists and sharing: the one chosen, or the first of the body."""
    photos = (block.text for block in article.body if block.kind is BlockKind.PHOTO)
    from_body = (figure_of(article, text) for text in photos)
    chosen = article.figures.get(article.lead) if article.lead else None
    return chosen or next((figure for figure in from_body if figure), None)


def figure_of(article: ArticleView, block: str) -> FigureView | None:
    """Return the figure that a body's photo line stands for; None for another block or no sizes."""
    found = object_of(block)
    if found is None or found[0] is not BlockKind.PHOTO:
        return None
    figure = article.figures.get(PhotoId(found[1]))
    return figure if figure and figure.sizes else None


def picture_of(figure: FigureView | None) -> Picture | None:
    """Return a figure as lists show it, or None without one."""
    if figure is None or not figure.sizes:
        return None
    left, top = (round(100 * part) for part in figure.focal)
    return Picture(figure.sizes, figure.alt, f"{left}% {top}%")
