"""The verb on conflicts: looking at them, and choosing."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import Any

from editor_app.cli.answers import Answer
from editor_app.cli.said import WrongUse, words_said
from editor_app.domain.conflict import Resolution
from editor_app.domain.ids import ConflictId
from editor_app.services.views import ConflictView
from editor_app.wiring import Desk

CHOICES = (Resolution.MINE, Resolution.THEIRS, Resolution.BOTH)
SHORT = 8


def conflicts(desk: Desk, arguments: Namespace) -> Answer:
    """``conflicts [--resolve ID=mine|theirs|both]...``: all are decided, or none."""
    chosen: dict[ConflictId, Resolution] = {}
    for said in arguments.resolve or ():
        conflict, resolution = _choice(desk, said)
        if conflict in chosen:
            raise WrongUse("conflict-twice", name=words_said(said.partition("=")[0]))
        chosen[conflict] = resolution
    if chosen:
        desk.conflicts.resolve_all(chosen)
    decided = [desk.conflicts.view(conflict) for conflict in chosen]
    still = desk.conflicts.open()
    lines = [*_decided_lines(decided), *_open_lines(still)]
    found = {
        "resolved": [_document(view) for view in decided],
        "open": [_document(view) for view in still],
    }
    return Answer(found, tuple(lines))


def _choice(desk: Desk, said: str) -> tuple[ConflictId, Resolution]:
    """Return a conflict and what to make of it. Raises WrongUse, NotFound, Ambiguous."""
    name, equals, wanted = said.partition("=")
    choices = ", ".join(CHOICES)
    if not equals:
        raise WrongUse("no-such-choice", name=words_said(said), choices=f"ID={choices}")
    if wanted not in CHOICES:
        raise WrongUse("no-such-choice", name=words_said(wanted), choices=choices)
    return desk.conflicts.find(name), Resolution(wanted)


def _document(view: ConflictView) -> dict[str, Any]:
    """Return a conflict with both full texts, and what is needed to choose."""
    conflict = view.conflict
    return {
        "id": conflict.id,
        "article": conflict.article,
        "story": view.story,
        "slug_word": view.slug_word,
        "headline": view.headline,
        "language": view.language,
        "site": view.site_name,
        "part": conflict.part,
        "blocks": conflict.blocks,
        "found": conflict.found,
        "base": view.base,
        "mine": view.mine,
        "theirs": view.theirs,
        "both": view.both,
        "combined": view.combined,
        "sources": view.sources,
        "theirs_by": conflict.theirs_by,
        "theirs_at": conflict.theirs_at,
        "agreed": conflict.agreed,
        "joined": conflict.joined,
        "resolution": conflict.resolution,
        "resolved": conflict.resolved,
        "resolved_by": conflict.resolved_by,
    }


def _open_lines(views: Iterable[ConflictView]) -> Iterable[str]:
    for view in views:
        conflict = view.conflict
        where = f"{view.slug_word or view.headline}/{view.language}  {conflict.part}"
        yield f"{conflict.id[:SHORT]}  {where}  {view.site_name}"
        yield from (f"  = {text}" for text in view.sources)
        yield f"  < {view.mine}"
        yield f"  > {view.theirs}"


def _decided_lines(views: Iterable[ConflictView]) -> Iterable[str]:
    for view in views:
        yield f"{view.conflict.id[:SHORT]}  {view.conflict.resolution}"
