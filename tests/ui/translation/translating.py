"""A desk with a story whose English version has just been started, and the Translate view of it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtTest import QTest

from editor_app.domain.changes import Changes
from editor_app.domain.ids import ArticleId, StoryId
from editor_app.domain.link import Segment
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.desk.vocabulary import read_vocabulary
from editor_app.ui.jobs import Jobs
from editor_app.ui.sync.undo_bar import UndoStack, undo_by
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.wiring import Desk

SOURCE = """Chuyến phà rời bến.

Thuyền trưởng đếm mây.

Bốn chiếc phà chạy hai tuyến.

Tỉnh sẽ mở rộng đợt thử nghiệm."""


@dataclass
class Translating:
    """A desk with a story whose English version has just been started, and the view of it."""

    desk: Desk
    jobs: Jobs
    manuscripts: Manuscripts
    view: TranslateView
    story: StoryId
    source: ArticleId
    target: ArticleId
    opened: bool = True

    def refresh(self) -> None:
        """Do what the frame does after a change: fetch the story once and show it."""
        self.view.show_vocabulary(read_vocabulary(self.desk.vocabulary))
        self.view.show_story(self.desk.stories.view(self.story), self.target)

    def settle(self) -> None:
        """Wait until everything asked for is done and shown."""
        while self.jobs.busy:
            self.jobs.settle()

    @property
    def rows(self) -> list[Row]:
        """The rows of the text, without slug, section and tags below them."""
        return [row for row in self.view.list.rows if row.label is None]

    def row(self, number: int) -> Row:
        return self.view.list.rows[number]

    def number(self, source: str) -> int:
        rows = self.view.list.rows
        return next(at for at, row in enumerate(rows) if row.source.startswith(source))

    def open(self, source: str) -> None:
        self.view.work.open(self.number(source))

    def concerned(self, changes: Changes) -> bool:
        """Say whether the frame would show the story again after these changes."""
        return self.opened and bool({self.target, self.source} & changes.articles)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.view.active.edit, text)

    def write_elsewhere(self, body: str) -> None:
        """Give the translation another text; the view has not heard of it yet."""
        self.desk.drafts.save(self.target, "body", body)
        self.desk.drafts.settle(self.target)

    def segments(self) -> dict[str, Segment]:
        rows = self.desk.translations.segments(self.target)
        return {row.source_text: row for row in rows}

    def body(self) -> list[str]:
        versions = self.desk.stories.view(self.story).articles
        article = next(item for item in versions if item.id == self.target)
        return [block.text for block in article.body]


def undone_by_the_desk(work: Translating) -> UndoStack:
    """Let the view take back through an UndoStack that hears of every change, as in the window."""
    undo = undo_by(work.jobs, work.view)
    work.jobs.changed.connect(undo.note)
    work.view.use_undo(undo)
    return undo
