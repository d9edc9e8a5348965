"""Bringing the desk's newest rows together with those on the screen."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from editor_app.domain.ids import BlockId
from editor_app.services.row_views import ShownRow
from editor_app.ui.translation.row import Row, row_of


def met(
    old: Sequence[Row],
    loaded: Sequence[ShownRow],
    active: Row | None,
    caret: BlockId | None = None,
) -> tuple[list[Row], int]:
    """Return the rows to show now and the number of the active one (-1 without one).

    Rows keep their piece of the body while it is not settled or is typed in. An active row that the
    desk does not know (yet, or any more, because its source is gone) stays between its neighbours.
    The paragraph with the ``caret`` tells which of several it has become.
    """
    rows = [row_of(item.row) for item in loaded]
    for row, item in zip(rows, loaded, strict=True):
        row.before, row.sure, row.setting = item.before, item.sure, item.setting
    held = [row for row in old if row.text is not None]
    placed = {block for row in rows for block in row.blocks}
    for row in rows:
        known = next((item for item in held if item is active and item.shares(row)), None)
        known = known or next((item for item in held if item.shares(row)), None)
        if known is not None and known.text is not None and _keeps(known, row, active, placed):
            row.text, row.target = known.text, known.text.markdown()
            held.remove(known)
    if active is None:
        return rows, -1
    return _with_active(old, rows, active, caret)


def elsewhere(old: Sequence[Row], loaded: Sequence[ShownRow]) -> list[Row]:
    """Return the rows whose written paragraphs the desk has linked to other rows."""
    found = []
    present = {source for item in loaded for source in item.row.sources}
    for row in old:
        if row.text is None or not row.sources or not set(row.sources) <= present:
            continue
        ids = set(row.text.ids()) - set(row.blocks)  # of the others a hand may have decided
        for item in loaded:
            blocks = {address.block for address in item.row.targets}
            if ids & blocks and not set(row.sources) & set(item.row.sources):
                found.append(row)
                break
    return found


def _keeps(known: Row, row: Row, active: Row | None, placed: Collection[BlockId]) -> bool:
    """Say whether the row goes on with the text it had: typed in now, or not in the desk yet.

    An empty one is given up for paragraphs that have come into the body meanwhile, and one whose
    paragraphs the desk has ``placed`` in another row, or together with others.
    """
    if known.text is None or (not known.text.made and known.text.could_hold(row.blocks)):
        return False
    ids, blocks = set(known.text.ids()), set(row.blocks)
    all_known = len(ids) == len(known.text.blocks())
    if known is active:
        return ids == blocks or (ids <= blocks and not all_known)
    return not row.blocks and not ids & set(placed) and not (all_known and not ids)


def _with_active(
    old: Sequence[Row], rows: list[Row], active: Row, caret: BlockId | None
) -> tuple[list[Row], int]:
    """Find the active row among the new ones, or keep it where it was."""
    for number, row in enumerate(rows):
        if row.text is not None and row.text is active.text:
            return rows, number
    for number, row in enumerate(rows):
        if caret in row.blocks:
            return rows, number
    for number, row in enumerate(rows):
        if active.shares(row):
            return rows, number
    if active.segment.targets and not active.segment.sources:
        place = next((at for at, row in enumerate(old) if row is active), 0)
        return rows, min(place, len(rows) - 1)
    above = next((at for at, row in enumerate(old) if row is active), 0) - 1
    number = 0
    if above >= 0:
        number = next((at + 1 for at, row in enumerate(rows) if old[above].shares(row)), len(rows))
    return [*rows[:number], active, *rows[number:]], number
