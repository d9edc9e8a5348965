"""The Tags screen: every tag of the desk with its label in each language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language, TagId
from editor_app.domain.vocabulary import Tag
from editor_app.sentences import _, ngettext, sentence, spoken
from editor_app.text.folding import fold
from editor_app.ui.desk.table_screen import Row, TableScreen
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from editor_app.ui.words import name_in, own_first, reading_key

if TYPE_CHECKING:
    from editor_app.services.vocabulary import VocabularyService


class TagScreen(TableScreen):
    """Labels are typed into the table and kept at once; a retired tag is no longer offered."""

    def __init__(self, theme: Theme, jobs: Jobs, vocabulary: VocabularyService) -> None:
        """Keep labels by ``vocabulary``."""
        super().__init__(theme, _("Tags"), _("Find a tag in any language"), _("New tag"), "tags")
        self._jobs, self._service = jobs, vocabulary
        self._known = Vocabulary()
        self.typed.connect(self._on_typed)
        self.made.connect(self._on_made)
        self.removed.connect(self._on_removed)

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Show the tags; a column per edition, that which they are sorted by first."""
        self._known = vocabulary
        editions = own_first(vocabulary.editions)
        self.show_columns(tuple((edition.language, edition.autonym) for edition in editions))
        rows = [tag for tag in vocabulary.tags if not tag.retired]
        own = Language(spoken())
        key = reading_key(own)
        rows.sort(key=lambda tag: (own not in tag.labels, key(fold(name_in(tag.labels, own)))))
        self.show_rows(tuple(Row(tag.id, _cells(tag), _words(tag)) for tag in rows))
        count = ngettext("{count} tag", "{count} tags", len(rows)).format(count=len(rows))
        self.say_count(count)
        self.say_empty(
            _("No tags yet"),
            _("Tags say what a story is about, in all its languages at once."),
        )

    def _on_typed(self, key: str, column: str, text: str) -> None:
        tag = next((item for item in self._known.tags if item.id == key), None)
        if tag is None:
            return
        language = Language(column)
        if not text and set(tag.labels) <= {language}:  # it would have no name
            self.show_vocabulary(self._known)
            return
        work = partial(self._service.name_tag, tag.id, language, text)
        self._jobs.change(work, self, failed=self._failed)

    def _on_made(self, text: str) -> None:
        editions = own_first(self._known.editions)
        language = editions[0].language if editions else Language(spoken())
        self._jobs.change(
            lambda: self._service.new_tag(language, text),
            self,
            lambda made: self.choose(made[0].id),
            self._failed,
        )

    def _on_removed(self, key: str) -> None:
        work = partial(self._service.retire_tag, TagId(key))
        self._jobs.change(work, self, failed=self._failed)

    def _failed(self, error: EditorError) -> None:
        self.notice.tell("err", sentence(error.message))


def _cells(tag: Tag) -> dict[str, str]:
    return {str(language): label for language, label in tag.labels.items()}


def _words(tag: Tag) -> str:
    """Return everything a tag can be found by."""
    synonyms = [name for names in tag.synonyms.values() for name in names]
    return fold(" ".join((*tag.labels.values(), *synonyms)))
