"""Before a long paste History keeps the text as it was."""

from __future__ import annotations

from editor_app.domain.history import RevisionReason
from editor_app.ui.article.given import Given
from editor_app.ui.article.write_view import WriteView
from editor_app.ui.jobs import Jobs
from tests.ui.article.material import TARGET, KeptDrafts


def test_the_text_is_kept_before_a_long_paste_and_not_before_a_short_one(
    view: WriteView, drafts: KeptDrafts, jobs: Jobs
) -> None:
    for text in ("short", "Long. " * 100):
        view.pasting.take(Given(text=text))
    jobs.settle()
    kept = [article for article, reason in drafts.kept if reason is RevisionReason.PASTE]
    assert kept == [TARGET]
