"""What a machine wrote and nobody has read is unread wherever its words come back."""

from __future__ import annotations

from dataclasses import replace

from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, ArticleId
from editor_app.domain.link import Made, State
from editor_app.services.links import segments_of
from editor_app.services.target_texts import put_targets
from tests.desks import Desk


def written_by_a_machine(desk: Desk) -> ArticleId:
    """Return a translation of three texts that a machine wrote and nobody has read."""
    article = desk.translations.start(desk.story(body="Một.\n\nHai."), ENGLISH).article
    with desk.place.database.writing() as records:
        now = records.articles.get(article)
        texts = [(row, f"<{row.source_text}>") for row in segments_of(records, now)]
        put_targets(records, desk.place, now, texts, Made.MACHINE)
    return article


def shown(desk: Desk, article: ArticleId) -> list[tuple[str, State, Made]]:
    return [(row.target_text, row.state, row.made) for row in desk.translations.segments(article)]


def test_words_of_a_machine_that_a_person_mended_come_back_unread_from_history(desk: Desk) -> None:
    article = written_by_a_machine(desk)
    desk.history.keep(article, RevisionReason.REST)
    desk.write(article, headline="Title", body="One.\n\n<Hai.>")
    for row in desk.translations.segments(article):
        desk.translations.confirm(article, row.targets)
    assert {state for _, state, _ in shown(desk, article)} == {State.TRANSLATED}
    later = Desk(replace(desk.place, seen={}, fields={}, said={}, bodies={}), desk.clock)
    now = later.stories.find_article(article)
    later.history.restore(article, later.history.revisions(article)[0].id, now.version)
    assert shown(later, article) == [
        ("<Tít>", State.DRAFT, Made.MACHINE),
        ("<Một.>", State.DRAFT, Made.MACHINE),
        ("<Hai.>", State.TRANSLATED, Made.MACHINE),
    ]
