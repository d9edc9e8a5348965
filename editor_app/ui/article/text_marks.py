"""What is marked in texts that are edited: findings of the checks, terms. Never a part of the text.

The marks of a window stand in one ``TextMarks``, by layer and address. They are kept with the text
they were found in and move along with what is typed, until the next result comes: nobody has to
follow an edit, and neither document, undo nor an input method hears of them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from editor_app.domain.link import Address
from editor_app.text.differences import smallest_edit


class MarkLook(StrEnum):
    """What a mark looks like, the gravest first; the value is its name in the theme's ``marks``.

    Source: the words there that an error, or a lesser finding, is about. Terms: in use, to be kept
    as it is, a form that is forbidden, one that is no longer valid. Remark: what somebody noted.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    SOURCE_ERROR = "source-error"
    SOURCE_WARNING = "source-warning"
    TERM = "term"
    TERM_KEEP = "term-keep"
    TERM_WRONG = "term-wrong"
    TERM_OVER = "term-over"
    REMARK = "remark"


GRAVEST = tuple(MarkLook)


@dataclass(frozen=True)
class TextMark:
    """A stretch of one block or field, in code points of its Markdown; none of it: the whole.

    ``tip`` is said when the mouse rests there; ``key`` is the owner's own. With ``sign`` it has a
    sign in the margin too.
    """

    start: int
    end: int
    look: MarkLook
    tip: str = ""
    key: str = ""
    sign: bool = False


Marks = tuple[TextMark, ...]
Found = Mapping[Address, tuple[str, Sequence[TextMark]]]


class TextMarks(QObject):
    """The marks of all open texts. ``changed`` tells that some are others now.

    ``chosen`` carries the key of a mark whose sign was clicked.
    """

    changed = Signal()
    chosen = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with no marks."""
        super().__init__(parent)
        self._layers: dict[str, dict[Address, tuple[str, Marks]]] = {}

    # -- marking

    def put(self, layer: str, address: Address, text: str, marks: Sequence[TextMark]) -> None:
        """Replace a layer's marks at one block or field; ``text`` is what they were found in."""
        known = self._layers.setdefault(layer, {})
        before = known.get(address)
        if marks:
            known[address] = text, tuple(marks)
        else:
            known.pop(address, None)
        if (before[1] if before else ()) != tuple(marks):
            self.changed.emit()

    def put_all(self, layer: str, owners: Collection[str], found: Found) -> None:
        """Replace a layer's marks in all texts of these owners (articles, uses of photos)."""
        before = self._layers.get(layer, {})
        after = {address: item for address, item in before.items() if address.owner not in owners}
        after |= {
            address: (text, tuple(marks)) for address, (text, marks) in found.items() if marks
        }
        if before != after:
            self._layers[layer] = after
            self.changed.emit()

    def clear(self, layer: str) -> None:
        """Take all marks of a layer away."""
        if self._layers.pop(layer, None):
            self.changed.emit()

    # -- asking

    def of(self, address: Address, text: str) -> Marks:
        """Return the marks of a block or field, at their places in the text that stands there."""
        found: Marks = ()
        for known in self._layers.values():
            kept = known.get(address)
            if kept is None:
                continue
            if kept[0] != text:
                before, kept = kept, (text, moved(kept[1], kept[0], text))
                known[address] = kept
                if len(kept[1]) < len(before[1]):  # only what was typed in is painted by itself
                    QTimer.singleShot(0, self, self.changed.emit)
            found += kept[1]
        return found

    def any_at(self, address: Address) -> bool:
        """Say whether a block or field has marks at all."""
        return any(address in known for known in self._layers.values())

    def known(self, address: Address) -> Marks:
        """Return the marks of a block or field, wherever they stand in it by now."""
        layers = (known.get(address) for known in self._layers.values())
        return tuple(mark for kept in layers if kept is not None for mark in kept[1])

    def at(self, address: Address, text: str, place: int) -> Marks:
        """Return the marks that a code point lies in, or touches with its end; gravest first."""
        here = (mark for mark in self.of(address, text) if mark.start <= place <= mark.end)
        return tuple(sorted(here, key=lambda mark: GRAVEST.index(mark.look)))


def moved(marks: Marks, before: str, after: str) -> Marks:
    """Return marks at their places in another text; those whose words were changed are gone.

    What is typed inside a longer mark makes it longer: it is looked at again soon.
    """
    if before == after or not marks:
        return marks
    start, gone, new = smallest_edit(before, after)
    end, way = start + gone, len(new) - gone
    kept = []
    for mark in marks:
        if mark.end <= start:
            kept.append(mark)
        elif mark.start >= end:
            kept.append(replace(mark, start=mark.start + way, end=mark.end + way))
        elif mark.start < start and end < mark.end:
            kept.append(replace(mark, end=mark.end + way))
    return tuple(kept)
