"""The story that is opened on a desk where nobody has been yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor_app.services.views import ListQuery, Pip, StoryRow
from editor_app.ui.desk.navigator import Navigator
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.desk import Desk

MOST_WAITING = 100


def open_waiting(navigator: Navigator, desk: Desk, jobs: Jobs) -> None:
    """Open what waits to be translated, else the newest story."""
    jobs.fetch(
        navigator,
        lambda: desk.stories.rows(ListQuery(), MOST_WAITING),
        lambda rows: _open_first(navigator, rows),
    )


def _open_first(navigator: Navigator, rows: tuple[StoryRow, ...]) -> None:
    waiting = (row for row in rows if {Pip.FULL, Pip.EMPTY} <= {pip for _l, pip in row.pips})
    row = next(waiting, next(iter(rows), None))
    if row is None:
        navigator.keys.let_go()
    elif navigator.may_go_back:
        navigator.open(row.story)
