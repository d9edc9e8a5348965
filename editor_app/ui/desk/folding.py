"""Which panels stand open: by the room there is, unless the editor has said otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

RAIL = 52
LIST = 312
INSPECTOR = 332
DRAWER = 260
WIDE = 1400  # from here on the list stays beside Translate and Preview
VERY_WIDE = 1640
LEAST_TEXT = 520  # a text column with its margins
LEAST_PAGE = 750  # a page that is read as on a desktop, with its margins


@dataclass(frozen=True)
class Folds:
    """What stands open, and how wide the inspector is."""

    list_open: bool
    inspector_open: bool
    inspector_width: int = INSPECTOR


@dataclass
class Wishes:
    """What the editor said by hand: (panel, view) -> open or not."""

    said: dict[str, bool] = field(default_factory=dict)

    def say(self, panel: str, view: str, is_open: bool) -> None:
        """Note that the editor opened or folded a panel in a view."""
        self.said[f"{panel} {view}"] = is_open

    def of(self, panel: str, view: str) -> bool | None:
        """Return what was said, None for nothing."""
        return self.said.get(f"{panel} {view}")

    def take(self, said: Mapping[str, object]) -> None:
        """Take over what was said last time."""
        self.said = {key: value for key, value in said.items() if isinstance(value, bool)}


def folds(view: str, width: int, wishes: Wishes) -> Folds:
    """Return what stands open in a view (or ``screen``, or ``none``) of a window that wide."""
    list_wish = wishes.of("list", view)
    inspector_wish = wishes.of("inspector", view)
    if view == "write" and inspector_wish:
        by_room = _beside_inspector(width, list_wish)
    elif view == "preview":
        by_room = _beside_page(width, list_wish)
    else:
        by_room = _by_room(view, width)
    return Folds(
        by_room.list_open if list_wish is None else list_wish,
        by_room.inspector_open if inspector_wish is None else inspector_wish,
        by_room.inspector_width,
    )


def _beside_inspector(width: int, list_wish: bool | None) -> Folds:
    """Return what stands open when the editor wants the inspector beside what is written."""
    if width - RAIL - LIST - INSPECTOR >= LEAST_TEXT:
        return Folds(list_open=True, inspector_open=True)
    narrow = bool(list_wish) or width - RAIL - INSPECTOR < LEAST_TEXT
    return Folds(
        list_open=False, inspector_open=True, inspector_width=DRAWER if narrow else INSPECTOR
    )


def _beside_page(width: int, list_wish: bool | None) -> Folds:
    """Return what stands open beside a page: its six tabs get what the page does not need."""
    list_open = width >= WIDE if list_wish is None else list_wish
    room = width - RAIL - (LIST if list_open else 0) - LEAST_PAGE
    return Folds(list_open, inspector_open=True, inspector_width=max(DRAWER, min(INSPECTOR, room)))


def _by_room(view: str, width: int) -> Folds:
    if view in {"screen", "none"}:
        return Folds(list_open=view == "none" or width >= 1200, inspector_open=False)
    if view == "write":
        room = width - RAIL - LIST - INSPECTOR
        return Folds(list_open=True, inspector_open=room >= LEAST_TEXT)
    if view == "both":
        return Folds(width >= VERY_WIDE, width >= VERY_WIDE, DRAWER)
    return Folds(width >= WIDE, True, INSPECTOR if width >= VERY_WIDE else DRAWER)
