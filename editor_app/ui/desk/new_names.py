"""Persons, outlets and tags that the desk does not know yet, made from what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from editor_app.domain.ids import Language
from editor_app.domain.story import Role
from editor_app.sentences import spoken
from editor_app.ui.article.inspector_details import DetailsTab
from editor_app.ui.article.inspector_tags import TagsTab
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.vocabulary import VocabularyService


class NewNames(QObject):
    """Makes what a tab asks for and hands it back to the tab, in the language in sight."""

    def __init__(
        self,
        vocabulary: VocabularyService,
        jobs: Jobs,
        navigator: Navigator,
        details: DetailsTab,
        tags: TagsTab,
    ) -> None:
        """Listen to both tabs."""
        super().__init__(navigator)
        self._vocabulary, self._jobs, self._navigator = vocabulary, jobs, navigator
        self._details, self._tags = details, tags
        details.person_wanted.connect(self._make_person)
        details.outlet_wanted.connect(self._make_outlet)
        tags.tag_wanted.connect(self._make_tag)

    @property
    def _language(self) -> Language:
        return self._navigator.language or Language(spoken())

    def _make_person(self, name: str) -> None:
        article, language = self._navigator.article, self._language
        translated = article is not None and article.translated_from is not None
        role = Role.TRANSLATOR if translated else Role.REPORTER
        self._jobs.change(
            lambda: self._vocabulary.new_person(language, name, role),
            self,
            lambda made: self._details.add_person(made[0].id),
        )

    def _make_outlet(self, name: str) -> None:
        language = self._language
        self._jobs.change(
            lambda: self._vocabulary.new_outlet(language, name),
            self,
            lambda made: self._details.add_outlet(made[0].id),
        )

    def _make_tag(self, name: str) -> None:
        language = self._language
        self._jobs.change(
            lambda: self._vocabulary.new_tag(language, name),
            self,
            lambda made: self._tags.add_tag(made[0].id),
        )
