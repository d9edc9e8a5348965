"""Editions and sections: rows and values."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from editor_app.domain.edition import Edition, Quotes, Section
from editor_app.domain.ids import Language, SectionId
from editor_app.domain.photo import PhotoKind
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.vocabulary import editions, sections

_ALL = select(editions).order_by(editions.c.place, editions.c.language)


class EditionRecords:
    """The editions of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Edition, ...]:
        """Return all editions in their order."""
        return tuple(_edition(row) for row in self._connection.execute(_ALL))

    def get(self, language: Language) -> Edition:
        """Return the edition in a language; NotFound."""
        statement = select(editions).where(editions.c.language == language)
        return _edition(rows.one(self._connection, statement, language))

    def put(self, edition: Edition) -> None:
        """Keep an edition in place of an earlier one in its language."""
        rows.put(self._connection, editions, _edition_values(edition))


class SectionRecords:
    """The sections of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[Section, ...]:
        """Return all sections in their order, the retired ones too."""
        statement = select(sections).order_by(sections.c.place, sections.c.id)
        return tuple(_section(row) for row in self._connection.execute(statement))

    def get(self, section: SectionId) -> Section:
        """Return one section; NotFound."""
        statement = select(sections).where(sections.c.id == section)
        return _section(rows.one(self._connection, statement, section))

    def put(self, section: Section) -> None:
        """Keep a section in place of an earlier one with its id."""
        values = {
            "id": section.id,
            "place": section.order,
            "names": dict(section.names),
            "slugs": dict(section.slugs),
            "parent": section.parent,
            "retired": int(section.retired),
        }
        rows.put(self._connection, sections, values)


def _edition_values(edition: Edition) -> dict[str, Any]:
    """Return the row of an edition."""
    return {
        "language": edition.language,
        "autonym": edition.autonym,
        "place": edition.order,
        "date_form": edition.date_form,
        "quote_opening": edition.quotes.opening,
        "quote_closing": edition.quotes.closing,
        "inner_opening": edition.quotes.inner_opening,
        "inner_closing": edition.quotes.inner_closing,
        "credit_words": {kind.value: word for kind, word in edition.credit_words.items()},
        "attribution_one": edition.attribution_one,
        "attribution_many": edition.attribution_many,
        "outlet_joint": edition.outlet_joint,
        "keeps_marks": int(edition.keeps_marks),
    }


@of_row
def _edition(row: AnyRow) -> Edition:
    """Return the edition of a row."""
    return Edition(
        language=row.language,
        autonym=row.autonym,
        order=row.place,
        date_form=row.date_form,
        quotes=Quotes(row.quote_opening, row.quote_closing, row.inner_opening, row.inner_closing),
        credit_words={PhotoKind(kind): word for kind, word in row.credit_words.items()},
        attribution_one=row.attribution_one,
        attribution_many=row.attribution_many,
        outlet_joint=row.outlet_joint,
        keeps_marks=bool(row.keeps_marks),
    )


@of_row
def _section(row: AnyRow) -> Section:
    """Return the section of a row."""
    return Section(row.id, row.place, row.names, row.slugs, row.parent, bool(row.retired))
