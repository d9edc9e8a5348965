"""What a page says besides its article: names, links, company block, in the edition's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor_app.domain.ids import Language
from editor_app.domain.site import SiteWords
from editor_app.formats.page_addresses import front_address
from editor_app.formats.page_site import NamedLink, Site
from editor_app.formats.page_theme import filled, style_address, theme_words
from editor_app.formats.page_view import Theme


@dataclass(frozen=True)
class NavItem:
    """A section in the navigation, with those right below it."""

    link: NamedLink
    below: tuple[NamedLink, ...] = ()


@dataclass(frozen=True)
class Chrome:
    """What all pages of an edition share. ``words`` are patterns by name, the site's own first."""

    language: Language
    site: str
    words: Mapping[str, str]
    company: SiteWords
    front: NamedLink
    navigation: tuple[NavItem, ...]
    style: str
    icon: str
    year: int

    def say(self, name: str, **fields: str | int) -> str:
        """Return what the page says under that name, with its fields filled in."""
        return filled(self.words.get(name, ""), **fields)


def chrome_of(site: Site, theme: Theme, language: Language) -> Chrome:
    """Gather what an edition's pages share."""
    own = site.view.words.get(language) or SiteWords(site.view.name)
    words = {**theme_words(theme, language), **{k: v for k, v in own.templates.items() if v}}
    navigation = tuple(
        NavItem(
            site.section_link(section, language),
            tuple(site.section_link(item, language) for item in site.children(section.id)),
        )
        for section in site.children(None)
    )
    name = own.name or site.view.name
    return Chrome(
        language=language,
        site=name,
        words=words,
        company=own,
        front=NamedLink(name, front_address(language)),
        navigation=navigation,
        style=style_address(theme),
        icon=next((path for path in theme.assets if path.endswith(".svg")), ""),
        year=site.view.now.astimezone(site.zone).year,
    )
