"""Photos on their way in: from files that were chosen, dropped or pasted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from editor_app.domain.changes import Changes
from editor_app.domain.errors import Cancelled, EditorError, Unreadable
from editor_app.domain.ids import PhotoId
from editor_app.domain.messages import Message
from editor_app.sentences import _, ngettext, sentence
from editor_app.ui.article.given import PICTURES, GivenPicture
from editor_app.ui.jobs import Report

Add = Callable[[bytes, str], tuple[PhotoId, Changes]]


@dataclass(frozen=True)
class Added:
    """What came of it: the photos that are there now, and per trouble its sentence."""

    photos: tuple[PhotoId, ...] = ()
    troubles: tuple[Message, ...] = ()
    changes: Changes = field(default_factory=Changes)

    @property
    def words(self) -> str:
        """The troubles as sentences."""
        return "\n".join(sentence(trouble) for trouble in self.troubles)


def choose_pictures(parent: QWidget) -> tuple[GivenPicture, ...]:
    """Let the editor choose picture files."""
    endings = " ".join(f"*{ending}" for ending in sorted(PICTURES))
    kinds = f"{_('Pictures')} ({endings})"
    paths, _kind = QFileDialog.getOpenFileNames(parent, _("Add photos"), "", kinds)
    return tuple(GivenPicture(Path(path).name, path=Path(path)) for path in paths)


def adding_words(count: int) -> str:
    """Say what is going on."""
    return ngettext("Adding {count} photo", "Adding {count} photos", count).format(count=count)


def add_all(pictures: Sequence[GivenPicture], add: Add, progress: Report) -> Added:
    """Add pictures one after another (in a long job); what cannot be added stops no other.

    Stopped between two, what was added until then stays.
    """
    added = Added()
    for number, picture in enumerate(pictures):
        try:
            progress(number, len(pictures), Message("photo-adding", {"name": picture.name}))
            photo, changes = add(_bytes_of(picture), picture.name)
        except Cancelled:
            break
        except EditorError as error:
            added = replace(added, troubles=(*added.troubles, error.message))
        else:
            added = Added((*added.photos, photo), added.troubles, _both(added.changes, changes))
    return added


def _both(first: Changes, second: Changes) -> Changes:
    """Join changes; undoing takes back all of them, the last one first."""
    inverses = [item.inverse for item in (second, first) if item.inverse is not None]
    joined = first | second
    if len(inverses) < 2 or joined.said is None:
        return joined
    return joined.undone_by(Message("photos-attached"), partial(_undo_all, inverses))


def _undo_all(inverses: Sequence[Callable[[], Changes]]) -> Changes:
    undone = Changes()
    for inverse in inverses:
        undone = _both(undone, inverse())
    return undone


def _bytes_of(picture: GivenPicture) -> bytes:
    """Return the picture's bytes. Raises Unreadable when a file cannot be read."""
    try:
        return picture.read()
    except OSError as error:
        raise Unreadable("photo-file-unreadable", name=picture.name) from error
