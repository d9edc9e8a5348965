"""The one state that the list and the tabs show for a language version."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from editor_app.domain.article import ArticleStatus, Shown
from editor_app.domain.site import Publication, RemoteStatus


@dataclass(frozen=True)
class Progress:
    """How far a translation is: segments unfinished, of how many, and how many went stale."""

    left: int = 0
    total: int = 0
    stale: int = 0
    begun: bool = False


def shown_state(
    status: ArticleStatus,
    progress: Progress | None,
    publications: tuple[Publication, ...],
    *,
    corrected: bool = False,
    conflict: bool = False,
    now: datetime,
) -> Shown:
    """Return what to show. ``progress`` is None for a source; the site's word comes first.

    ``conflict`` says that the text waits for somebody to choose between ours and the site's.
    """
    there = [publication.status for publication in publications]
    if conflict:
        return Shown.CONFLICT
    if progress is not None and progress.stale:
        return Shown.SOURCE_CHANGED
    if RemoteStatus.PUBLIC in there:
        return Shown.CORRECTED if corrected else Shown.PUBLISHED
    if RemoteStatus.SCHEDULED in there or any(
        item.goes_out is not None and item.goes_out > now and item.wish is not None
        for item in publications
    ):
        return Shown.SCHEDULED
    if RemoteStatus.WITHDRAWN in there:
        return Shown.WITHDRAWN
    if status is ArticleStatus.APPROVED:
        return Shown.APPROVED
    if status is ArticleStatus.FOR_APPROVAL:
        return Shown.FOR_APPROVAL
    if progress is not None and progress.left:
        return Shown.IN_TRANSLATION if progress.begun else Shown.NOT_STARTED
    return Shown.DRAFT
