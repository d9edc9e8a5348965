"""Reading rendered pages back: the tests' way of looking at them."""

from __future__ import annotations

from dataclasses import replace

from lxml import html

from editor_app.domain.ids import Language
from editor_app.formats.page import SitePages, article_page_of
from editor_app.formats.page_view import ArticleView, SiteView
from tests.formats.page_sample import main_article, portal_theme, site_view


def parsed(data: bytes | None) -> html.HtmlElement:
    """Parse a page."""
    assert data is not None
    return html.document_fromstring(data.decode())


def article(pages: SitePages, language: Language) -> html.HtmlElement:
    """Return the main story's page."""
    return parsed(pages.article_page(main_article(language).id))


def words(element: html.HtmlElement, path: str) -> list[str]:
    """Return the texts of what a CSS-like XPath finds, spaces folded."""
    found = element.xpath(path)
    assert isinstance(found, list)
    return [
        " ".join(item.text_content().split())
        for item in found
        if isinstance(item, html.HtmlElement)
    ]


def has_class(name: str) -> str:
    """Return the XPath condition for a class."""
    return f"contains(concat(' ', @class, ' '), ' {name} ')"


def one_page(view_article: ArticleView, view: SiteView | None = None) -> html.HtmlElement:
    """Return the page of one article put into a site of its own."""
    whole = replace(view or site_view(), articles=(view_article,))
    return parsed(article_page_of(portal_theme(), whole, view_article.id))
