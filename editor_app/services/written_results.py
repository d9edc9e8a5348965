"""What an editor writes as the result of a conflict, kept until the conflict is decided."""

from __future__ import annotations

import json
from collections.abc import Mapping

from editor_app.domain.conflict import WrittenResult
from editor_app.domain.ids import ConflictId
from editor_app.services.workplace import Workplace

_FACT = "result "
"""How the name of such a fact begins; the conflict follows, and the article with which it goes."""


class WrittenResultService:
    """Keeps on the disk what is written into results; deciding takes the text from the editor."""

    def __init__(self, place: Workplace) -> None:
        """Work on this desk."""
        self._place = place

    def keep(self, written: Mapping[ConflictId, WrittenResult | None]) -> None:
        """Keep what is written for these conflicts in place of what was; None forgets it.

        A conflict that was decided meanwhile, or went with its article, has none any more.
        """
        with self._place.database.writing() as records:
            waiting = {conflict.id: conflict.article for conflict in records.conflicts.open()}
            for name in records.facts.beginning(_FACT):
                if _conflict(name) in written or _conflict(name) not in waiting:
                    records.facts.remove(name)
            for conflict, result in written.items():
                if result is not None and conflict in waiting:
                    value = json.dumps([result.text, result.read])
                    records.facts.put(f"{_FACT}{conflict} {waiting[conflict]}", value)

    def all(self) -> dict[ConflictId, WrittenResult]:
        """Return what is written and not decided, by conflict."""
        with self._place.database.reading() as records:
            waiting = {conflict.id for conflict in records.conflicts.open()}
            kept = records.facts.beginning(_FACT)
        return {
            _conflict(name): WrittenResult(*json.loads(value))
            for name, value in kept.items()
            if _conflict(name) in waiting
        }


def _conflict(name: str) -> ConflictId:
    return ConflictId(name.removeprefix(_FACT).partition(" ")[0])
