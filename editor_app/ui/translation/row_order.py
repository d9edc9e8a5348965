"""Bringing the desk's newest rows together with those on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from editor_app.services.row_views import ShownRow
from editor_app.ui.translation.row import Row, row_of


def met(
    old: Sequence[Row], loaded: Sequence[ShownRow], active: Row | None
) -> tuple[list[Row], int]:
    """Return the rows to show now and the number of the active one (-1 without one).

    Rows keep their piece of the body while it is not settled or is typed in. An active row that the
    desk does not know (yet, or any more, because its source is gone) stays between its neighbours.
    """
    rows = [row_of(item.row) for item in loaded]
    for row, item in zip(rows, loaded, strict=True):
        row.before, row.sure, row.setting = item.before, item.sure, item.setting
    held = [row for row in old if row.text is not None]
    for row in rows:
        known = next((item for item in held if item is active and item.shares(row)), None)
        known = known or next((item for item in held if item.shares(row)), None)
        if known is not None and known.text is not None and _keeps(known, row, active):
            row.text, row.target = known.text, known.text.markdown()
            held.remove(known)
    if active is None:
        return rows, -1
    return _with_active(old, rows, active)


def elsewhere(old: Sequence[Row], loaded: Sequence[ShownRow]) -> list[Row]:
    """Return the rows whose written paragraphs the desk has linked to other rows."""
    found = []
    present = {source for item in loaded for source in item.row.sources}
    for row in old:
        if row.text is None or not row.sources or not set(row.sources) <= present:
            continue
        ids = set(row.text.ids())
        for item in loaded:
            blocks = {address.block for address in item.row.targets}
            if ids & blocks and not set(row.sources) & set(item.row.sources):
                found.append(row)
                break
    return found


def _keeps(known: Row, row: Row, active: Row | None) -> bool:
    """Say whether the row goes on with the text it had: typed in now, or not in the desk yet.

    An empty one is given up for paragraphs that have come into the body meanwhile.
    """
    if known.text is None or (not known.text.made and known.text.could_hold(row.blocks)):
        return False
    ids = set(known.text.ids())
    settled = len(ids) == len(known.text.blocks()) and ids == set(row.blocks)
    if known is active:
        return settled or ids <= set(row.blocks)
    return not settled and not row.blocks


def _with_active(old: Sequence[Row], rows: list[Row], active: Row) -> tuple[list[Row], int]:
    """Find the active row among the new ones, or keep it where it was."""
    for number, row in enumerate(rows):
        if row.text is not None and row.text is active.text:
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
