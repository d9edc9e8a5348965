"""The page, the only renderer: (Theme, SiteView) -> {address: bytes}.

Every page, feed and map is a ``SiteFile``: a fingerprint of all that shows on it, and a way to make
its bytes. Who knows that a file with the same fingerprint stands need not make it again, so that
one more article in a site of thousands costs only the pages that hold it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import ArticleId, Language
from editor_app.formats.markdown import Blocks
from editor_app.formats.page_body import BodyStyle, block_in_page, body_html
from editor_app.formats.page_contents import ArticleContent
from editor_app.formats.page_fingerprints import fingerprint
from editor_app.formats.page_layout import Layout, Page
from editor_app.formats.page_maps import map_files
from editor_app.formats.page_pages import (
    article_page,
    choice_page,
    front_page,
    gone_pages,
    missing_pages,
    moved_pages,
    section_pages,
    tag_pages,
)
from editor_app.formats.page_site import Site
from editor_app.formats.page_view import ArticleView, SiteFile, SiteView, Theme
from editor_app.formats.page_words import Chrome, chrome_of


class SitePages:
    """All files of a site but the photos."""

    def __init__(self, theme: Theme, view: SiteView) -> None:
        """Look the site up; nothing is rendered yet."""
        self._theme = theme
        self._site = Site(view)
        self._layout = Layout(theme, self._site)
        self._foreign = view.foreign
        self._base = fingerprint(theme.digest, view.name, view.url, view.zone, view.phrases)

    @cached_property
    def _chromes(self) -> dict[Language, Chrome]:
        return {
            language: chrome_of(self._site, self._theme, language)
            for language in self._site.editions
        }

    @cached_property
    def _chrome_prints(self) -> dict[Language, str]:
        return {
            language: fingerprint(self._base, chrome, self._site.editions[language])
            for language, chrome in self._chromes.items()
        }

    @cached_property
    def _articles_at(self) -> dict[str, ArticleId]:
        return {address: article for article, address in self._site.addresses.items()}

    @cached_property
    def _files(self) -> dict[str, SiteFile]:
        found = chain(
            self._page_files(), map_files(self._site, self._chromes, self._base), self._assets()
        )
        return {file.address: file for file in found}

    def files(self) -> tuple[SiteFile, ...]:
        """Return every page, feed, map, asset and redirect; each is made when it is asked for."""
        return tuple(self._files.values())

    @property
    def addresses(self) -> frozenset[str]:
        """The addresses of all files."""
        return frozenset(self._files)

    def get(self, address: str) -> bytes | None:
        """Return a file by its address; an empty one, or one with a slash last, is a folder's."""
        wanted = address.lstrip("/")
        if not wanted or wanted.endswith("/"):
            wanted += "index.html"
        if wanted in self._articles_at:  # not every page of the site for the sake of one
            return self.article_page(self._articles_at[wanted])
        if wanted in self._theme.assets:
            return bytes(self._theme.assets[wanted])
        file = self._files.get(wanted)
        return file.make() if file else None

    def address(self, article: ArticleId) -> str:
        """Return where an article stands. Raises NotFound."""
        if article not in self._site.addresses:
            raise NotFound(name=article)
        return self._site.addresses[article]

    def article_page(self, article: ArticleId) -> bytes:
        """Return the page of an article. Raises NotFound."""
        self.address(article)
        view = self._site.by_id[article]
        return self._rendered(article_page(self._site, self._chromes[view.language], view))

    def block_html(self, article: ArticleId, number: int, text: str) -> str:
        """Return block ``number`` (from 1) as it stands in the page when its Markdown is ``text``.

        The element carries ``id="b-<number>"``; a block with nothing to show gives an empty text.
        Raises NotFound.
        """
        address = self.address(article)
        view = self._site.by_id[article]
        texts = [block.text for block in view.body]
        texts[number - 1 : number] = [text]
        chrome = self._chromes[view.language]
        dateline = chrome.say("dateline", place=view.dateline) if view.dateline else ""
        return block_in_page(view, texts, number, self._body_style(chrome, address, dateline))

    # -- pages

    def _page_files(self) -> Iterator[SiteFile]:
        for language, chrome in self._chromes.items():
            yield from map(self._file, self._edition_pages(language, chrome))
        if self._chromes:
            yield self._file(choice_page(self._site, self._chromes))
        left = chain(gone_pages(self._site, self._chromes), moved_pages(self._site, self._chromes))
        yield from (self._file(page) for page in left if page.address not in self._taken)

    @cached_property
    def _taken(self) -> frozenset[str]:
        return frozenset(self._site.addresses.values())

    def _edition_pages(self, language: Language, chrome: Chrome) -> Iterator[Page]:
        site = self._site
        yield front_page(site, chrome)
        yield from missing_pages(site, chrome)
        for section in site.sections.values():
            yield from section_pages(site, chrome, section)
        for tag in site.tags.values():
            yield from tag_pages(site, chrome, tag)
        for article in site.in_language(language):
            yield article_page(site, chrome, article)

    def _file(self, page: Page) -> SiteFile:
        print_of_chrome = self._chrome_prints[page.chrome.language]
        inputs = (page.template, page.head, page.switch, page.section)
        mark = fingerprint(print_of_chrome, page.address, inputs, *_shown(page.content))
        return SiteFile(page.address, mark, partial(self._rendered, page))

    def _rendered(self, page: Page) -> bytes:
        if not isinstance(page.content, ArticleContent):
            return self._layout.page(page)
        style = self._body_style(page.chrome, page.address, page.content.dateline)
        return self._layout.page(page, body_html(page.content.article, style))

    def _body_style(self, chrome: Chrome, address: str, dateline: str) -> BodyStyle:
        return BodyStyle(
            Blocks().html,
            lambda figure, first: self._layout.figure(chrome, address, figure, first=first),
            lambda embed: self._layout.embed(chrome, address, embed),
            self._layout.phrases(chrome.language),
            self._layout.dateline(dateline),
            self._layout.table_start(chrome),
            self._foreign,
        )

    def _assets(self) -> Iterator[SiteFile]:
        for address, data in self._theme.assets.items():
            yield SiteFile(address, fingerprint(address, data), partial(bytes, data))


def _shown(content: object) -> tuple[object, ...]:
    """Return what a page's fingerprint is made of; the ids of blocks show nowhere."""
    if not isinstance(content, ArticleContent):
        return (content,)
    texts = tuple(block.text for block in content.article.body)
    return replace(content, article=replace(content.article, body=())), texts


def render_site(theme: Theme, view: SiteView) -> dict[str, bytes]:
    """Return every file of a site but the photos: address -> bytes."""
    return {file.address: file.make() for file in SitePages(theme, view).files()}


def article_page_of(theme: Theme, view: SiteView, article: ArticleId) -> bytes:
    """Return the page of one article. Raises NotFound."""
    return SitePages(theme, view).article_page(article)


__all__ = ["ArticleView", "SitePages", "article_page_of", "render_site"]
