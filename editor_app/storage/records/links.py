"""Links between language versions, renderings, and decisions to leave out: rows and values.

The texts of an article are its own fields and blocks and the captions and alt texts of its photo
uses; every method that takes an article means all of these.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import (
    Column,
    CompoundSelect,
    Connection,
    bindparam,
    delete,
    insert,
    select,
    union_all,
)

from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, LeftOut, Link, Made, Rendering, SourceText, State
from editor_app.storage.harm import of_row
from editor_app.storage.records import rows
from editor_app.storage.records.rows import AnyRow, Selection
from editor_app.storage.tables.photos import photo_uses
from editor_app.storage.tables.stories import left_out, links, renderings, source_texts


def _owners() -> CompoundSelect[*tuple[Any, ...]]:
    """Select the ids that own texts of an ``article``: its own, and its photo uses'."""
    article = bindparam("article", type_=photo_uses.c.article.type)
    return union_all(
        select(article.label("id")), select(photo_uses.c.id).where(photo_uses.c.article == article)
    )


_SOURCES = (
    select(source_texts)
    .where(source_texts.c.target_owner.in_(_owners()))
    .order_by(source_texts.c.place)
)
_RENDERINGS = select(renderings).where(renderings.c.target_owner.in_(_owners()))
_OF_TARGET = select(links).where(links.c.target_owner.in_(_owners()))
_OF_SOURCE = select(links).where(links.c.source_owner.in_(_owners()))
_DROP_RENDERING = delete(renderings).where(
    renderings.c.target_owner == bindparam("of_owner"),
    renderings.c.target_part == bindparam("of_part"),
)
_DROP_SOURCES = delete(source_texts).where(
    source_texts.c.target_owner == bindparam("of_owner"),
    source_texts.c.target_part == bindparam("of_part"),
)


class LinkRecords:
    """What joins the language versions; all must be used inside one transaction.

    What was read is kept for the transaction until something is written: the rows of one article
    are put together several times in most of them.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._of_target: dict[ArticleId, tuple[Link, ...]] = {}
        self._renderings: dict[ArticleId, Mapping[Address, Rendering]] = {}

    def of_target(self, article: ArticleId) -> tuple[Link, ...]:
        """Return the links whose target is a text of that article, sorted."""
        if article not in self._of_target:
            self._of_target[article] = self._links(_OF_TARGET, article)
        return self._of_target[article]

    def of_source(self, article: ArticleId) -> tuple[Link, ...]:
        """Return the links whose source is a text of that article, sorted."""
        return self._links(_OF_SOURCE, article)

    def replace_target(self, article: ArticleId, fresh: Iterable[Link]) -> None:
        """Let these be all the links whose target is a text of that article."""
        wanted = sorted(set(fresh))
        if tuple(wanted) == self.of_target(article):
            return
        self._of_target = {article: tuple(wanted)}
        self._clear(links.c.target_owner, article)
        values = [
            {
                "target_owner": link.target.owner,
                "target_part": link.target.part,
                "source_owner": link.source.owner,
                "source_part": link.source.part,
            }
            for link in wanted
        ]
        if values:
            self._connection.execute(insert(links), values)

    def renderings(self, article: ArticleId) -> Mapping[Address, Rendering]:
        """Return what is known of every target text of that article."""
        if article not in self._renderings:
            self._renderings[article] = self._read_renderings(article)
        return self._renderings[article]

    def _read_renderings(self, article: ArticleId) -> dict[Address, Rendering]:
        sources: defaultdict[Address, list[SourceText]] = defaultdict(list)
        for row in self._connection.execute(_SOURCES, {"article": article}):
            kept = SourceText(Address(row.source_owner, row.source_part), row.text)
            sources[_target(row)].append(kept)
        found = self._connection.execute(_RENDERINGS, {"article": article})
        return {_target(row): _rendering(row, tuple(sources[_target(row)])) for row in found}

    def set_rendering(self, rendering: Rendering) -> None:
        """Keep what is known of one target text."""
        target = rendering.target
        holding = {name: known for name, known in self._renderings.items() if target in known}
        self._renderings = {name: {**known, target: rendering} for name, known in holding.items()}
        rows.put(self._connection, renderings, _rendering_values(rendering))
        self._connection.execute(_DROP_SOURCES, _of(target))
        self._keep_sources([rendering])

    def replace_renderings(self, article: ArticleId, fresh: Iterable[Rendering]) -> None:
        """Let these be all that is known of the target texts of that article."""
        before, wanted = self.renderings(article), {item.target: item for item in fresh}
        gone = [_of(target) for target in before if target not in wanted]
        other = [item for target, item in wanted.items() if before.get(target) != item]
        self._renderings = {article: wanted}
        if gone:
            self._connection.execute(_DROP_RENDERING, gone)
        stale = gone + [_of(item.target) for item in other]
        if stale:
            self._connection.execute(_DROP_SOURCES, stale)
        for item in other:
            rows.put(self._connection, renderings, _rendering_values(item))
        self._keep_sources(other)

    def left_out(self, article: ArticleId) -> tuple[LeftOut, ...]:
        """Return the decisions of a target article to do without a source text, in order."""
        statement = select(left_out).where(left_out.c.article == article)
        found = self._connection.execute(statement.order_by(left_out.c.at))
        return tuple(
            LeftOut(
                row.article, Address(row.source_owner, row.source_part), row.text, row.by, row.at
            )
            for row in found
        )

    def add_left_out(self, decision: LeftOut) -> None:
        """Keep a decision; one for the same source text is replaced."""
        values = {
            "article": decision.article,
            "source_owner": decision.source.owner,
            "source_part": decision.source.part,
            "text": decision.text,
            "by": decision.by,
            "at": decision.at,
        }
        rows.put(self._connection, left_out, values)

    def remove_left_out(self, article: ArticleId, source: Address) -> None:
        """Take a decision back; none is no error."""
        rows.remove(
            self._connection,
            left_out,
            article=article,
            source_owner=source.owner,
            source_part=source.part,
        )

    def remove_owners(self, article: ArticleId) -> None:
        """Remove everything that joins the texts of that article to others, on either side."""
        self.forget()
        for column in (links.c.target_owner, links.c.source_owner, left_out.c.source_owner):
            self._clear(column, article)
        for column in (source_texts.c.target_owner, renderings.c.target_owner):
            self._clear(column, article)

    def remove_use(self, use: str) -> None:
        """Remove everything that joins the caption and alt text of one photo use to others."""
        self.forget()
        for table in (links, left_out):
            self._connection.execute(delete(table).where(table.c.source_owner == use))
        for table in (links, source_texts, renderings):
            self._connection.execute(delete(table).where(table.c.target_owner == use))

    def forget(self) -> None:
        """Read anew from now on: what joins texts was written, or they have other owners."""
        self._of_target.clear()
        self._renderings.clear()

    def _links(self, statement: Selection, article: ArticleId) -> tuple[Link, ...]:
        """Return the links that a statement selects for an article, sorted."""
        found = self._connection.execute(statement, {"article": article})
        made = (Link(_target(row), Address(row.source_owner, row.source_part)) for row in found)
        return tuple(sorted(made))

    def _clear(self, owner: Column[Any], article: ArticleId) -> None:
        """Take out the rows of a table with an owner among the texts of the article."""
        statement = delete(owner.table).where(owner.in_(_owners()))
        self._connection.execute(statement, {"article": article})

    def _keep_sources(self, fresh: Iterable[Rendering]) -> None:
        """Put in the source texts that renderings were made from."""
        values = [
            {
                "target_owner": rendering.target.owner,
                "target_part": rendering.target.part,
                "place": place,
                "source_owner": kept.source.owner,
                "source_part": kept.source.part,
                "text": kept.text,
            }
            for rendering in fresh
            for place, kept in enumerate(rendering.made_from)
        ]
        if values:
            self._connection.execute(insert(source_texts), values)


def _of(target: Address) -> dict[str, str]:
    """Return the parameters that name a target."""
    return {"of_owner": target.owner, "of_part": target.part}


def _target(row: AnyRow) -> Address:
    """Return the target address of a row."""
    return Address(row.target_owner, row.target_part)


def _rendering_values(rendering: Rendering) -> dict[str, Any]:
    """Return the row of a rendering, without its source texts."""
    return {
        "target_owner": rendering.target.owner,
        "target_part": rendering.target.part,
        "state": rendering.state.value,
        "made": rendering.made.value,
        "changed": rendering.changed,
        "changed_by": rendering.changed_by,
        "read": rendering.read,
        "read_by": rendering.read_by,
    }


@of_row
def _rendering(row: AnyRow, made_from: tuple[SourceText, ...]) -> Rendering:
    """Return the rendering of a row and its source texts."""
    return Rendering(
        target=_target(row),
        state=State(row.state),
        made=Made(row.made),
        made_from=made_from,
        changed=row.changed,
        changed_by=row.changed_by,
        read=row.read,
        read_by=row.read_by,
    )
