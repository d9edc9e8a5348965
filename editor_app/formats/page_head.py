"""What a web page says of itself to machines: JSON-LD (schema.org), Open Graph, meta elements.

Standards: schema.org NewsArticle and BreadcrumbList, The Open Graph protocol, HTML 4.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.formats.article_facts import Facts
from editor_app.formats.attribution import names_in
from editor_app.formats.html_tree import Element, attribute
from editor_app.formats.publication_times import instant_in
from editor_app.formats.web_addresses import absolute, clean_address, domain_of

Json = Any
"""A value of a JSON document, whose shape nobody guarantees."""

_ARTICLES = frozenset(
    {
        "Article",
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "LiveBlogPosting",
        "BlogPosting",
        "Report",
    }
)
_HOME = re.compile(r"home(?:page)?|trang chủ|首页|首頁", re.IGNORECASE)
_SUFFIX = re.compile(r"\s+[-|–—_·]\s+|\s*[|_]\s*")
_MOST_KEYWORDS = 20
_LARGEST_JSON = 2_000_000
_LANGUAGES = {"vi": VIETNAMESE, "en": ENGLISH, "zh": CHINESE}


def read_head(root: Element, base: str, facts: Facts) -> None:
    """Fill ``facts`` from the page's head; ``base`` is the address it was fetched from, if any."""
    metas = _metas(root)
    for item in _linked_data(root):
        _from_linked_data(item, base, facts)
    _from_metas(metas, facts)
    _addresses(root, metas, base, facts)
    title = root.find(".//title")
    if title is not None:
        facts.titles.append(" ".join((title.text or "").split()))
    facts.titles = [title for title in (_without_site(t, facts) for t in facts.titles) if title]
    facts.language = facts.language or _language(root, metas)


def _metas(root: Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        name = attribute(meta, "property") or attribute(meta, "name") or attribute(meta, "itemprop")
        content = attribute(meta, "content")
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _first(metas: Mapping[str, list[str]], *names: str) -> str:
    return next((metas[name][0] for name in names if name in metas), "")


def _from_metas(metas: Mapping[str, list[str]], facts: Facts) -> None:
    for name in ("og:title", "twitter:title", "dc.title", "headline"):
        facts.titles.extend(metas.get(name, []))
    facts.take("description", _first(metas, "og:description", "description", "twitter:description"))
    facts.take("outlet", _first(metas, "og:site_name", "application-name", "publisher"))
    section = _first(metas, "article:section", "section", "cxenseparse:category")
    facts.take("section", section.rpartition(">")[2])
    told = _first(
        metas, "article:published_time", "datepublished", "pubdate", "publishdate", "date"
    )
    facts.take_time(instant_in(told, facts.language))
    tags = metas.get("article:tag", [])
    tags = [part for tag in tags for part in tag.split(",")] if len(tags) == 1 else tags
    facts.take_all("tags", tags)
    if not facts.tags:
        words = _first(metas, "news_keywords", "keywords").replace("，", ",").split(",")
        facts.take_all("tags", words if len(words) <= _MOST_KEYWORDS else [], sure=False)
    for name in ("author", "article:author", "dc.creator", "byl"):
        for value in metas.get(name, []):
            if not value.startswith("http") and value != facts.outlet:
                facts.take_all("byline", names_in(value))


def _addresses(root: Element, metas: Mapping[str, list[str]], base: str, facts: Facts) -> None:
    for link in root.iter("link"):
        if "canonical" in attribute(link, "rel").lower().split():
            facts.take("url", _address(attribute(link, "href"), base))
    facts.take("url", _address(_first(metas, "og:url"), base))
    facts.take("url", _address(base, ""))
    facts.take("outlet", domain_of(facts.url), sure=False)


def _address(given: str, base: str) -> str:
    address = absolute(given, base)
    return clean_address(address)[0] if address.startswith("http") else ""


def _linked_data(root: Element) -> Iterator[Mapping[str, Json]]:
    """Yield the objects of all JSON-LD scripts, those of graphs and lists too."""
    for script in root.iter("script"):
        if "ld+json" not in attribute(script, "type").lower():
            continue
        text = (script.text or "").strip().strip(";")
        if len(text) > _LARGEST_JSON:
            continue
        try:
            read = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        pending: list[Json] = [read]
        while pending:
            item = pending.pop(0)
            if isinstance(item, list):
                pending.extend(item)
            elif isinstance(item, dict):
                yield item
                pending.extend(item.get(name) for name in ("@graph", "mainEntity", "itemReviewed"))


def _from_linked_data(item: Mapping[str, Json], base: str, facts: Facts) -> None:
    types = set(_texts(item.get("@type")))
    if "BreadcrumbList" in types:
        _from_breadcrumbs(item, facts)
    if not types & _ARTICLES:
        return
    facts.titles.extend(_texts(item.get("headline")))
    facts.take("description", next(iter(_texts(item.get("description"))), ""))
    publisher = next(iter(_names(item.get("publisher"))), "")
    facts.take("outlet", publisher)
    authors = [name for name in _names(item.get("author")) if name not in {publisher, facts.outlet}]
    facts.take_all("byline", [name for author in authors for name in names_in(author) or [author]])
    facts.take_time(instant_in(next(iter(_texts(item.get("datePublished"))), "")))
    facts.take("section", next(iter(reversed(_texts(item.get("articleSection")))), ""))
    keywords = _texts(item.get("keywords"))
    keywords = keywords[0].split(",") if len(keywords) == 1 else keywords
    facts.take_all("tags", keywords if len(keywords) <= _MOST_KEYWORDS else [])
    pages = _texts(item.get("mainEntityOfPage")) or _texts(item.get("url"))
    facts.take("url", next((_address(page, base) for page in pages), ""))
    language = next(iter(_texts(item.get("inLanguage"))), "")
    facts.language = facts.language or _LANGUAGES.get(language[:2].lower())


def _from_breadcrumbs(item: Mapping[str, Json], facts: Facts) -> None:
    names = []
    entries = item.get("itemListElement")
    entries = entries if isinstance(entries, list) else []
    for entry in entries:
        if isinstance(entry, dict):
            inner = entry.get("item")
            named = entry.get("name") or (inner.get("name") if isinstance(inner, dict) else "")
            names.append(str(named or ""))
    facts.take("section", section_of(names, facts.titles))


def section_of(names: list[str], titles: list[str]) -> str:
    """Return the section that a breadcrumb trail ends in: the last that is not the article."""
    folded = {" ".join(title.split()).lower() for title in titles}
    trail = [" ".join(name.split()) for name in names]
    kept = [
        name
        for name in trail
        if name and not _HOME.fullmatch(name) and name.lower() not in folded and len(name) <= 40
    ]
    return kept[-1] if kept else ""


def _texts(value: Json) -> list[str]:
    """Return the strings of a value that may be a string, a list, or an object with an id."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, dict):
        return _texts(value.get("@id") or value.get("name"))
    if isinstance(value, list):
        return [text for part in value[:100] for text in _texts(part)]
    return []


def _names(value: Json) -> list[str]:
    """Return the names of persons or organisations."""
    if isinstance(value, dict):
        return _texts(value.get("name"))
    if isinstance(value, list):
        return [name for part in value[:50] for name in _names(part)]
    return [text for text in _texts(value) if not text.startswith("http")]


def _without_site(title: str, facts: Facts) -> str:
    """Return a title without the name of the site behind it."""
    words = " ".join(title.split())
    cuts = list(_SUFFIX.finditer(words))
    known = {facts.outlet.lower(), domain_of(facts.url), domain_of(facts.url).partition(".")[0]}
    for cut in cuts:
        if words[cut.end() :].lower() in known - {""}:
            return words[: cut.start()].strip()
    return words


def _language(root: Element, metas: Mapping[str, list[str]]) -> Language | None:
    told = (
        attribute(root, "lang")
        or attribute(root, "xml:lang")
        or _first(metas, "og:locale", "content-language")
    )
    return _LANGUAGES.get(told[:2].lower())
