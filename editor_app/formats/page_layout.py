"""Laying out pages with a theme's templates: Jinja2 in its sandbox, everything escaped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language
from editor_app.formats.page_addresses import absolute, relative
from editor_app.formats.page_contents import credit_line
from editor_app.formats.page_metadata import Head, Switch
from editor_app.formats.page_phrases import Phrases, marked, phrases_for
from editor_app.formats.page_site import Site
from editor_app.formats.page_view import EmbedView, FigureView, PictureSize, Theme
from editor_app.formats.page_words import Chrome

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Page:
    """One page ready to be laid out; ``content`` is what its template shows.

    Links are relative to the page, so that the site works in any folder; ``absolute`` makes them
    whole URLs.
    """

    address: str
    template: str
    chrome: Chrome
    head: Head
    switch: tuple[Switch, ...]
    content: object
    section: str = ""
    absolute: bool = False


class Layout:
    """The templates of a theme, compiled once for a site."""

    def __init__(self, theme: Theme, site: Site) -> None:
        """Compile nothing yet; a template is compiled when it is first used."""
        self._site = site
        self._environment = _environment(tuple(sorted(theme.templates.items())))
        self._phrases: dict[Language, Phrases] = {}

    def page(self, page: Page, body: str = "") -> bytes:
        """Return the bytes of a page; ``body`` is HTML that was made from escaped text."""
        from markupsafe import Markup

        base = None if page.absolute else page.address
        return self._filled(page.template, base, page.chrome, page=page, body=Markup(body))

    def figure(self, chrome: Chrome, address: str, figure: FigureView, *, first: bool) -> str:
        """Return the HTML of a figure in the page at ``address``."""
        credit = credit_line(self._site, chrome.language, figure)
        fields = {"figure": figure, "credit": credit, "first": first}
        return self._filled("figure.html.j2", address, chrome, **fields).decode()

    def embed(self, chrome: Chrome, address: str, embed: EmbedView) -> str:
        """Return the HTML that stands for something on another site."""
        return self._filled("embed.html.j2", address, chrome, embed=embed).decode()

    def dateline(self, text: str) -> str:
        """Return the place line that stands at the start of the first paragraph."""
        from markupsafe import Markup

        return str(Markup('<span class="dateline">{}</span>').format(text)) if text else ""

    def table_start(self, chrome: Chrome) -> str:
        """Return the tag of the element that a wide table scrolls in, reachable by keyboard."""
        from markupsafe import Markup

        start = Markup('<div class="table" tabindex="0" role="region" aria-label="{}">')
        return str(start.format(chrome.say("table")))

    def phrases(self, language: Language) -> Phrases:
        """Return the foreign phrases to mark in pages of a language."""
        if language not in self._phrases:
            self._phrases[language] = phrases_for(language, self._site.view.phrases)
        return self._phrases[language]

    def _filled(
        self, template: str, address: str | None, chrome: Chrome, **fields: object
    ) -> bytes:
        from jinja2 import TemplateError

        url = self._site.view.url
        to = partial(absolute, url) if address is None else partial(relative, page=address)
        phrases = self.phrases(chrome.language)
        shared: Mapping[str, object] = {
            "chrome": chrome,
            "say": chrome.say,
            "to": to,
            "sources": partial(_sources, to=to),
            "foreign": partial(_foreign, phrases=phrases),
            "read_in": partial(_read_in, chrome),
        }
        try:
            text = self._environment.get_template(template).render({**shared, **fields})
        except TemplateError as error:
            raise Unreadable("theme-unreadable", name=template) from error
        return text.strip().encode() + b"\n"


@lru_cache(maxsize=4)
def _environment(templates: tuple[tuple[str, str], ...]) -> Environment:
    """Return the templates by name, compiled when first used and then kept for every site."""
    from jinja2 import DictLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=DictLoader(dict(templates)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _sources(sizes: tuple[PictureSize, ...], *, to: partial[str]) -> str:
    """Return the srcset of a picture's sizes."""
    return ", ".join(f"{to(size.address)} {size.width}w" for size in sizes)


def _read_in(chrome: Chrome, item: Switch) -> str:
    """Return "Read in …" with the edition's own name marked as its language."""
    from markupsafe import Markup, escape

    autonym = Markup('<span lang="{}">{}</span>').format(item.language, item.autonym)
    before, _, after = chrome.words.get("read_in", "{language}").partition("{language}")
    return Markup(escape(before) + autonym + escape(after))


def _foreign(text: str, *, phrases: Phrases) -> str:
    """Return plain text as HTML with its foreign phrases marked."""
    from markupsafe import Markup, escape

    return Markup(marked(str(escape(text)), phrases))
