"""Standing paragraphs and their uses: rows and values."""

from __future__ import annotations

from sqlalchemy import Connection, select

from editor_app.domain.ids import ArticleId, BlockId, StandingId
from editor_app.domain.standing import StandingParagraph, StandingUse
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow
from editor_app.storage.tables.standing import standing_paragraphs, standing_uses


class StandingRecords:
    """The standing paragraphs of the library; all must be used inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self) -> tuple[StandingParagraph, ...]:
        """Return all by name, the retired ones too."""
        ordered = select(standing_paragraphs).order_by(
            standing_paragraphs.c.name, standing_paragraphs.c.id
        )
        return tuple(_paragraph(row) for row in self._connection.execute(ordered))

    def get(self, standing: StandingId) -> StandingParagraph:
        """Return one; NotFound."""
        statement = select(standing_paragraphs).where(standing_paragraphs.c.id == standing)
        return _paragraph(rows.one(self._connection, statement, standing))

    def put(self, paragraph: StandingParagraph) -> None:
        """Keep a paragraph in place of an earlier one with its id."""
        values = {
            "id": paragraph.id,
            "name": paragraph.name,
            "texts": dict(paragraph.texts),
            "owner": paragraph.owner,
            "source": paragraph.source,
            "checked": paragraph.checked,
            "lasts": paragraph.lasts,
            "retired": int(paragraph.retired),
        }
        rows.put(self._connection, standing_paragraphs, values)

    def remove(self, standing: StandingId) -> None:
        """Remove one; the texts of articles stay as they are. None is no error."""
        rows.remove(self._connection, standing_paragraphs, id=standing)

    def uses(self, article: ArticleId) -> tuple[StandingUse, ...]:
        """Return what an article holds of them, in no order."""
        statement = select(standing_uses).where(standing_uses.c.article == article)
        return tuple(_use(row) for row in self._connection.execute(statement))

    def uses_of(self, standing: StandingId) -> tuple[StandingUse, ...]:
        """Return where one is used, oldest first."""
        statement = (
            select(standing_uses)
            .where(standing_uses.c.standing == standing)
            .order_by(standing_uses.c.placed, standing_uses.c.article, standing_uses.c.block)
        )
        return tuple(_use(row) for row in self._connection.execute(statement))

    def put_use(self, use: StandingUse) -> None:
        """Keep that a block holds a standing paragraph."""
        values = {
            "article": use.article,
            "block": use.block,
            "standing": use.standing,
            "placed": use.placed,
            "text": use.text,
        }
        rows.put(self._connection, standing_uses, values)

    def remove_use(self, article: ArticleId, block: BlockId) -> None:
        """Forget that a block holds one. None is no error."""
        rows.remove(self._connection, standing_uses, article=article, block=block)


@of_row
def _paragraph(row: AnyRow) -> StandingParagraph:
    """Return the standing paragraph of a row."""
    return StandingParagraph(
        id=row.id,
        name=row.name,
        texts=row.texts,
        owner=row.owner,
        source=row.source,
        checked=row.checked,
        lasts=row.lasts,
        retired=bool(row.retired),
    )


@of_row
def _use(row: AnyRow) -> StandingUse:
    """Return the use of a row."""
    return StandingUse(row.article, row.block, row.standing, row.placed, row.text)
