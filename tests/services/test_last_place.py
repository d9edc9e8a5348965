"""After a crash the editor is where the last key was pressed."""

from __future__ import annotations

from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from tests.desks import Desk


def test_a_crash_leads_back_to_where_somebody_typed_last(desk: Desk) -> None:
    before, now = desk.stories.create(VIETNAMESE), desk.stories.create(VIETNAMESE)
    desk.drafts.remember_place(before.story, before.article, "preview", "headline", 3)
    desk.drafts.save(before.article, "body", "Cũ.", caret=2)
    desk.clock.advance(5)
    desk.drafts.save(now.article, "body", "Đang gõ dở", caret=7)
    desk.drafts.recover()
    place = desk.drafts.last_place()
    assert place is not None
    assert (place.story, place.article, place.view) == (now.story, now.article, "write")
    assert (place.part, place.caret) == ("body", 7)


def test_a_translation_is_found_in_the_view_it_was_typed_in(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.write(made.article, headline="Phà", body="Một.")
    english = desk.translations.start(made.story, ENGLISH).article
    desk.drafts.save(english, "headline", "Ferr", caret=4)
    desk.drafts.recover()
    place = desk.drafts.last_place()
    assert place is not None
    assert (place.article, place.view, place.part) == (english, "translate", "headline")
    desk.drafts.remember_place(made.story, english, "both", "body", 0)
    desk.drafts.save(english, "headline", "Ferry", caret=5)
    desk.drafts.recover()
    place = desk.drafts.last_place()
    assert place is not None
    assert (place.view, place.caret) == ("both", 5)


def test_a_crash_after_a_rest_leads_back_to_the_caret_as_well(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.remember_place(made.story, made.article, "write", "headline", 0)
    desk.drafts.save(made.article, "headline", "Phà", caret=3)
    desk.clock.advance(1)
    desk.drafts.save(made.article, "body", "Đang gõ dở", caret=7)
    desk.drafts.settle(made.article, RevisionReason.REST)
    desk.drafts.recover()
    place = desk.drafts.last_place()
    assert place is not None
    assert (place.article, place.part, place.caret) == (made.article, "body", 7)


def test_without_a_crash_the_place_stays_as_it_was_left(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.remember_place(made.story, made.article, "preview", "body", 1)
    desk.drafts.recover()
    place = desk.drafts.last_place()
    assert place is not None
    assert place.view == "preview"
