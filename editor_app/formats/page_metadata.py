"""What a page says to machines: canonical address, language versions, Open Graph, JSON-LD.

Sources: HTML's link types, Google's hreflang rules, the Open Graph protocol, schema.org's
NewsArticle.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from editor_app.domain.ids import Language
from editor_app.domain.photo import PhotoKind
from editor_app.domain.story import Role
from editor_app.formats.page_addresses import absolute, front_address
from editor_app.formats.page_contents import ArticleContent, credit_line
from editor_app.formats.page_dates import machine_time
from editor_app.formats.page_site import NamedLink, Site, lead_figure
from editor_app.formats.page_view import ArticleView, FigureView
from editor_app.formats.page_words import Chrome

LOCALES = {"vi": "vi_VN", "en": "en_GB", "zh": "zh_CN", "zh-Hant": "zh_TW", "fr": "fr_FR"}
SOURCE_TYPE = "https://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
ROLE_PROPERTIES = {Role.REPORTER: "author", Role.TRANSLATOR: "translator", Role.EDITOR: "editor"}


@dataclass(frozen=True)
class Alternate:
    """The same page in another edition; ``address`` on this site, ``language`` or ``x-default``."""

    language: str
    url: str


@dataclass(frozen=True)
class Switch:
    """An entry of the edition switcher; ``same_page`` when it leads to this page in an edition."""

    autonym: str
    language: Language
    address: str
    current: bool
    same_page: bool


@dataclass(frozen=True)
class Head:
    """The head of a page: ``properties`` are Open Graph pairs, ``data`` JSON-LD ready for HTML."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: tuple[Alternate, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    large_card: bool = False
    data: str = ""
    robots: str = ""
    feed: str = ""
    previous: str = ""
    following: str = ""


def script_json(value: object) -> str:
    """Return JSON that can stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def switcher(site: Site, current: Language, versions: Mapping[Language, str]) -> tuple[Switch, ...]:
    """Return the edition switcher: to the same page in each edition, or to the edition's front."""
    return tuple(
        Switch(
            edition.autonym,
            language,
            versions.get(language, front_address(language)),
            current=language == current,
            same_page=language in versions,
        )
        for language, edition in site.editions.items()
    )


def alternates(site: Site, versions: Mapping[Language, str], default: str) -> tuple[Alternate, ...]:
    """Return the language versions of a page, itself among them, when there are several."""
    if len(versions) < 2:
        return ()
    url = site.view.url
    found = tuple(Alternate(str(tag), absolute(url, to)) for tag, to in versions.items())
    return (*found, Alternate("x-default", absolute(url, default)))


def locale(language: Language) -> str:
    """Return the Open Graph locale of an edition."""
    return LOCALES.get(language) or language.replace("-", "_")


def article_head(site: Site, chrome: Chrome, content: ArticleContent) -> Head:
    """Return the head of an article page."""
    article = content.article
    address = site.addresses[article.id]
    url = absolute(site.view.url, address)
    siblings = site.siblings(article)
    versions = {language: site.addresses[item.id] for language, item in siblings.items()}
    figure = lead_figure(article)
    return Head(
        title=f"{article.seo or article.headline} | {chrome.site}",
        description=article.standfirst,
        canonical=url,
        alternates=alternates(site, versions, next(iter(versions.values()), address)),
        properties=_article_properties(site, chrome, content, url, figure),
        large_card=figure is not None,
        data=script_json(_graph(site, chrome, content, url, figure)),
    )


def _article_properties(
    site: Site, chrome: Chrome, content: ArticleContent, url: str, figure: FigureView | None
) -> tuple[tuple[str, str], ...]:
    article = content.article
    pairs = [
        ("og:type", "article"),
        ("og:site_name", chrome.site),
        ("og:title", article.social or article.headline),
        ("og:description", article.standfirst),
        ("og:url", url),
        ("og:locale", locale(article.language)),
    ]
    others = [language for language in site.siblings(article) if language != article.language]
    pairs += [("og:locale:alternate", locale(language)) for language in others]
    if figure:
        largest = figure.sizes[-1]
        pairs += [
            ("og:image", absolute(site.view.url, largest.address)),
            ("og:image:width", str(largest.width)),
            ("og:image:height", str(largest.height)),
            ("og:image:alt", figure.alt),
        ]
    pairs += [
        ("article:published_time", content.published.machine),
        ("article:modified_time", content.updated.machine if content.updated else ""),
        ("article:section", content.path[-1].name if len(content.path) > 1 else ""),
    ]
    pairs += [("article:tag", tag.name) for tag in content.tags]
    return tuple((name, value) for name, value in pairs if value)


def plain_properties(
    chrome: Chrome, title: str, description: str, url: str
) -> tuple[tuple[str, str], ...]:
    """Return the Open Graph pairs of a page that is no article."""
    pairs = (
        ("og:type", "website"),
        ("og:site_name", chrome.site),
        ("og:title", title),
        ("og:description", description),
        ("og:url", url),
        ("og:locale", locale(chrome.language)),
    )
    return tuple((name, value) for name, value in pairs if value)


# -- JSON-LD


def _graph(
    site: Site, chrome: Chrome, content: ArticleContent, url: str, figure: FigureView | None
) -> object:
    return {
        "@context": "https://schema.org",
        "@graph": [
            _without_empty(_news_article(site, chrome, content, url, figure)),
            trail(site, content.path, url, content.article.headline),
        ],
    }


def _news_article(
    site: Site, chrome: Chrome, content: ArticleContent, url: str, figure: FigureView | None
) -> dict[str, object]:
    article = content.article
    updated = content.updated or content.published
    described: dict[str, object] = {
        "@type": "NewsArticle",
        "@id": f"{url}#article",
        "url": url,
        "mainEntityOfPage": url,
        "headline": article.headline,
        "alternativeHeadline": article.seo if article.seo != article.headline else "",
        "description": article.standfirst,
        "inLanguage": article.language,
        "datePublished": content.published.machine,
        "dateModified": updated.machine,
        "articleSection": [link.name for link in content.path[1:]],
        "keywords": [tag.name for tag in content.tags],
        "image": _image(site, article, figure) if figure else None,
        "isBasedOn": article.source.url if article.source else "",
        "publisher": {"@type": "NewsMediaOrganization", "name": chrome.site, "url": site.view.url},
        "isAccessibleForFree": True,
    }
    for role, name in ROLE_PROPERTIES.items():
        described[name] = [
            {"@type": "Person", "name": item.name} for item in article.byline if item.role is role
        ]
    described.update(_versions(site, article))
    described["correction"] = [
        {
            "@type": "CorrectionComment",
            "text": item.text,
            "datePublished": item.time.machine,
        }
        for item in content.corrections
    ]
    return described


def _versions(site: Site, article: ArticleView) -> dict[str, object]:
    """Point from a translation to its source and back, where both are on the site."""
    siblings = site.siblings(article)
    others = [item for item in siblings.values() if item.id != article.id]
    references = {
        item.id: {"@id": f"{absolute(site.view.url, site.addresses[item.id])}#article"}
        for item in others
    }
    if article.is_source:
        return {"workTranslation": list(references.values())}
    sources = [references[item.id] for item in others if item.is_source]
    return {"translationOfWork": sources[0]} if sources else {}


def _image(site: Site, article: ArticleView, figure: FigureView) -> dict[str, object]:
    largest = figure.sizes[-1]
    return _without_empty(
        {
            "@type": "ImageObject",
            "url": absolute(site.view.url, largest.address),
            "width": largest.width,
            "height": largest.height,
            "caption": figure.caption,
            "creditText": credit_line(site, article.language, figure),
            "creator": {"@type": "Person", "name": figure.creator} if figure.creator else None,
            "copyrightNotice": figure.copyright,
            "digitalSourceType": SOURCE_TYPE if figure.kind is PhotoKind.AI_MADE else "",
        }
    )


def trail(site: Site, path: tuple[NamedLink, ...], url: str, title: str) -> dict[str, object]:
    """Return the breadcrumb as JSON-LD; the page itself comes last."""
    places = [(link.name, absolute(site.view.url, link.address)) for link in path]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": item}
            for number, (name, item) in enumerate([*places, (title, url)], start=1)
        ],
    }


def organization(site: Site, chrome: Chrome) -> dict[str, object]:
    """Return the publisher as JSON-LD, for front pages."""
    company = chrome.company
    return _without_empty(
        {
            "@context": "https://schema.org",
            "@type": "NewsMediaOrganization",
            "name": chrome.site,
            "url": site.view.url,
            "legalName": company.company,
            "address": company.address,
            "email": company.email,
            "telephone": company.phone,
        }
    )


def _without_empty(described: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in described.items() if value or value is False}


def news_time(site: Site, article: ArticleView) -> str:
    """Return the publication time for sitemaps."""
    return machine_time(article.published, site.zone)
