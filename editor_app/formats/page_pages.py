"""The pages of a site, each gathered for its template: content, head, edition switcher."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from editor_app.domain.edition import Section
from editor_app.domain.ids import Language
from editor_app.domain.vocabulary import Tag
from editor_app.formats.page_addresses import (
    absolute,
    edition_feed,
    front_address,
    tag_address,
)
from editor_app.formats.page_contents import (
    MessageContent,
    article_content,
    choice_content,
    front_content,
)
from editor_app.formats.page_layout import Page
from editor_app.formats.page_lists import ListContent, section_contents, tag_contents
from editor_app.formats.page_metadata import (
    Head,
    alternates,
    article_head,
    organization,
    plain_properties,
    script_json,
    switcher,
    trail,
)
from editor_app.formats.page_site import NamedLink, Site, Teaser
from editor_app.formats.page_view import ArticleView, GoneView
from editor_app.formats.page_words import Chrome

ROOT = "index.html"
IN_MESSAGE = 4


def article_page(site: Site, chrome: Chrome, article: ArticleView) -> Page:
    """Gather the page of an article."""
    content = article_content(site, chrome, article)
    siblings = site.siblings(article)
    versions = {language: site.addresses[item.id] for language, item in siblings.items()}
    top = content.path[1].key if len(content.path) > 1 else ""
    return Page(
        address=site.addresses[article.id],
        template="article.html.j2",
        chrome=chrome,
        head=article_head(site, chrome, content),
        switch=switcher(site, article.language, versions),
        content=content,
        section=top,
    )


def front_page(site: Site, chrome: Chrome) -> Page:
    """Gather the front page of an edition."""
    address = front_address(chrome.language)
    versions = {language: front_address(language) for language in site.editions}
    url = absolute(site.view.url, address)
    tagline = chrome.company.tagline
    head = Head(
        title=f"{chrome.site} | {tagline}" if tagline else chrome.site,
        description=tagline,
        canonical=url,
        alternates=alternates(site, versions, ROOT),
        properties=plain_properties(chrome, chrome.site, tagline, url),
        data=script_json(organization(site, chrome)),
        feed=edition_feed(chrome.language),
    )
    content = front_content(site, chrome.language)
    switch = switcher(site, chrome.language, versions)
    return Page(address, "front.html.j2", chrome, head, switch, content)


def section_pages(site: Site, chrome: Chrome, section: Section) -> Iterator[Page]:
    """Gather the pages of a section; only the first has language versions, for the rest differ."""
    versions = {language: site.section_address(section, language) for language in site.editions}
    top = site.path(section.id)[0].id
    for content in section_contents(site, chrome, section):
        yield _list_page(site, chrome, content, versions, top)


def tag_pages(site: Site, chrome: Chrome, tag: Tag) -> Iterator[Page]:
    """Gather the pages of a tag, when the edition has articles that carry it."""
    if not site.with_tag(chrome.language, tag.id):
        return
    versions = {
        language: tag_address(tag, language)
        for language in site.editions
        if site.with_tag(language, tag.id)
    }
    for content in tag_contents(site, chrome, tag):
        yield _list_page(site, chrome, content, versions, "")


def _list_page(
    site: Site, chrome: Chrome, content: ListContent, versions: Mapping[Language, str], top: str
) -> Page:
    address = content.address
    url = absolute(site.view.url, address)
    title = f"{content.title} · {content.span}" if content.span else content.title
    described = chrome.say("list_description", list=content.title, site=chrome.site)
    places = trail(site, content.path[:-1], url, content.title)
    head = Head(
        title=f"{title} | {chrome.site}",
        description=described,
        canonical=url,
        alternates=()
        if content.span
        else alternates(site, versions, next(iter(versions.values()))),
        properties=plain_properties(chrome, content.title, described, url),
        data=script_json({"@context": "https://schema.org", **places}),
        feed=content.feed or edition_feed(chrome.language),
        previous=content.newer,
        following=content.older,
    )
    switch = switcher(site, chrome.language, versions)
    if content.span:  # the archive pages of two editions hold different articles
        switch = tuple(replace(item, same_page=False) for item in switch)
    return Page(address, "list.html.j2", chrome, head, switch, content, top)


def choice_page(site: Site, chromes: Mapping[Language, Chrome]) -> Page:
    """Gather the page at the root, where a reader chooses an edition."""
    first = next(iter(chromes.values()))
    versions = {language: front_address(language) for language in site.editions}
    url = absolute(site.view.url, ROOT)
    head = Head(
        title=site.view.name,
        description=first.company.tagline,
        canonical=url,
        alternates=alternates(site, versions, ROOT),
        properties=plain_properties(first, site.view.name, first.company.tagline, url),
    )
    taglines = {language: chrome.company.tagline for language, chrome in chromes.items()}
    content = choice_content(site, taglines)
    return Page(ROOT, "choice.html.j2", first, head, (), content)


def missing_pages(site: Site, chrome: Chrome) -> Iterator[Page]:
    """Gather what a server shows for an address that is not there: per edition, and at the root.

    The root's page is the first edition's. Their links are whole URLs, because a server shows them
    at any address.
    """
    addresses = [f"{chrome.language}/404.html"]
    if chrome.language == next(iter(site.editions)):
        addresses.append("404.html")
    for address in addresses:
        text = MessageContent(
            title=chrome.say("missing_title"),
            text=chrome.say("missing_text"),
            links=(NamedLink(chrome.say("to_front"), front_address(chrome.language)),),
            latest=_latest(site, chrome),
        )
        yield replace(_message(site, chrome, address, text), absolute=True)


def gone_pages(site: Site, chromes: Mapping[Language, Chrome]) -> Iterator[Page]:
    """Gather the pages that stand where withdrawn articles stood."""
    first = next(iter(chromes.values()), None)
    for gone in site.view.gone:
        chrome = chromes.get(gone.language) or first
        if chrome is not None:
            yield _gone_page(site, chrome, gone)


def _gone_page(site: Site, chrome: Chrome, gone: GoneView) -> Page:
    text = MessageContent(
        title=chrome.say("withdrawn"),
        text=chrome.say("withdrawn_text"),
        links=(NamedLink(chrome.say("to_front"), front_address(chrome.language)),),
        latest=_latest(site, chrome),
    )
    return _message(site, chrome, gone.address, text)


def moved_pages(site: Site, chromes: Mapping[Language, Chrome]) -> Iterator[Page]:
    """Gather the pages that lead from old addresses to new ones."""
    first = next(iter(chromes.values()), None)
    for old, new in site.view.moved.items():
        chrome = chromes.get(Language(old.partition("/")[0])) or first
        if chrome is None or old == new:
            continue
        text = MessageContent(
            title=chrome.say("moved_title"),
            text=chrome.say("moved_text"),
            links=(NamedLink(chrome.say("moved_link"), new),),
            target=new,
        )
        page = _message(site, chrome, old, text)
        head = Head(page.head.title, canonical=absolute(site.view.url, new), robots="noindex")
        yield Page(old, page.template, chrome, head, page.switch, text)


def _latest(site: Site, chrome: Chrome) -> tuple[Teaser, ...]:
    return site.teasers(site.in_language(chrome.language)[:IN_MESSAGE])


def _message(site: Site, chrome: Chrome, address: str, content: MessageContent) -> Page:
    head = Head(f"{content.title} | {chrome.site}", robots="noindex")
    switch = switcher(site, chrome.language, {})
    return Page(address, "message.html.j2", chrome, head, switch, content)
