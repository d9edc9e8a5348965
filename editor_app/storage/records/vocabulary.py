"""Tags, persons, outlets and licences: rows and values."""

from __future__ import annotations

from sqlalchemy import Connection, select

from editor_app.domain.ids import LicenceId, OutletId, PersonId, TagId
from editor_app.domain.story import Role
from editor_app.domain.vocabulary import Licence, Outlet, OutletKind, Person, Tag
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.vocabulary import licences, outlets, persons, tags


class TagRecords:
    """The tags of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Tag, ...]:
        """Return all tags, the retired ones too."""
        statement = select(tags).order_by(tags.c.id)
        return tuple(_tag(row) for row in self._connection.execute(statement))

    def get(self, tag: TagId) -> Tag:
        """Return one tag; NotFound."""
        return _tag(rows.one(self._connection, select(tags).where(tags.c.id == tag), tag))

    def put(self, tag: Tag) -> None:
        """Keep a tag in place of an earlier one with its id."""
        values = {
            "id": tag.id,
            "labels": dict(tag.labels),
            "synonyms": {language: list(words) for language, words in tag.synonyms.items()},
            "parent": tag.parent,
            "media_topic": tag.media_topic,
            "retired": int(tag.retired),
        }
        rows.put(self._connection, tags, values)


class PersonRecords:
    """The persons of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Person, ...]:
        """Return all persons, the retired ones too."""
        statement = select(persons).order_by(persons.c.id)
        return tuple(_person(row) for row in self._connection.execute(statement))

    def get(self, person: PersonId) -> Person:
        """Return one person; NotFound."""
        statement = select(persons).where(persons.c.id == person)
        return _person(rows.one(self._connection, statement, person))

    def put(self, person: Person) -> None:
        """Keep a person in place of an earlier one with its id."""
        values = {
            "id": person.id,
            "names": dict(person.names),
            "roles": [role.value for role in person.roles],
            "retired": int(person.retired),
        }
        rows.put(self._connection, persons, values)


class OutletRecords:
    """The outlets of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Outlet, ...]:
        """Return all outlets, the retired ones too."""
        statement = select(outlets).order_by(outlets.c.id)
        return tuple(_outlet(row) for row in self._connection.execute(statement))

    def get(self, outlet: OutletId) -> Outlet:
        """Return one outlet; NotFound."""
        statement = select(outlets).where(outlets.c.id == outlet)
        return _outlet(rows.one(self._connection, statement, outlet))

    def put(self, outlet: Outlet) -> None:
        """Keep an outlet in place of an earlier one with its id."""
        values = {
            "id": outlet.id,
            "names": dict(outlet.names),
            "kind": outlet.kind.value,
            "url": outlet.url,
            "domains": list(outlet.domains),
            "credit_rule": outlet.credit_rule,
            "photo_rule": outlet.photo_rule,
            "retired": int(outlet.retired),
        }
        rows.put(self._connection, outlets, values)


class LicenceRecords:
    """The licences of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Licence, ...]:
        """Return all licences by name."""
        statement = select(licences).order_by(licences.c.name, licences.c.id)
        return tuple(_licence(row) for row in self._connection.execute(statement))

    def get(self, licence: LicenceId) -> Licence:
        """Return one licence; NotFound."""
        statement = select(licences).where(licences.c.id == licence)
        return _licence(rows.one(self._connection, statement, licence))

    def put(self, licence: Licence) -> None:
        """Keep a licence in place of an earlier one with its id."""
        values = {
            "id": licence.id,
            "name": licence.name,
            "url": licence.url,
            "conditions": licence.conditions,
        }
        rows.put(self._connection, licences, values)


@of_row
def _tag(row: AnyRow) -> Tag:
    """Return the tag of a row."""
    synonyms = {language: tuple(words) for language, words in row.synonyms.items()}
    return Tag(row.id, row.labels, synonyms, row.parent, row.media_topic, bool(row.retired))


@of_row
def _person(row: AnyRow) -> Person:
    """Return the person of a row."""
    return Person(row.id, row.names, tuple(Role(role) for role in row.roles), bool(row.retired))


@of_row
def _outlet(row: AnyRow) -> Outlet:
    """Return the outlet of a row."""
    return Outlet(
        id=row.id,
        names=row.names,
        kind=OutletKind(row.kind),
        url=row.url,
        domains=tuple(row.domains),
        credit_rule=row.credit_rule,
        photo_rule=row.photo_rule,
        retired=bool(row.retired),
    )


@of_row
def _licence(row: AnyRow) -> Licence:
    """Return the licence of a row."""
    return Licence(row.id, row.name, row.url, row.conditions)
