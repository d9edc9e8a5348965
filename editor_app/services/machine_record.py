"""What is kept of a machine's work: which service wrote which text, and who read it since."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, Made, Rendering
from editor_app.formats.machine_page import MachinePage, MachineRow
from editor_app.services.links import segments_of, source_language, words
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

FACT = "machine wrote {article}"

__all__ = ["forget_emptied", "machine_page", "note_written"]


def note_written(
    records: Records, article: ArticleId, targets: Iterable[Address], engine: str, at: datetime
) -> None:
    """Keep which service wrote the texts at these addresses, inside an open transaction.

    Beside the last time stands the first one: what was written before it no machine had a hand in.
    """
    known = _writers(records, article)
    for name in (target.key for target in targets):
        known[name] = [engine, at.isoformat(), known.get(name, [at.isoformat()])[-1]]
    _keep(records, article, known)


def forget_emptied(records: Records, article: ArticleId) -> None:
    """Forget what was written into fields that are empty now, inside an open transaction.

    What somebody writes there by hand afterwards is not made of it.
    """
    known = _writers(records, article)
    empty = {place.key for place, text in words(records, article) if not text.strip()}
    if known.keys() & empty:
        kept = {name: record for name, record in known.items() if name not in empty}
        _keep(records, article, kept)


def machine_page(records: Records, place: Workplace, article: Article) -> MachinePage:
    """Return what a machine wrote in a language version, text by text, and who read it when.

    What was edited after it had been read is still listed, and so are the parts of a row that was
    split: the record says that a machine wrote them.
    """
    known = records.links.renderings(article.id)
    writers = _writers(records, article.id)
    texts = dict(words(records, article.id))
    rows = []
    for segment in segments_of(records, article):
        names = [target.key for target in segment.targets]
        of_row = next((writers[name] for name in names if name in writers), None)
        for target, name in zip(segment.targets, names, strict=True):
            rendering = known.get(target)
            if rendering is None or not _by_machine(rendering, of_row):
                continue
            engine, at, *_first = writers.get(name) or of_row or ("", "")
            rows.append(
                MachineRow(
                    segment.source_text,
                    texts.get(target, ""),
                    engine,
                    datetime.fromisoformat(at) if at else None,
                    rendering.read_by,
                    rendering.read,
                    edited=rendering.made is Made.HAND,
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


def _by_machine(rendering: Rendering, record: list[str] | None) -> bool:
    """Say whether a machine wrote a text, or somebody made it of what a machine had written."""
    if rendering.made is not Made.HAND or record is None:
        return rendering.made is Made.MACHINE
    return rendering.changed is None or rendering.changed >= datetime.fromisoformat(record[-1])


def _keep(records: Records, article: ArticleId, known: Mapping[str, list[str]]) -> None:
    records.facts.put(FACT.format(article=article), json.dumps(known, ensure_ascii=False))


def _writers(records: Records, article: ArticleId) -> dict[str, list[str]]:
    text = records.facts.get(FACT.format(article=article))
    return json.loads(text) if text else {}
