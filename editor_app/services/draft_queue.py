"""Drafts of ours on a site that changed here since both sides agreed go into the outbox again.

Only what is a draft there: what readers see is never changed without a named person's wish.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from unicodedata import normalize

from editor_app.connectors.wordpress_posts import marker_slugs
from editor_app.domain.article import Article
from editor_app.domain.block import BlockKind
from editor_app.domain.ids import ArticleId, Language, OutboxId, TagId, new_id
from editor_app.domain.photo import DeskCaption
from editor_app.domain.remote import SiteTermKind
from editor_app.domain.site import (
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    Wish,
)
from editor_app.domain.story import Story
from editor_app.formats.wordpress_composing import makes_something
from editor_app.services.merge_parts import field_of
from editor_app.services.pages import PageService
from editor_app.services.post_base import Guide, PostBase, memory_of
from editor_app.services.post_guide import post_guide
from editor_app.services.post_writing import slug_wanted
from editor_app.services.settling import settle
from editor_app.services.site_versions import SECTION, SiteVersion
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_of
from editor_app.text.cleaning import one_line
from editor_app.text.kinds import kind_of

SLUG = "slug"


def queue_changed_drafts(place: Workplace, pages: PageService, site: Site) -> tuple[ArticleId, ...]:
    """Queue the drafts of a site that changed here; return their articles."""
    looking = _Looking(place, pages, site)
    with place.database.reading() as records:
        changed = [
            item
            for item in _drafts(records, site, place.now())
            if looking.may_have_changed(records, item)
        ]
    queued = []
    for article_id in changed:
        with place.database.writing() as records:
            settle(records, place, article_id)
            if looking.has_changed(records, article_id):
                _queue(records, place, article_id, site)
                queued.append(article_id)
    return tuple(queued)


class _Looking:
    """Looks whether articles changed since they were agreed with one site."""

    def __init__(self, place: Workplace, pages: PageService, site: Site) -> None:
        self._place, self._pages, self._site = place, pages, site
        self._guides: dict[Language, Guide] = {}

    def may_have_changed(self, records: Records, article_id: ArticleId) -> bool:
        """Say whether an article changed, or something was typed that is not settled yet."""
        owners = (article_id, *(use.id for use in records.uses.of_article(article_id)))
        typed = any(records.drafts.of(owner) for owner in owners)
        return typed or self.has_changed(records, article_id)

    def has_changed(self, records: Records, article_id: ArticleId) -> bool:
        """Say whether an article, as it is settled, is another than both sides agreed on."""
        article = records.articles.get(article_id)
        known = records.publications.find(article_id, self._site.id)
        guide = self._guide(records, article.language)
        return known is not None and changed_here(records, article, known, guide)

    def _guide(self, records: Records, language: Language) -> Guide:
        if language not in self._guides:
            self._guides[language] = post_guide(
                records, self._place, self._pages, self._site, language
            )
        return self._guides[language]


def _drafts(records: Records, site: Site, now: datetime) -> Iterator[ArticleId]:
    """Yield the articles that are drafts there, wait for nothing, and may go to a site."""
    for known in records.publications.standing():
        if known.site != site.id or known.status is not RemoteStatus.DRAFT or known.wish:
            continue
        if known.remote_id and not _held(records, known, now):
            yield known.article


def _held(records: Records, known: Publication, now: datetime) -> bool:
    entries = [one for one in records.outbox.of_article(known.article) if one.site == known.site]
    if any(entry.state.open for entry in entries):
        return True
    taken_back = bool(entries) and entries[0].state is OutboxState.CANCELLED
    if taken_back and (known.last_synced is None or known.last_synced < entries[0].queued):
        return True
    if records.conflicts.of_article(known.article, known.site, resolved=False):
        return True
    story = records.stories.get(records.articles.get(known.article).story)
    embargoed = story.embargo is not None and story.embargo > now
    return story.trashed is not None or embargoed


def _queue(records: Records, place: Workplace, article: ArticleId, site: Site) -> None:
    known, now = records.publications.find(article, site.id), place.now()
    if known is None:
        return
    wished = replace(known, wish=Wish.DRAFT, wished_by=place.editor(), wished_at=now)
    records.publications.put(wished)
    operation = Operation.BRING_UP_TO_DATE
    entry = OutboxEntry(
        OutboxId(new_id()), operation, known.article, known.site, now, not_before=now
    )
    records.outbox.add(entry)


def changed_here(records: Records, article: Article, known: Publication, guide: Guide) -> bool:
    """Say whether an article holds what its post did not when both sides agreed.

    Spelling apart (NFC, spaces), and apart from what only the site says.
    """
    agreed = memory_of(known).agreed
    if not agreed.known:
        return True
    version = agreed.version(guide).cleaned()
    story = records.stories.get(article.story)
    return (
        _has_first_slug(article, known, agreed)
        or any(_is_other(article, story, name, text) for name, text in version.fields.items())
        or _reads_otherwise([block.text for block in article.body], version.blocks or ())
        or _first_section(story, version, agreed)
        or _tagged_otherwise(records, article, story, known, version)
        or _said_otherwise(records, article, version)
    )


def _has_first_slug(article: Article, known: Publication, agreed: PostBase) -> bool:
    """Say whether a post has the slug with which it was made again, after it had its own.

    A backup of the site brings that back.
    """
    again = agreed.slug in marker_slugs(known.marker) and not agreed.slug_asked
    return again and bool(slug_wanted(article))


def _first_section(story: Story, version: SiteVersion, agreed: PostBase) -> bool:
    """Say whether a section was chosen for a post that is in none of ours.

    One that is in ours no longer, because a colleague chose otherwise, was asked for before.
    """
    asked = agreed.section_asked
    chosen = story.section is not None and asked is not None and story.section != asked
    return chosen and SECTION not in version.fields


def _is_other(article: Article, story: Story, name: str, agreed: str) -> bool:
    """Say whether a field is another; without an address or section of ours the site's stays."""
    ours = slug_wanted(article) if name == SLUG else field_of(article, story, name)
    left = not ours and name in {SLUG, SECTION}
    return not left and _nfc(ours) != _nfc(agreed)


def _reads_otherwise(ours: Sequence[str], agreed: Sequence[str]) -> bool:
    """Say whether a body is another: what makes nothing of a post, and where notes stand, apart."""
    here, there = [*map(_nfc, ours)], [*map(_nfc, agreed)]
    return here != there and _parted(filter(makes_something, here)) != _parted(there)


def _parted(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return blocks and footnotes, which a site keeps together."""
    blocks, notes = list[str](), list[str]()
    for text in texts:
        (notes if kind_of(text) is BlockKind.FOOTNOTE else blocks).append(text)
    return blocks, notes


def _tagged_otherwise(
    records: Records, article: Article, story: Story, known: Publication, version: SiteVersion
) -> bool:
    """Say whether the story has other tags; two of ours may be one tag of the site."""
    ours, there = set(story.tags), set(version.tags or ())
    if ours == there:
        return False

    def numbers(tags: Iterable[TagId]) -> set[str]:
        """Return the site's numbers of tags; of one that was never there, our own."""
        terms = records.term_publications
        found = {
            tag: terms.find(known.site, SiteTermKind.TAG, tag, article.language)
            or terms.find(known.site, SiteTermKind.TAG, tag, None)
            for tag in tags
        }
        return {tag if term is None else term.remote_id for tag, term in found.items()}

    return numbers(ours) != numbers(there)


def _said_otherwise(records: Records, article: Article, version: SiteVersion) -> bool:
    """Say whether a caption or alt text of a photo in the body is another."""
    shown = {photo for block in article.body if (photo := photo_of(block))}
    for use in records.uses.of_article(article.id):
        said = version.captions.get(use.photo, DeskCaption())
        ours, theirs = (use.caption, use.alt), (said.caption, said.alt)
        if use.photo in shown and [*map(_line, ours)] != [*map(_line, theirs)]:
            return True
    return False


def _nfc(text: str) -> str:
    return normalize("NFC", text)


def _line(text: str) -> str:
    return one_line(_nfc(text))
