"""Where the paragraphs of rows stand in the text, when that is not the order of the source."""

from __future__ import annotations

from collections.abc import Sequence

from editor_app.domain.ids import BlockId, UseId
from editor_app.sentences import _
from editor_app.text.moving import out_of_order
from editor_app.text.plain import strip_block
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.translation.row import Row
from editor_app.ui.words import beginning_of

SHOWN = 40
"""Letters of a paragraph by which another row is said to stand."""


def say_standing(rows: Sequence[Row], active: Row | None, manuscript: Manuscript | None) -> bool:
    """Let each row say where its paragraph stands that is not where the source has it.

    Rows stand in the order of the source, whatever the order of the translation is. Where either
    of two rows may be the one that was moved, it is the ``active`` one. Returns whether any row
    says something else now.
    """
    if manuscript is None:
        return False
    places = _places(rows, manuscript)
    numbers = list(places)
    preferred = next((at for at, number in enumerate(numbers) if rows[number] is active), None)
    moved = {numbers[at] for at in out_of_order(list(places.values()), preferred)}
    before, texts = [row.stands for row in rows], manuscript.body.texts() if moved else []
    for number, row in enumerate(rows):
        row.stands = _words(places[number], texts) if number in moved else ""
    return before != [row.stands for row in rows]


def _places(rows: Sequence[Row], manuscript: Manuscript) -> dict[int, int]:
    """Return the place in the body of each row that has one, by the number of the row."""
    body = manuscript.body
    known = {body.id_at(number): number for number in range(body.document.blockCount())}
    places = {}
    for number, row in enumerate(rows):
        found = _of_row(row, known, manuscript)
        if found is not None:
            places[number] = found
    return places


def _of_row(row: Row, known: dict[BlockId | None, int], manuscript: Manuscript) -> int | None:
    """Return where the first paragraph of a row stands, or the photo that it speaks of."""
    if row.text is not None and row.text.made:
        return row.text.blocks()[0].blockNumber()
    if not row.is_field:
        return min((known[block] for block in row.blocks if block in known), default=None)
    for address in row.targets:
        photo = manuscript.photo_of(UseId(address.owner))
        block = manuscript.body.photo_block(photo) if photo is not None else None
        if block is not None:
            return block.blockNumber()
    return None


def _words(place: int, texts: Sequence[str]) -> str:
    """Say behind which of the paragraphs of the text one stands."""
    above = (texts[at] for at in range(place - 1, -1, -1) if texts[at])
    words = next(filter(None, (beginning_of(strip_block(text), SHOWN) for text in above)), "")
    if not words:
        return _("Stands at the beginning of the text")
    return _("Stands in the text after “{words}”").format(words=words)
