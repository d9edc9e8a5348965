"""Labels inside an open transaction: read, looked at before they are written, and written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TypeVar
from unicodedata import normalize

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import Refused
from editor_app.domain.ids import ArticleId, Language, SectionId, SiteId, TagId
from editor_app.domain.label import (
    Label,
    LabelKind,
    kind_at,
    phrase_address,
    section_address,
    slug_address,
    tag_address,
)
from editor_app.domain.link import Address
from editor_app.domain.site import Site, SiteWords
from editor_app.formats.page_theme import FIELD
from editor_app.storage.records import Records
from editor_app.text.checks.material import shortened
from editor_app.text.cleaning import clean
from editor_app.text.slugs import LONGEST, slug, unshortened

_Key = TypeVar("_Key", bound=str)

SHOWN = 40
"""Letters of a label that a sentence about it shows."""


def labels_of(records: Records, article: Article) -> Iterator[Label]:
    """Yield all labels of a translation; none for a source."""
    if article.translated_from is None:
        return
    source = records.articles.get(article.translated_from)
    story = records.stories.get(article.story)
    if source.slug or article.slug:
        proposed = slug(article.headline, article.language)
        public = article.published is not None
        at = slug_address(article.id)
        yield Label(at, source.slug, article.slug, proposed, public=public)
    both = source.language, article.language
    if story.section is not None:
        names = records.sections.get(story.section).names
        yield _label(section_address(story.section), names, *both)
    for tag in map(records.tags.get, story.tags):
        if not tag.retired:  # one that is no longer offered is for a check to speak of
            yield _label(tag_address(tag.id), tag.labels, *both)
    for site in records.sites.all():
        yield from _phrases(site, *both)


def label_at(records: Records, article: Article, address: Address) -> str:
    """Return a label as it is in the article's language; empty without one. Raises NotFound."""
    kind = kind_at(address)
    if kind is LabelKind.SLUG:
        return records.articles.get(ArticleId(address.owner)).slug
    if kind is LabelKind.PHRASE:
        words = records.sites.get(SiteId(address.owner)).words.get(article.language)
        return words.templates.get(_phrase(address), "") if words is not None else ""
    return _names(records, address).get(article.language, "")


def put_label(records: Records, article: Article, address: Address, text: str) -> tuple[str, str]:
    """Look at what somebody typed and write it; return what it was and what it is.

    Raises NotFound, and Refused when it cannot be the label.
    """
    typed = " ".join(clean(text).text.split())
    kind, before = kind_at(address), label_at(records, article, address)
    if kind is LabelKind.SLUG:
        after = _slug(article, typed)
    elif kind is LabelKind.PHRASE:
        after = _checked_phrase(records.sites.get(SiteId(address.owner)), article, address, typed)
    else:
        after = _name(records, article, address, typed)
    if after != before:
        write_label(records, article, address, after)
    return before, after


def write_label(records: Records, article: Article, address: Address, text: str) -> None:
    """Let a label be this text in the article's language, and none when it is empty."""
    kind, language = kind_at(address), article.language
    if kind is LabelKind.SLUG:
        records.articles.save(replace(article, slug=text), article.version)
        return
    if kind is LabelKind.PHRASE:
        site = records.sites.get(SiteId(address.owner))
        own = site.words.get(language) or SiteWords(site.name)
        templates = _with(own.templates, _phrase(address), text)
        words = {**site.words, language: replace(own, templates=templates)}
        records.sites.save(replace(site, words=words), site.version)
        return
    names = _with(_names(records, address), language, text)
    if kind is LabelKind.TAG:
        records.tags.put(replace(records.tags.get(TagId(address.owner)), labels=names))
    else:
        records.sections.put(replace(records.sections.get(SectionId(address.owner)), names=names))


def touched_by(article: Article, address: Address) -> Changes:
    """Return what another label touches; the article is shown anew whatever it is."""
    kind = kind_at(address)
    return Changes(
        stories=frozenset({article.story}),
        articles=frozenset({article.id}),
        sites=frozenset({SiteId(address.owner)} if kind is LabelKind.PHRASE else ()),
        vocabulary=kind in {LabelKind.TAG, LabelKind.SECTION},
    )


def _label(
    address: Address, names: Mapping[Language, str], source: Language, target: Language
) -> Label:
    """Return the label of a tag or section; without a name in the source's language any name."""
    known = names.get(source) or next(iter(names.values()), "")
    return Label(address, known, names.get(target, ""))


def _phrases(site: Site, source: Language, target: Language) -> Iterator[Label]:
    words = site.words.get(source)
    own = site.words.get(target)
    for name, pattern in words.templates.items() if words is not None else ():
        if pattern.strip():
            given = own.templates.get(name, "") if own is not None else ""
            yield Label(phrase_address(site.id, name), pattern, given, owner=site.name)


def _phrase(address: Address) -> str:
    return address.part.partition(":")[2]


def _names(records: Records, address: Address) -> Mapping[Language, str]:
    if kind_at(address) is LabelKind.TAG:
        return records.tags.get(TagId(address.owner)).labels
    return records.sections.get(SectionId(address.owner)).names


def _with(names: Mapping[_Key, str], key: _Key, text: str) -> dict[_Key, str]:
    """Return names of which one is this text, or gone when that is empty."""
    others = {name: value for name, value in names.items() if name != key or text}
    return {**others, key: text} if text else others


def _slug(article: Article, typed: str) -> str:
    """Return the slug of what was typed; without words that of the headline."""
    if not typed:
        return slug(article.headline, article.language)
    whole = unshortened(typed, article.language)
    if not whole:
        raise Refused("slug-empty", text=shortened(typed, SHOWN))
    if len(whole) > LONGEST:
        raise Refused("slug-long", length=len(whole), limit=LONGEST)
    return whole


def _name(records: Records, article: Article, address: Address, typed: str) -> str:
    """Return the name of a tag or section; another tag must not have it in this language."""
    others = [name for name in _names(records, address) if name != article.language]
    if not typed and not others:
        raise Refused("label-only-one")
    if typed and kind_at(address) is LabelKind.TAG:
        for tag in records.tags.all():
            own = tag.labels.get(article.language, "")
            if tag.id != address.owner and not tag.retired and _same(own, typed):
                raise Refused("label-taken", text=shortened(own, SHOWN))
    return typed


def _same(one: str, other: str) -> bool:
    return normalize("NFC", one).casefold() == normalize("NFC", other).casefold()


def _checked_phrase(site: Site, article: Article, address: Address, typed: str) -> str:
    """Return a set phrase that was typed: it must have the gaps that the others have."""
    name = _phrase(address)
    others = [
        words.templates[name]
        for language, words in site.words.items()
        if language != article.language and words.templates.get(name)
    ]
    if typed and others and not any(_gaps(typed) == _gaps(other) for other in others):
        gaps = " ".join(sorted(f"{{{gap}}}" for gap in _gaps(others[0])))
        raise Refused("phrase-gaps" if gaps else "phrase-no-gaps", gaps=gaps)
    return typed


def _gaps(pattern: str) -> frozenset[str]:
    return frozenset(FIELD.findall(pattern))
