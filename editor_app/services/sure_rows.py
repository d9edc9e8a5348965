"""The one rule for what may be confirmed without reading it again: rows that hold an exact match.

Whether a text of the memory is one for its source is never taken from where the text came from: it
is looked up. A source may have changed and been looked at, a row may have been linked to more of
the source or got a paragraph, a pair may have been taken out as wrong, and files of other tools
bring matches of less than 100 per cent.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    here = said_for(rows, {memory_key(row.source_text) for row in held}, place.landmarks)

    def is_known(row: Segment) -> bool:
        key, text = memory_key(row.source_text), _form(row.target_text)
        if any(_form(said) == text for said in here.get(key, ())):
            return True
        pairs = records.memory.exact(language, article.language, key)
        return any(_form(pair.target) == text for pair in pairs)

    return tuple(row for row in held if is_known(row))


def _as_it_came(row: Segment) -> bool:
    """Say whether all of a row came from the memory, for the source that it has now."""
    from_memory = row.made is Made.MEMORY and row.state is State.DRAFT
    return from_memory and not row.stale and bool(row.source_text.strip())


def _form(text: str) -> str:
    """Return a text as a row holds it, apart from how its words are spaced."""
    return " ".join(clean(text).text.split())
