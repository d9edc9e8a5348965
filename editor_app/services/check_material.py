"""Reads from the library what the checks look at."""

from __future__ import annotations

from dataclasses import replace

from editor_app.domain.article import Article
from editor_app.domain.ids import BlockId
from editor_app.domain.link import Address, Made, State
from editor_app.domain.standing import StandingParagraph
from editor_app.services.sure_rows import sure_rows
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.checks.material import Material
from editor_app.text.rows import segments
from editor_app.text.words import words_of


def gathered(records: Records, place: Workplace, article: Article) -> Material:
    """Return what the checks look at, inside an open transaction."""
    uses = records.uses.of_article(article.id)
    source = records.articles.get(article.translated_from) if article.translated_from else None
    material = Material(
        article,
        records.stories.get(article.story),
        words_of(article, uses),
        uses,
        dict(records.photos.of_articles([article.id])),
        source,
        words_of(source, records.uses.of_article(source.id)) if source else (),
        records.links.of_target(article.id) if source else (),
        records.links.renderings(article.id) if source else {},
        records.links.left_out(article.id) if source else (),
    )
    material = replace(material, standing=_standing(records, article))
    return replace(material, unsure=_unsure(records, place, material)) if source else material


def _standing(records: Records, article: Article) -> tuple[tuple[BlockId, StandingParagraph], ...]:
    """Return the blocks of an article that hold standing paragraphs, in the order of reading."""
    uses = {use.block: use.standing for use in records.standing.uses(article.id)}
    if not uses:
        return ()
    known = {item.id: item for item in records.standing.all()}
    return tuple(
        (block.id, known[uses[block.id]]) for block in article.body if uses.get(block.id) in known
    )


def _unsure(records: Records, place: Workplace, material: Material) -> frozenset[Address]:
    """Return the targets that hold a match of the memory which is none for their source."""
    drafts = {
        target
        for target, known in material.renderings.items()
        if known.made is Made.MEMORY and known.state is State.DRAFT
    }
    if not drafts:
        return frozenset()
    rows = segments(
        material.source_words,
        material.words,
        material.links,
        material.renderings,
        material.left_out,
    )
    sure = sure_rows(records, place, material.article, rows)
    return frozenset(drafts.difference(target for row in sure for target in row.targets))
