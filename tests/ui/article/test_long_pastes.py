"""Before a long paste History keeps the text as it was."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from editor_app.domain.history import RevisionReason
from editor_app.formats.intake import read_paste
from editor_app.ui.article.given import Given
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.jobs import Jobs
from editor_app.ui.theme import Theme
from tests.ui.article.material import EDITIONS, TARGET, KeptDrafts, article, story


def test_the_text_is_kept_before_a_long_paste_and_not_before_a_short_one(
    jobs: Jobs, theme: Theme
) -> None:
    drafts = KeptDrafts()
    desk: Any = SimpleNamespace(
        drafts=drafts,
        photos=SimpleNamespace(thumbnail=None),
        vocabulary=SimpleNamespace(editions=lambda: EDITIONS),
        importing=SimpleNamespace(paste=read_paste),
    )
    view = WriteView(desk, jobs, theme, Manuscripts(drafts, jobs))
    view.show_story(story(article("The ferry leaves.")), TARGET)
    for text in ("short", "Long. " * 100):
        view.pasting.take(Given(text=text))
    jobs.settle()
    kept = [article for article, reason in drafts.kept if reason is RevisionReason.PASTE]
    view.clear()
    jobs.settle()
    view.deleteLater()
    assert kept == [TARGET]
