"""What each kind of page shows, as plain values that the templates lay out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from editor_app.domain.ids import Language
from editor_app.domain.photo import PhotoKind
from editor_app.domain.story import Role
from editor_app.formats.page_addresses import (
    front_address,
)
from editor_app.formats.page_dates import machine_time, shown_time
from editor_app.formats.page_site import NamedLink, Site, Teaser
from editor_app.formats.page_theme import filled
from editor_app.formats.page_view import ArticleView, FigureView
from editor_app.formats.page_words import Chrome

RELATED = 6
IN_FRONT_SECTION = 5
TOP_STORIES = 5
UPDATED_AFTER = 60
IN_CHOICE = 3
ROLE_WORDS = {
    Role.REPORTER: "reported_by",
    Role.TRANSLATOR: "translated_by",
    Role.EDITOR: "edited_by",
    Role.PHOTOGRAPHER: "photos_by",
}


@dataclass(frozen=True)
class Time:
    """An instant for readers and for machines."""

    shown: str
    machine: str


@dataclass(frozen=True)
class Correction:
    """A correction shown at the end of the article."""

    time: Time
    text: str


@dataclass(frozen=True)
class ArticleContent:
    """An article page besides its body."""

    article: ArticleView
    path: tuple[NamedLink, ...]
    back: NamedLink
    published: Time
    updated: Time | None
    byline: tuple[str, ...]
    attribution: str
    corrections: tuple[Correction, ...]
    tags: tuple[NamedLink, ...]
    related: tuple[Teaser, ...]
    dateline: str


@dataclass(frozen=True)
class FrontSection:
    """A section on a front page."""

    link: NamedLink
    items: tuple[Teaser, ...]


@dataclass(frozen=True)
class FrontContent:
    """A front page: the newest stories on top, then section by section, none of them twice."""

    top: tuple[Teaser, ...]
    sections: tuple[FrontSection, ...]


@dataclass(frozen=True)
class MessageContent:
    """A page that says one thing: not found, withdrawn, moved."""

    title: str
    text: str
    links: tuple[NamedLink, ...] = ()
    latest: tuple[Teaser, ...] = ()
    target: str = ""


@dataclass(frozen=True)
class ChoiceContent:
    """The page at the root: each edition with its tagline and its newest stories."""

    editions: tuple[tuple[NamedLink, str, tuple[Teaser, ...]], ...]


def article_content(site: Site, chrome: Chrome, article: ArticleView) -> ArticleContent:
    """Gather an article page."""
    path = site.path(article.section)
    links = tuple(site.section_link(section, article.language) for section in path)
    front = NamedLink(chrome.say("front"), front_address(article.language))
    home = links[-1] if links else front
    updated = article.updated
    is_later = updated and (updated - article.published).total_seconds() >= UPDATED_AFTER
    return ArticleContent(
        article=article,
        path=(front, *links),
        back=NamedLink(chrome.say("back_link", section=home.name), home.address),
        published=_time(site, article, article.published),
        updated=_time(site, article, updated) if updated and is_later else None,
        byline=byline(article, chrome),
        attribution=attribution(site, article),
        corrections=tuple(
            Correction(_time(site, article, item.at), item.text)
            for item in sorted(article.corrections, key=lambda item: item.at)
        ),
        tags=site.tag_links(article.tags, article.language),
        related=related(site, article),
        dateline=chrome.say("dateline", place=article.dateline) if article.dateline else "",
    )


def _time(site: Site, article: ArticleView, instant: datetime) -> Time:
    shown = shown_time(instant, site.editions[article.language], site.zone)
    return Time(shown, machine_time(instant, site.zone))


def byline(article: ArticleView, chrome: Chrome) -> tuple[str, ...]:
    """Return the byline as the edition writes it, a phrase per role in the order of the roles."""
    phrases = []
    for role in Role:
        names = tuple(item.name for item in article.byline if item.role is role and item.name)
        if names:
            phrases.append(chrome.say(ROLE_WORDS[role], person=_joined(names, chrome)))
    return tuple(phrases)


def _joined(names: tuple[str, ...], chrome: Chrome) -> str:
    joint, last = chrome.words.get("name_joint", ", "), chrome.words.get("last_name_joint", ", ")
    if len(names) == 1:
        return names[0]
    return joint.join(names[:-1]) + last + names[-1]


def attribution(site: Site, article: ArticleView) -> str:
    """Return the line that credits the outlets, in the edition's form for one or for several."""
    edition = site.editions[article.language]
    outlets = tuple(dict.fromkeys(name for name in article.outlets if name))
    if not outlets:
        return ""
    pattern = edition.attribution_one if len(outlets) == 1 else edition.attribution_many
    return filled(pattern, outlets=edition.outlet_joint.join(outlets))


def credit_line(site: Site, language: Language, figure: FigureView) -> str:
    """Return a photo's credit with the edition's word for its kind of picture."""
    words = site.editions[language].credit_words
    pattern = words.get(figure.kind) or words.get(PhotoKind.PHOTO) or "{credit}"
    if figure.credit:
        return filled(pattern, credit=figure.credit)
    if figure.kind is PhotoKind.PHOTO or figure.kind not in words:
        return ""
    # An illustration or a picture made by a machine is labelled even when nobody is credited.
    return filled(pattern, credit="").strip(" :：/|（）()")


def related(site: Site, article: ArticleView) -> tuple[Teaser, ...]:
    """Return other stories of the section (of the edition without one), newest first.

    They are those before the article, filled up with those right after it: what was published later
    changes no page that stands.
    """
    pool = (
        site.in_section(article.language, article.section)
        if article.section in site.sections
        else site.in_language(article.language)
    )
    ranks = site.ranks
    place = bisect_left(pool, ranks[article.id], key=lambda item: ranks[item.id])
    older = [item for item in pool[place : place + RELATED + 2] if item.story != article.story]
    older = older[:RELATED]
    before = [item for item in pool[max(0, place - RELATED) : place] if item.story != article.story]
    newer = before[max(0, len(before) + len(older) - RELATED) :]
    return site.teasers([*newer, *older], with_section=False)


def front_content(site: Site, language: Language) -> FrontContent:
    """Gather a front page."""
    newest = site.in_language(language)[:TOP_STORIES]
    seen = {item.id for item in newest}
    sections = []
    for section in site.children(None):
        items = [item for item in site.in_section(language, section.id) if item.id not in seen]
        chosen = items[:IN_FRONT_SECTION]
        seen.update(item.id for item in chosen)
        if chosen:
            link = site.section_link(section, language)
            sections.append(FrontSection(link, site.teasers(chosen, with_section=False)))
    return FrontContent(site.teasers(newest), tuple(sections))


def choice_content(site: Site, taglines: Mapping[Language, str]) -> ChoiceContent:
    """Gather the page at the root."""
    return ChoiceContent(
        tuple(
            (
                NamedLink(edition.autonym, front_address(language), language=language),
                taglines.get(language, ""),
                site.teasers(site.in_language(language)[:IN_CHOICE], with_section=False),
            )
            for language, edition in site.editions.items()
        )
    )
