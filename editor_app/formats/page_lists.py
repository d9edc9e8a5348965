"""Pages of sections and tags: the newest stories first, older ones on archive pages that stay.

An archive page holds a fixed number of stories and is numbered from the oldest on. One more story
changes the first page alone, until that is full enough to give a page to the archive.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from editor_app.domain.edition import Section
from editor_app.domain.ids import Language
from editor_app.domain.vocabulary import Tag
from editor_app.formats.page_addresses import (
    by_language,
    front_address,
    section_feed,
    tag_address,
)
from editor_app.formats.page_dates import shown_day
from editor_app.formats.page_site import NamedLink, Site, Teaser
from editor_app.formats.page_view import ArticleView
from editor_app.formats.page_words import Chrome

PER_PAGE = 20
"""Stories of an archive page; the first page holds up to twice as many, less one."""


@dataclass(frozen=True)
class ListContent:
    """A page of a section or tag.

    ``newer`` and ``older`` are the addresses of its neighbours, ``span`` the days that an archive
    page reaches over; the first page has no span and nothing newer.
    """

    title: str
    path: tuple[NamedLink, ...]
    below: tuple[NamedLink, ...]
    items: tuple[Teaser, ...]
    address: str
    newer: str = ""
    older: str = ""
    span: str = ""
    feed: str = ""


@dataclass(frozen=True)
class _Part:
    number: int
    items: Sequence[ArticleView]
    archived: int

    def newer(self, place: Callable[[int], str]) -> str:
        if self.number == 0:
            return ""
        return place(self.number + 1 if self.number < self.archived else 0)

    def older(self, place: Callable[[int], str]) -> str:
        older = self.archived if self.number == 0 else self.number - 1
        return place(older) if older else ""


def _parts(items: Sequence[ArticleView]) -> Iterator[_Part]:
    """Cut a list, newest first, into the first page (number 0) and the archive."""
    archived = max(0, len(items) // PER_PAGE - 1)
    first = len(items) - archived * PER_PAGE
    yield _Part(0, items[:first], archived)
    for number in range(archived, 0, -1):
        start = len(items) - number * PER_PAGE
        yield _Part(number, items[start : start + PER_PAGE], archived)


def section_contents(site: Site, chrome: Chrome, section: Section) -> list[ListContent]:
    """Gather all pages of a section."""
    language = chrome.language

    def place(number: int) -> str:
        return site.section_address(section, language, number)

    path = tuple(site.section_link(item, language) for item in site.path(section.id))
    below = tuple(site.section_link(item, language) for item in site.children(section.id))
    return [
        ListContent(
            title=path[-1].name,
            path=(_front(chrome), *path),
            below=below,
            items=site.teasers(part.items, with_section=bool(below)),
            address=place(part.number),
            newer=part.newer(place),
            older=part.older(place),
            span=_span(site, language, part),
            feed=section_feed(site.folders[language][section.id], language),
        )
        for part in _parts(site.in_section(language, section.id))
    ]


def tag_contents(site: Site, chrome: Chrome, tag: Tag) -> list[ListContent]:
    """Gather all pages of a tag."""
    language = chrome.language

    def place(number: int) -> str:
        return tag_address(tag, language, number)

    label = by_language(tag.labels, language)
    return [
        ListContent(
            title=label,
            path=(_front(chrome), NamedLink(label, place(0))),
            below=(),
            items=site.teasers(part.items),
            address=place(part.number),
            newer=part.newer(place),
            older=part.older(place),
            span=_span(site, language, part),
        )
        for part in _parts(site.with_tag(language, tag.id))
    ]


def _front(chrome: Chrome) -> NamedLink:
    return NamedLink(chrome.say("front"), front_address(chrome.language))


def _span(site: Site, language: Language, part: _Part) -> str:
    """Return the days that an archive page reaches over."""
    if part.number == 0:
        return ""
    days = [shown_day(item.published, language, site.zone) for item in part.items]
    return days[0] if days[0] == days[-1] else f"{days[-1]} – {days[0]}"
