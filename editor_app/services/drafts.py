"""Drafts: typed text goes to disk at once, and is settled into the article a little later."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime, timedelta

from editor_app.domain.article import Place
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound
from editor_app.domain.history import Draft, RevisionReason
from editor_app.domain.ids import ArticleId, StoryId, UseId
from editor_app.services.first_sight import LAST_PLACE, WINDOW, place_from
from editor_app.services.history import keep_revision
from editor_app.services.label_drafts import article_of
from editor_app.services.settling import settle
from editor_app.services.views import LastPlace, Recovered
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.cleaning import clean

BETWEEN_RESTS = timedelta(minutes=10)
"""How old the newest copy of a text is before one is kept at a rest."""

KEPT_WHOLE = timedelta(days=30)
"""How long every copy is kept that nobody asked for; later the last one of each day stays."""

BY_ITSELF = (RevisionReason.REST, RevisionReason.LEFT, RevisionReason.PASTE)
"""The occasions on which copies are kept while somebody writes."""

TYPED_IN = {"write", "translate", "both"}  # views


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

    def settle(self, article_id: ArticleId, keep: RevisionReason | None = None) -> Changes:
        """Sort the drafts of an article and of its photo uses in: blocks, links, search.

        ``keep`` says on what occasion, for History: REST keeps a copy as the text was before, once
        in a while, and the place of the caret; any other reason keeps the text as it is afterwards.
        One transaction; a draft that changes nothing only goes away. Returns what changed. Raises
        NotFound.
        """
        place = self._place
        with place.database.writing() as records:
            if keep is RevisionReason.REST:
                _keep_once_in_a_while(records, place, article_id)
                _remember_caret(records, article_id)
            changes = settle(records, place, article_id)
            if keep not in {None, RevisionReason.REST}:
                _keep_words(records, place, article_id, keep)
            if keep is RevisionReason.LEFT:
                records.revisions.thin(article_id, place.now() - KEPT_WHOLE, BY_ITSELF)
        return changes

    def pending(self) -> tuple[Draft, ...]:
        """Return the typed texts that are not settled."""
        with self._place.database.reading() as records:
            return records.drafts.all()

    def recover(self) -> tuple[Recovered, ...]:
        """Settle what a crash left unsettled; return what was found, newest first.

        Where somebody typed last is where they were: ``last_place`` says so from now on.
        """
        found: list[Recovered] = []
        with self._place.database.writing() as records:
            for draft in sorted(records.drafts.all(), key=lambda item: item.saved, reverse=True):
                article = _article_of(records, draft)
                if article is None:
                    records.drafts.remove(draft.owner, draft.part)
                    continue
                if article_of(draft) is not None:
                    continue  # it waits in its row for whoever typed it
                if not found:
                    _remember_typing(records, article, draft)
                found.append(Recovered(article, draft.part, draft.saved, draft.caret))
            for article in dict.fromkeys(item.article for item in found):
                settle(records, self._place, article)
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
            place = place_from(records.facts.get(LAST_PLACE) or "")
            if place is None:
                return None
            try:
                article = records.articles.get(place.article)
                trashed = records.stories.get(article.story).trashed
            except NotFound:
                return None
            return None if trashed else place


def _keep_once_in_a_while(records: Records, place: Workplace, article_id: ArticleId) -> None:
    """Keep a copy when the newest is old: what was there for long is never changed without one."""
    newest = records.revisions.last_kept(article_id)
    if newest is None or newest <= place.now() - BETWEEN_RESTS:
        _keep_words(records, place, article_id, RevisionReason.REST)


def _remember_caret(records: Records, article_id: ArticleId) -> None:
    """Note where somebody rests: the draft that knows it goes away, and a crash may follow."""
    typed = records.drafts.of(article_id)
    if typed:
        _remember_typing(records, article_id, max(typed, key=lambda draft: draft.saved))


def _keep_words(
    records: Records, place: Workplace, article_id: ArticleId, reason: RevisionReason
) -> None:
    """Keep a copy of an article that has any words."""
    article = records.articles.get(article_id)
    if article.body or any(article.field(name) for name in Place):
        keep_revision(records, place, article, reason)


def _remember_typing(records: Records, article: ArticleId, draft: Draft) -> None:
    """Let the place of typing be the last place, in the view it was seen in before."""
    place = place_from(records.facts.get(LAST_PLACE) or "")
    known = place if place is not None and place.article == article else None
    written = records.articles.get(article)
    usual = "write" if written.translated_from is None else "translate"
    view = known.view if known is not None and known.view in TYPED_IN else usual
    part, caret = (draft.part, draft.caret) if draft.owner == article else ("body", 0)
    now = LastPlace(written.story, article, view, part, caret)
    records.facts.put(LAST_PLACE, json.dumps(asdict(now)))


def _article_of(records: Records, draft: Draft) -> ArticleId | None:
    try:
        return records.articles.get(article_of(draft) or ArticleId(draft.owner)).id
    except NotFound:
        pass
    try:
        return records.uses.get(UseId(draft.owner)).article
    except NotFound:
        return None
