"""What is kept of a machine's work: which service wrote which text, and who read it since."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Made
from editor_app.formats.machine_page import MachinePage, MachineRow
from editor_app.services.links import segments_of, source_language, words
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

FACT = "machine wrote {article}"

__all__ = ["machine_page", "note_written"]


def note_written(
    records: Records, article: ArticleId, targets: Iterable[Address], engine: str, at: datetime
) -> None:
    """Keep which service wrote the texts at these addresses, inside an open transaction."""
    known = _writers(records, article)
    known |= {_name(target): [engine, at.isoformat()] for target in targets}
    records.facts.put(FACT.format(article=article), json.dumps(known, ensure_ascii=False))


def machine_page(records: Records, place: Workplace, article: Article) -> MachinePage:
    """Return what a machine wrote in a language version, text by text, and who read it when."""
    known = records.links.renderings(article.id)
    writers = _writers(records, article.id)
    texts = dict(words(records, article.id))
    rows = []
    for segment in segments_of(records, article):
        for target in segment.targets:
            rendering = known.get(target)
            if rendering is None or rendering.made is not Made.MACHINE:
                continue
            engine, at = writers.get(_name(target), ("", ""))
            rows.append(
                MachineRow(
                    segment.source_text,
                    texts.get(target, ""),
                    engine,
                    datetime.fromisoformat(at) if at else None,
                    rendering.read_by,
                    rendering.read,
                )
            )
    return MachinePage(
        article.headline,
        source_language(records, article),
        article.language,
        place.now(),
        place.editor(),
        tuple(row for row in rows if row.target.strip()),
    )


def _writers(records: Records, article: ArticleId) -> dict[str, list[str]]:
    text = records.facts.get(FACT.format(article=article))
    return json.loads(text) if text else {}


def _name(target: Address) -> str:
    return f"{target.owner} {target.part}"
