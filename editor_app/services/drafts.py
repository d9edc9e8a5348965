"""Drafts: typed text goes to disk at once, and is settled into the article a little later."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime

from editor_app.domain.article import Article, Place
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound
from editor_app.domain.history import Draft, RevisionReason
from editor_app.domain.ids import ArticleId, StoryId, UseId
from editor_app.domain.link import Address, field_address, use_address
from editor_app.domain.photo import PhotoUse
from editor_app.services.history import keep_revision
from editor_app.services.links import follow_edit, refresh_links
from editor_app.services.views import LastPlace, Recovered
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import reconcile
from editor_app.text.cleaning import clean
from editor_app.text.slugs import slug

WINDOW = "window"
LAST_PLACE = "last-place"
FIELDS = frozenset(Place)


class DraftService:
    """The verbs of saving. ``save`` is what "Saved" is said for; ``settle`` sorts it in."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def save(self, owner: str, part: str, text: str, based_on: int = 0, caret: int = 0) -> datetime:
        """Put the whole text of a field on disk; return the instant of its commit.

        ``owner`` is an ArticleId or UseId; ``part`` is ``body``, a Place, ``caption`` or ``alt``.
        It announces nothing. Raises DiskFull, DeskReadOnly; the text is then still in the window.
        """
        saved = self._place.now()
        draft = Draft(owner, part, clean(text).text, based_on, saved, caret)
        with self._place.database.writing() as records:
            records.drafts.put(draft)
        return saved

    def settle(self, article_id: ArticleId) -> Changes:
        """Sort the drafts of an article and of its photo uses in: blocks, links, search.

        One transaction; a draft that changes nothing only goes away. Returns what changed.
        """
        with self._place.database.writing() as records:
            return self._settle(records, article_id)

    def _settle(self, records: Records, article_id: ArticleId) -> Changes:
        article = records.articles.get(article_id)
        touched: set[Address] = set()
        for use in records.uses.of_article(article_id):
            touched |= _settle_use(records, use)
        drafts = {draft.part: draft for draft in records.drafts.of(article_id)}
        if not drafts and not touched:
            return Changes()
        after = _with_fields(article, drafts)
        touched |= {
            field_address(article_id, name)
            for name in drafts
            if name in FIELDS and article.field(name) != after.field(name)
        }
        self._keep_foreign(records, article, drafts.get("body"))
        reconciled = None
        if "body" in drafts:
            reconciled = reconcile(article.body, drafts["body"].text)
            after = replace(after, body=reconciled.body)
        if after == article and not touched:
            _remove(records, article_id, drafts)
            return Changes()
        saved = records.articles.save(after, article.version)
        if reconciled is not None and after.body != article.body:
            follow_edit(records, self._place, saved, reconciled)
        refresh_links(records, self._place, saved, frozenset(touched))
        story = _name_story(records, saved)
        records.search.index(saved, records.stories.get(saved.story).slug_word)
        _remove(records, article_id, drafts)
        return Changes(stories=frozenset({story}), articles=frozenset({article_id}))

    def _keep_foreign(self, records: Records, article: Article, body: Draft | None) -> None:
        """Keep what stands there when the typing began on an older version: nothing is lost."""
        if body is None or body.based_on in {0, article.version}:
            return
        if body.text != article.markdown:
            keep_revision(records, self._place, article, RevisionReason.MERGED)

    def pending(self) -> tuple[Draft, ...]:
        """Return the typed texts that are not settled."""
        with self._place.database.reading() as records:
            return records.drafts.all()

    def recover(self) -> tuple[Recovered, ...]:
        """Settle what a crash left unsettled; return what was found, newest first."""
        found = []
        with self._place.database.writing() as records:
            for draft in sorted(records.drafts.all(), key=lambda item: item.saved, reverse=True):
                article = _article_of(records, draft)
                if article is None:
                    records.drafts.remove(draft.owner, draft.part)
                    continue
                found.append(Recovered(article, draft.part, draft.saved, draft.caret))
            for article in dict.fromkeys(item.article for item in found):
                self._settle(records, article)
        return tuple(found)

    def remember_place(
        self, story: StoryId, article: ArticleId, view: str, part: str, caret: int
    ) -> None:
        """Keep where the editor is, to open there next time."""
        place = LastPlace(story, article, view, part, caret)
        with self._place.database.writing() as records:
            records.facts.put(LAST_PLACE, json.dumps(asdict(place)))

    def remember_window(self, state: str) -> None:
        """Keep how the window of this desk stands; the window alone knows what is in ``state``."""
        with self._place.database.writing() as records:
            records.facts.put(WINDOW, state)

    def window_state(self) -> str:
        """Return how the window stood when it was last closed; empty on a new desk."""
        with self._place.database.reading() as records:
            return records.facts.get(WINDOW) or ""

    def last_place(self) -> LastPlace | None:
        """Return where the editor was last; None on a new desk or when the story is gone."""
        with self._place.database.reading() as records:
            kept = records.facts.get(LAST_PLACE)
            if kept is None:
                return None
            place = LastPlace(**json.loads(kept))
            try:
                article = records.articles.get(place.article)
                trashed = records.stories.get(article.story).trashed
            except NotFound:
                return None
            return None if trashed else place


def _settle_use(records: Records, use: PhotoUse) -> set[Address]:
    drafts = {draft.part: draft.text.strip() for draft in records.drafts.of(use.id)}
    after = replace(use, caption=drafts.get("caption", use.caption), alt=drafts.get("alt", use.alt))
    _remove(records, use.id, drafts)
    if after != use:
        records.uses.save(after)
    return {
        use_address(use.id, part) for part in drafts if getattr(after, part) != getattr(use, part)
    }


def _with_fields(article: Article, drafts: dict[str, Draft]) -> Article:
    texts = {name: " ".join(draft.text.split()) for name, draft in drafts.items() if name in FIELDS}
    after = replace(article, **texts)  # type: ignore[arg-type]  # the names are Places, all of them str
    if after.headline != article.headline and _follows_headline(article):
        after = replace(after, slug=slug(after.headline, after.language))
    return after


def _follows_headline(article: Article) -> bool:
    """Say whether the slug is still the headline's own, and readers have not seen it yet."""
    own = article.slug in {"", slug(article.headline, article.language)}
    return own and article.published is None


def _name_story(records: Records, article: Article) -> StoryId:
    """Give a nameless story a working name from its source's headline; return the story's id."""
    story = records.stories.get(article.story)
    if not story.slug_word and article.translated_from is None and article.headline:
        word = " ".join(article.headline.split()[:4])
        records.stories.save(replace(story, slug_word=word), story.version)
    return story.id


def _remove(records: Records, owner: str, parts: dict[str, Draft] | dict[str, str]) -> None:
    for part in parts:
        records.drafts.remove(owner, part)


def _article_of(records: Records, draft: Draft) -> ArticleId | None:
    try:
        return records.articles.get(ArticleId(draft.owner)).id
    except NotFound:
        pass
    try:
        return records.uses.get(UseId(draft.owner)).article
    except NotFound:
        return None
