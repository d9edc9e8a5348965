"""Labels of a translation: shown beside those of the source, given, and taken back.

They are no texts: the memory learns nothing from them, they have no state to confirm, and they do
not count in how far the translation is. The slug is the article's; labels of tags and sections and
the set phrases of sites are the desk's, given once for all stories.
"""

from __future__ import annotations

from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.changes import Changes
from editor_app.domain.errors import ChangedMeanwhile
from editor_app.domain.ids import ArticleId, Language
from editor_app.domain.label import Label, LabelKind, kind_at
from editor_app.domain.link import Address
from editor_app.domain.messages import Message
from editor_app.services.label_drafts import forget_label, keep_label, typed_labels
from editor_app.services.label_texts import (
    SHOWN,
    label_at,
    labels_of,
    put_label,
    touched_by,
    write_label,
)
from editor_app.services.settling import settled
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.checks.material import shortened


class LabelService:
    """The verbs on the labels of a translation."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place
        self._given: set[tuple[Language, Address]] = set()

    def of(self, records: Records, article: Article) -> tuple[Label, ...]:
        """Return the labels of a translation: slug, section, tags, phrases; none for a source.

        Phrases are those that a site has words of its own for in the source's language and none in
        this one; what was given since the desk was opened is still among them. Inside an open
        transaction: they are shown with the rows of the same moment.
        """
        typed = typed_labels(records, article.id)
        return tuple(
            replace(label, typed=typed.get(label.address))
            for label in labels_of(records, article)
            if label.kind is not LabelKind.PHRASE
            or label.lacking
            or label.address in typed
            or (article.language, label.address) in self._given
        )

    def keep(self, article_id: ArticleId, address: Address, text: str | None) -> None:
        """Put what is being typed for a label on disk, without giving it; None forgets it.

        It announces nothing. Raises DiskFull, DeskReadOnly; the text is then still in the window.
        """
        with self._place.database.writing() as records:
            if text is None:
                forget_label(records, article_id, address)
            else:
                keep_label(records, article_id, address, text, self._place.now())

    def put(self, article_id: ArticleId, address: Address, text: str) -> Changes:
        """Give a label in the language of a translation; no text takes it away.

        No text lets a slug follow the headline again. Raises NotFound, and Refused when it cannot
        be one: nothing is changed then.
        """
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            before, after = put_label(records, article, address, text)
            self._given.add((article.language, address))
            forget_label(records, article_id, address, text)
            changes = touched_by(article, address)
        if before == after:
            return changes
        return changes.undone_by(
            _said(address, after or before),
            lambda: self._put_back(article_id, address, after, before),
        )

    def _put_back(self, article_id: ArticleId, address: Address, now: str, before: str) -> Changes:
        """Let a label be what it was. Raises ChangedMeanwhile when it is no longer what was put."""
        with self._place.database.writing() as records:
            article = settled(records, self._place, article_id)
            found = label_at(records, article, address)
            if found != now:
                raise ChangedMeanwhile("label-changed-meanwhile", text=shortened(found, SHOWN))
            write_label(records, article, address, before)
            changes = touched_by(article, address)
        return changes.undone_by(
            _said(address, before or now),
            lambda: self._put_back(article_id, address, before, now),
        )


def _said(address: Address, text: str) -> Message:
    key = "slug-changed" if kind_at(address) is LabelKind.SLUG else "label-changed"
    return Message(key, {"text": shortened(text, SHOWN)})
