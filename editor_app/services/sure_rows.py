"""The one rule for what may be confirmed without reading it again: rows that hold an exact match.

Whether a text of the memory is one for its source is never taken from where the text came from: it
is looked up. A source may have changed and been looked at, a row may have been linked to more of
the source or got a paragraph, a pair may have been taken out as wrong, and files of other tools
bring matches of less than 100 per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from editor_app.domain.article import Article
from editor_app.domain.link import Made, Segment, State
from editor_app.services.links import source_language
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.cleaning import clean
from editor_app.text.matching import memory_key
from editor_app.text.repeating import said_for


def sure_rows(
    records: Records, place: Workplace, article: Article, rows: Sequence[Segment]
) -> tuple[Segment, ...]:
    """Return the rows that nobody typed in and that hold just what is known for their source.

    Known is what the memory has for exactly these words, and what confirmed rows of the same
    article say for them. ``rows`` are all rows of the article.
    """
    held = [row for row in rows if _as_it_came(row)]
    if not held:
        return ()
    language = source_language(records, article)
    keys = {row: memory_key(row.source_text) for row in held}

    def in_memory(row: Segment) -> bool:
        pairs = records.memory.exact(language, article.language, keys[row])
        return _holds(row, (pair.target for pair in pairs))

    # the rows themselves are read only for what the memory does not know: they are cut into
    # sentences for it, and this is asked each time that somebody has typed
    unknown = {row for row in held if not in_memory(row)}
    here = said_for(rows, {keys[row] for row in unknown}, place.landmarks) if unknown else {}
    return tuple(row for row in held if row not in unknown or _holds(row, here.get(keys[row], ())))


def _as_it_came(row: Segment) -> bool:
    """Say whether all of a row came from the memory, for the source that it has now."""
    from_memory = row.made is Made.MEMORY and row.state is State.DRAFT
    return from_memory and not row.stale and bool(row.source_text.strip())


def _holds(row: Segment, texts: Iterable[str]) -> bool:
    """Say whether a row holds one of these texts."""
    text = _form(row.target_text)
    return any(_form(known) == text for known in texts)


def _form(text: str) -> str:
    """Return a text as a row holds it, apart from how its words are spaced."""
    return " ".join(clean(text).text.split())
