"""History: kept copies of articles, and going back to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import NotFound
from editor_app.domain.history import Revision, RevisionReason
from editor_app.domain.ids import ArticleId, PhotoId, RevisionId, new_id
from editor_app.domain.link import use_address
from editor_app.domain.messages import Message
from editor_app.domain.photo import DeskCaption
from editor_app.services.captions import captions_of
from editor_app.services.links import refresh_links
from editor_app.services.rewriting import FIELDS, rewrite
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


class HistoryService:
    """The verbs on revisions."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def revisions(self, article_id: ArticleId, limit: int = 200) -> tuple[Revision, ...]:
        """Return the kept copies, newest first."""
        with self._place.database.reading() as records:
            return records.revisions.of(article_id, limit)

    def revision(self, revision_id: RevisionId) -> Revision:
        """Return one kept copy. Raises NotFound."""
        with self._place.database.reading() as records:
            return records.revisions.get(revision_id)

    def keep(self, article_id: ArticleId, reason: RevisionReason) -> Changes:
        """Keep a copy of the article as it is; nothing happens when the newest copy is the same."""
        with self._place.database.writing() as records:
            kept = keep_revision(records, self._place, records.articles.get(article_id), reason)
        return Changes(articles=frozenset({article_id})) if kept else Changes()

    def restore(self, article_id: ArticleId, revision_id: RevisionId, seen: int) -> Changes:
        """Give the article the texts and captions of a kept copy. The present ones are kept first.

        What is said names the photos that are not in the text any more, so that their captions
        could not be given back. Captions stay as they are where the copy knows of none. Raises
        ChangedMeanwhile when the article is no longer in version ``seen``.
        """
        place = self._place
        with place.database.writing() as records:
            now = records.articles.get(article_id)
            revision = records.revisions.get(revision_id)
            kept = revision.kept
            before = keep_revision(records, place, now, RevisionReason.RESTORED, always=True)
            texts = {name: getattr(kept, name) for name in FIELDS}
            saved = rewrite(records, place, now, texts, kept.markdown, seen=seen)
            gone = _give_captions(records, place, saved, revision.captions or {})
            said = _restored(records, gone)
        changes = Changes(stories=frozenset({now.story}), articles=frozenset({article_id}))
        if before is None:
            return changes
        back = before.id
        return changes.undone_by(
            said,
            lambda: self.restore(article_id, back, saved.version),
        )


def keep_revision(
    records: Records,
    place: Workplace,
    article: Article,
    reason: RevisionReason,
    *,
    always: bool = False,
) -> Revision | None:
    """Keep a copy inside an open transaction; None when the newest copy has the same texts."""
    newest = () if always else records.revisions.of(article.id, 1)
    captions = captions_of(records, article.id)
    if newest and _same_texts(newest[0], article, captions):
        return None
    revision = Revision(
        RevisionId(new_id()), article.id, place.now(), place.editor(), reason, article, captions
    )
    records.revisions.add(revision)
    return revision


def _same_texts(
    revision: Revision, article: Article, captions: Mapping[PhotoId, DeskCaption]
) -> bool:
    kept = revision.kept
    if kept.body != article.body or _spoken(revision.captions or {}) != _spoken(captions):
        return False
    return all(getattr(kept, name) == getattr(article, name) for name in FIELDS)


def _spoken(captions: Mapping[PhotoId, DeskCaption]) -> dict[PhotoId, DeskCaption]:
    """Return the captions that hold words."""
    return {photo: said for photo, said in captions.items() if said != DeskCaption()}


def _give_captions(
    records: Records, place: Workplace, article: Article, kept: Mapping[PhotoId, DeskCaption]
) -> tuple[PhotoId, ...]:
    """Let photos say what they said in a copy; return those with words that are used no more."""
    touched = set()
    missing = _spoken(kept)
    for use in records.uses.of_article(article.id):
        missing.pop(use.photo, None)
        said = kept.get(use.photo, DeskCaption(use.caption, use.alt))
        after = replace(use, caption=said.caption, alt=said.alt)
        if after != use:
            records.uses.save(after)
            touched |= {
                use_address(use.id, part)
                for part in ("caption", "alt")
                if getattr(use, part) != getattr(after, part)
            }
    if touched:
        refresh_links(records, place, article, frozenset(touched))
    return tuple(missing)


def _restored(records: Records, gone: tuple[PhotoId, ...]) -> Message:
    """Return what to say of a restore that could not give these photos their captions."""
    if not gone:
        return Message("revision-restored")
    said = ", ".join(_name_of(records, photo) for photo in gone)
    return Message("revision-restored-without", {"names": said})


def _name_of(records: Records, photo: PhotoId) -> str:
    """Return what a photo is called; the beginning of its id where it is gone for good."""
    try:
        return records.photos.get(photo).file_name
    except NotFound:
        return photo[:8]
