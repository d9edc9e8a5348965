"""A confidential story and the memory: what the story has taught is no other story's to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from editor_app.domain.article import Article
from editor_app.domain.ids import PairId
from editor_app.domain.story import Story
from editor_app.services.remembering import learn_again
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.storage.records.memory_rows import Row


class Taught(NamedTuple):
    """What a change of confidence did to the memory: whether anything, and the pairs taken out."""

    changed: bool = False
    gone: tuple[Row, ...] = ()


def taught(
    records: Records,
    place: Workplace,
    before: Story,
    after: Story,
    versions: Iterable[Article],
    back: Sequence[Row] = (),
) -> Taught:
    """Let the memory know of a story what it may, inside the transaction that changed the story.

    Called confidential, all that it taught goes. Called so no longer, ``back`` (what went then) is
    there again, and so is all that is confirmed in its translations. Words that the memory has of
    another story as well stay that story's.
    """
    if before.sensitive == after.sensitive:
        return Taught()
    if after.sensitive:
        gone = records.memory_batches.remove_all_of(after.id)
        return Taught(bool(gone), gone)
    kept = records.memory_batches.keep(back)
    records.memory_index.shelve(len(back), [PairId(str(row[0])) for row in back])
    made = [version for version in versions if version.translated_from is not None]
    learnt = sum(learn_again(records, place, version) for version in made)
    return Taught(kept + learnt > 0)
