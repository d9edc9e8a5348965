"""Where everything stands on a site; docs/pages.md says it in words.

::

    index.html                               choice of editions
    en/index.html                            front page of an edition
    en/world/index.html                      section; its archive: page-1.html (the oldest) …
    en/world/rivers-rise-1a2b3c4d.html       article
    en/tags/mekong-5e6f7a8b.html             tag (archive: …-page-1.html)
    en/feed.xml, en/rss.xml                  Atom and RSS of an edition; the same below a section
    media/ab/abcdef….jpg                     photo files
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from posixpath import relpath
from unicodedata import normalize
from urllib.parse import quote

from editor_app.domain.edition import Section
from editor_app.domain.ids import ENGLISH, Language, SectionId
from editor_app.domain.vocabulary import Tag
from editor_app.formats.page_view import ArticleView, SiteView

SHORT = 8
"""So many hex digits of an id make addresses unique."""

LONGEST_SLUG = 80
RESERVED = frozenset(
    {"tags", "media", "assets", "index", "feed", "rss", "con", "aux", "nul", "prn"}
)
"""Folder names that are ours, or that Windows does not allow."""

NO_SECTION = "news"


def plain_slug(text: str) -> str:
    """Return the part of a slug that is safe in an address and a file name: a-z, 0-9, hyphens."""
    base = normalize("NFKD", text.replace("đ", "d").replace("Đ", "D")).encode("ascii", "ignore")
    slug = re.sub(r"[^a-z0-9]+", "-", base.decode().lower()).strip("-")
    return slug[:LONGEST_SLUG].strip("-")


def section_folders(sections: Iterable[Section], language: Language) -> dict[SectionId, str]:
    """Return the folder of each section in an edition, each a different one.

    The English slug, then the id stands in for a missing slug; of two equal slugs the later
    section's gets a piece of its id.
    """
    folders: dict[SectionId, str] = {}
    taken = set(RESERVED)
    for section in sorted(sections, key=lambda item: (item.order, item.id)):
        wanted = section.slugs.get(language) or section.slugs.get(ENGLISH) or ""
        slug = plain_slug(wanted) or section.id[:SHORT]
        folder = f"{slug}-{section.id[:SHORT]}" if slug in taken else slug
        folders[section.id] = folder
        taken.add(folder)
    return folders


def front_address(language: Language) -> str:
    """Return the address of an edition's front page."""
    return f"{language}/index.html"


def section_address(folder: str, language: Language, page: int = 0) -> str:
    """Return the address of a section's first page, or of its archive page of that number.

    Archive pages are counted from the oldest, so that what stands on them never moves on.
    """
    name = f"page-{page}.html" if page else "index.html"
    return f"{language}/{folder}/{name}"


def edition_feed(language: Language) -> str:
    """Return the address of an edition's Atom feed; the RSS one stands beside it."""
    return f"{language}/feed.xml"


def section_feed(folder: str, language: Language) -> str:
    """Return the address of a section's Atom feed; the RSS one stands beside it."""
    return f"{language}/{folder}/feed.xml"


def rss_beside(feed: str) -> str:
    """Return the address of the RSS feed that says the same as an Atom feed."""
    return feed.removesuffix("feed.xml") + "rss.xml"


def tag_address(tag: Tag, language: Language, page: int = 0) -> str:
    """Return the address of a tag's first page, or of its archive page of that number."""
    slug = plain_slug(tag.labels.get(language) or tag.labels.get(ENGLISH) or "")
    name = f"{slug}-{tag.id[:SHORT]}" if slug else tag.id[:SHORT]
    file_name = f"{name}-page-{page}.html" if page else f"{name}.html"
    return f"{language}/tags/{file_name}"


def article_address(view: SiteView, article: ArticleView) -> str:
    """Return where an article stands: its lasting address, or a new one of section, slug and id."""
    folders = section_folders(view.sections, article.language)
    return article.address or new_address(article, folders)


def new_address(article: ArticleView, folders: Mapping[SectionId, str]) -> str:
    """Return the address of an article that has none yet, given the folders of its edition."""
    slug = plain_slug(article.slug)
    name = f"{slug}-{article.id[:SHORT]}" if slug else article.id[:SHORT]
    folder = folders.get(article.section, NO_SECTION) if article.section else NO_SECTION
    return f"{article.language}/{folder}/{name}.html"


def media_address(digest: str, width: int, extension: str) -> str:
    """Return the address of a photo file; ``digest`` (hex) must change with the file's bytes."""
    return f"media/{digest[:2]}/{digest[:24]}-{width}.{extension}"


def relative(address: str, page: str) -> str:
    """Return the link from a page to an address of the site, which may end in ``#part``."""
    path, mark, part = address.partition("#")
    return _way(path, page.rpartition("/")[0] or ".") + mark + part


@lru_cache(maxsize=2048)  # the pages of a folder have most of their links in common
def _way(path: str, folder: str) -> str:
    return quote(relpath(path, folder))


def absolute(url: str, address: str) -> str:
    """Return the public URL of an address; ``index.html`` is left out."""
    path = address.removesuffix("index.html") if address.endswith(("/index.html",)) else address
    return f"{url}/{quote('' if path == 'index.html' else path)}"


def by_language(values: Mapping[Language, str], language: Language) -> str:
    """Return a name in an edition's language; English or the first one stands in."""
    return values.get(language) or values.get(ENGLISH) or next(iter(values.values()), "")
