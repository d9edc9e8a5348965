"""Drafts of ours on a site that changed here since both sides agreed go into the outbox again.

Only what is a draft there: what readers see is never changed without a named person's wish.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from unicodedata import normalize

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, Language, OutboxId, new_id
from editor_app.domain.photo import DeskCaption
from editor_app.domain.site import (
    Operation,
    OutboxEntry,
    OutboxState,
    Publication,
    RemoteStatus,
    Site,
    Wish,
)
from editor_app.services.merge_parts import field_of
from editor_app.services.pages import PageService
from editor_app.services.post_base import Guide, memory_of
from editor_app.services.post_guide import post_guide
from editor_app.services.settling import settle
from editor_app.services.site_versions import SiteVersion
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import photo_of


def queue_changed_drafts(place: Workplace, pages: PageService, site: Site) -> tuple[ArticleId, ...]:
    """Queue the drafts of a site that changed here; return their articles."""
    looking = _Looking(place, pages, site)
    with place.database.reading() as records:
        changed = [
            item for item in _drafts(records, site) if looking.may_have_changed(records, item)
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


def _drafts(records: Records, site: Site) -> Iterator[ArticleId]:
    """Yield the articles that are drafts there, wait for nothing, and may go to a site."""
    for known in records.publications.standing():
        if known.site != site.id or known.status is not RemoteStatus.DRAFT or known.wish:
            continue
        if known.remote_id and not _held(records, known):
            yield known.article


def _held(records: Records, known: Publication) -> bool:
    entries = [one for one in records.outbox.of_article(known.article) if one.site == known.site]
    if any(entry.state.open for entry in entries):
        return True
    taken_back = bool(entries) and entries[0].state is OutboxState.CANCELLED
    if taken_back and (known.last_synced is None or known.last_synced < entries[0].queued):
        return True
    if records.conflicts.of_article(known.article, known.site, resolved=False):
        return True
    story = records.stories.get(records.articles.get(known.article).story)
    return story.trashed is not None or story.embargo is not None


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

    Spelling apart (NFC), and apart from what only the site says.
    """
    agreed = memory_of(known).agreed
    if not agreed.known:
        return True
    version = agreed.version(guide).cleaned()
    story = records.stories.get(article.story)
    lines = ((field_of(article, story, name), text) for name, text in version.fields.items())
    if any(_nfc(ours) != _nfc(theirs) for ours, theirs in lines):
        return True
    if [_nfc(block.text) for block in article.body] != [_nfc(t) for t in version.blocks or ()]:
        return True
    return set(version.tags or ()) != set(story.tags) or _said_otherwise(records, article, version)


def _said_otherwise(records: Records, article: Article, version: SiteVersion) -> bool:
    """Say whether a caption or alt text of a photo in the body is another."""
    shown = {photo for block in article.body if (photo := photo_of(block))}
    for use in records.uses.of_article(article.id):
        said = version.captions.get(use.photo, DeskCaption())
        ours = (_nfc(use.caption), _nfc(use.alt))
        if use.photo in shown and ours != (_nfc(said.caption), _nfc(said.alt)):
            return True
    return False


def _nfc(text: str) -> str:
    return normalize("NFC", text)
