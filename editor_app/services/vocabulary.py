"""The vocabulary of the desk: editions, sections, tags, persons, outlets, licences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from editor_app.domain.changes import Changes
from editor_app.domain.edition import Edition, Section
from editor_app.domain.errors import Ambiguous, NotFound
from editor_app.domain.ids import Language, OutletId, PersonId, TagId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.story import Role
from editor_app.domain.vocabulary import Licence, Outlet, Person, Tag
from editor_app.services.workplace import Workplace
from editor_app.text.cleaning import clean
from editor_app.text.folding import fold

CHANGED = Changes(vocabulary=True)


class VocabularyService:
    """The verbs on what stories point at. Retired entries stay readable but are not offered."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def editions(self) -> tuple[Edition, ...]:
        """Return the editions in their order."""
        with self._place.database.reading() as records:
            return tuple(sorted(records.editions.all(), key=lambda item: item.order))

    def sections(self) -> tuple[Section, ...]:
        """Return the sections in their order."""
        with self._place.database.reading() as records:
            return tuple(sorted(records.sections.all(), key=lambda item: item.order))

    def tags(self) -> tuple[Tag, ...]:
        """Return all tags."""
        with self._place.database.reading() as records:
            return records.tags.all()

    def persons(self) -> tuple[Person, ...]:
        """Return all persons."""
        with self._place.database.reading() as records:
            return records.persons.all()

    def outlets(self) -> tuple[Outlet, ...]:
        """Return all outlets."""
        with self._place.database.reading() as records:
            return records.outlets.all()

    def licences(self) -> tuple[Licence, ...]:
        """Return all licences of taken-in texts."""
        with self._place.database.reading() as records:
            return records.licences.all()

    def put_edition(self, edition: Edition) -> Changes:
        """Keep an edition, new or changed."""
        with self._place.database.writing() as records:
            records.editions.put(edition)
        return CHANGED

    def keep_marks(self, language: Language, keeps: bool) -> Changes:
        """Let an edition print names of people and places with their marks, or without.

        Raises NotFound.
        """
        with self._place.database.writing() as records:
            known = {edition.language: edition for edition in records.editions.all()}
            if language not in known:
                raise NotFound(name=language)
            records.editions.put(replace(known[language], keeps_marks=keeps))
        said = Message("edition-changed", {"name": known[language].autonym})
        return CHANGED.undone_by(
            said, lambda: self.keep_marks(language, known[language].keeps_marks)
        )

    def put_section(self, section: Section) -> Changes:
        """Keep a section, new or changed."""
        with self._place.database.writing() as records:
            records.sections.put(section)
        return CHANGED

    def put_tag(self, tag: Tag) -> Changes:
        """Keep a tag, new or changed."""
        with self._place.database.writing() as records:
            records.tags.put(tag)
        return CHANGED

    def put_person(self, person: Person) -> Changes:
        """Keep a person, new or changed."""
        with self._place.database.writing() as records:
            records.persons.put(person)
        return CHANGED

    def put_outlet(self, outlet: Outlet) -> Changes:
        """Keep an outlet, new or changed."""
        with self._place.database.writing() as records:
            records.outlets.put(outlet)
        return CHANGED

    def name_tag(self, tag_id: TagId, language: Language, label: str) -> Changes:
        """Give a tag another label in a language, or none. Raises NotFound."""

        def named(tag: Tag) -> Tag:
            labels = {**tag.labels, language: clean(label).text.strip()}
            return replace(tag, labels={key: words for key, words in labels.items() if words})

        return self._exchange(tag_id, "tag-changed", named)

    def retire_tag(self, tag_id: TagId) -> Changes:
        """Offer a tag no more. Raises NotFound."""
        return self._exchange(tag_id, "tag-removed", lambda tag: replace(tag, retired=True))

    def _exchange(self, tag_id: TagId, said: str, change: Callable[[Tag], Tag]) -> Changes:
        with self._place.database.writing() as records:
            before = next((tag for tag in records.tags.all() if tag.id == tag_id), None)
            if before is None:
                raise NotFound(name=tag_id)
            records.tags.put(change(before))
        named = Message(said, {"name": next(iter(before.labels.values()), "")})
        return CHANGED.undone_by(named, lambda: self._exchange(tag_id, said, lambda _tag: before))

    def new_tag(self, language: Language, label: str) -> tuple[Tag, Changes]:
        """Make a tag from a label typed in one language; the others are filled in later."""
        tag = Tag(TagId(new_id()), {language: clean(label).text.strip()})
        return tag, self.put_tag(tag)

    def new_person(self, language: Language, name: str, role: Role) -> tuple[Person, Changes]:
        """Make a person from a name typed in one language."""
        person = Person(PersonId(new_id()), {language: clean(name).text.strip()}, (role,))
        return person, self.put_person(person)

    def new_outlet(self, language: Language, name: str) -> tuple[Outlet, Changes]:
        """Make an outlet from a name typed in one language."""
        outlet = Outlet(OutletId(new_id()), {language: clean(name).text.strip()})
        return outlet, self.put_outlet(outlet)

    def tag_called(self, name: str) -> Tag | None:
        """Return the tag with that label or synonym in any language; None when there is none.

        Marks count, capitals do not: "Báo" is not "Bão". What is typed in plain letters alone also
        means the one tag that differs by its marks. Raises Ambiguous when that fits several.
        """
        tags = [tag for tag in self.tags() if not tag.retired]
        for names in (lambda tag: [*tag.labels.values()], _names):
            for tag in tags:
                if name.casefold() in {known.casefold() for known in names(tag)}:
                    return tag
        if not name.isascii():
            return None
        alike = [tag for tag in tags if fold(name) in {fold(known) for known in _names(tag)}]
        if len(alike) > 1:
            choices = ", ".join(sorted(next(iter(tag.labels.values())) for tag in alike))
            raise Ambiguous(name=name, choices=choices)
        return alike[0] if alike else None

    def complete_tags(self, language: Language, typed: str) -> tuple[Tag, ...]:
        """Return the tags whose label or synonym in any language begins with or holds ``typed``.

        Marks do not matter ("duong" finds "đường"); labels that begin with it come first, then by
        label in ``language``.
        """
        wanted = fold(typed.strip())
        hits = []
        for tag in self.tags():
            if tag.retired:
                continue
            names = [fold(name) for name in _names(tag)]
            begins = any(name.startswith(wanted) for name in names)
            if begins or any(wanted in name for name in names):
                hits.append((not begins, label(tag, language), tag))
        return tuple(tag for _, _, tag in sorted(hits, key=lambda hit: hit[:2]))


def _names(tag: Tag) -> list[str]:
    synonyms = [name for names in tag.synonyms.values() for name in names]
    return [*tag.labels.values(), *synonyms]


def label(tag: Tag, language: Language) -> str:
    """Return the tag's label in that language, or in the first that it has."""
    return tag.labels.get(language) or next(iter(tag.labels.values()), "")
