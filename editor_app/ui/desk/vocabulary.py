"""What stories point at, as the panels show it: read in one go, handed to who needs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from editor_app.domain.edition import Edition, Section
from editor_app.domain.ids import Language, OutletId, PersonId, SectionId, TagId
from editor_app.domain.vocabulary import Outlet, Person, Tag

if TYPE_CHECKING:
    from editor_app.services.vocabulary import VocabularyService


@dataclass(frozen=True)
class Vocabulary:
    """Editions, sections, tags, persons and outlets of the desk."""

    editions: tuple[Edition, ...] = ()
    sections: tuple[Section, ...] = ()
    tags: tuple[Tag, ...] = ()
    persons: tuple[Person, ...] = ()
    outlets: tuple[Outlet, ...] = ()

    @property
    def by_language(self) -> Mapping[Language, Edition]:
        """The editions by their language."""
        return {edition.language: edition for edition in self.editions}

    def section(self, wanted: SectionId | None) -> Section | None:
        """Return a section, None when there is none of that id."""
        return next((item for item in self.sections if item.id == wanted), None)

    def tag(self, wanted: TagId) -> Tag | None:
        """Return a tag, None when there is none of that id."""
        return next((item for item in self.tags if item.id == wanted), None)

    def person(self, wanted: PersonId) -> Person | None:
        """Return a person, None when there is none of that id."""
        return next((item for item in self.persons if item.id == wanted), None)

    def outlet(self, wanted: OutletId) -> Outlet | None:
        """Return an outlet, None when there is none of that id."""
        return next((item for item in self.outlets if item.id == wanted), None)

    def person_named(self, name: str) -> PersonId | None:
        """Return who is called so in any language, None when nobody is."""
        wanted = name.strip().casefold()
        for person in self.persons:
            if wanted and wanted in {known.casefold() for known in person.names.values()}:
                return person.id
        return None


def read_vocabulary(service: VocabularyService) -> Vocabulary:
    """Read everything (in a job)."""
    return Vocabulary(
        service.editions(), service.sections(), service.tags(), service.persons(), service.outlets()
    )
