"""Saving: what was typed is on disk at once, and settles into blocks, links and search."""

from __future__ import annotations

from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId
from editor_app.services.views import ListQuery
from tests.desks import Clock, Desk


def test_a_saved_draft_is_kept_beside_the_article_until_it_is_settled(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "body", "Câu đầu.", caret=4)
    assert [draft.text for draft in desk.drafts.pending()] == ["Câu đầu."]
    assert desk.stories.find_article(made.article).body == ()
    desk.drafts.settle(made.article)
    assert desk.drafts.pending() == ()
    assert desk.stories.find_article(made.article).markdown == "Câu đầu."


def test_settling_keeps_the_ids_of_blocks_that_stayed(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.write(made.article, body="Một.\n\nHai.")
    before = desk.stories.find_article(made.article).body
    desk.write(made.article, body="Một.\n\nMới.\n\nHai.")
    after = desk.stories.find_article(made.article).body
    assert [after[0].id, after[2].id] == [before[0].id, before[1].id]


def test_settling_what_changes_nothing_writes_no_new_version(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.write(made.article, body="Một.")
    version = desk.stories.find_article(made.article).version
    desk.drafts.save(made.article, "body", "Một.")
    changes = desk.drafts.settle(made.article)
    assert not changes
    assert desk.stories.find_article(made.article).version == version


def test_a_crash_is_recovered_on_the_same_caret(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "body", "Đang gõ dở", caret=7)
    found = desk.drafts.recover()
    assert [(item.article, item.part, item.caret) for item in found] == [(made.article, "body", 7)]
    assert desk.stories.find_article(made.article).markdown == "Đang gõ dở"
    assert desk.drafts.recover() == ()


def test_an_older_base_never_loses_what_stood_there(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.write(made.article, body="Bản của Minh.")
    article = desk.stories.find_article(made.article)
    desk.drafts.save(made.article, "body", "Bản của Lan.", based_on=article.version - 1)
    desk.drafts.settle(made.article)
    kept = desk.history.revisions(made.article)
    assert kept[0].reason is RevisionReason.MERGED
    assert kept[0].kept.markdown == "Bản của Minh."
    assert desk.stories.find_article(made.article).markdown == "Bản của Lan."


def test_the_slug_follows_the_headline_until_somebody_sets_it(desk: Desk) -> None:
    made = desk.stories.create(ENGLISH)
    desk.write(made.article, headline="Rivers rise")
    assert desk.stories.find_article(made.article).slug == "rivers-rise"
    article = desk.stories.find_article(made.article)
    desk.stories.change_article(article.id, article.version, slug="My own slug")
    desk.write(made.article, headline="Rivers fall")
    assert desk.stories.find_article(made.article).slug == "my-own-slug"


def test_a_settled_text_is_found_with_and_without_marks(desk: Desk) -> None:
    story = desk.story(body="Chuyến tàu chạy trên đường sắt mới.", headline="Tàu đêm")
    for typed in ("đường sắt", "duong sat", "tau dem"):
        assert [row.story for row in desk.stories.rows(ListQuery(typed))] == [story]
    assert desk.stories.rows(ListQuery("xe buýt")) == ()


def test_lone_surrogates_and_nul_never_reach_the_disk(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    desk.write(made.article, body="A\x00B\ud800C")
    assert desk.stories.find_article(made.article).markdown == "AB\ufffdC"


def test_the_last_place_is_remembered_and_forgotten_with_its_story(desk: Desk) -> None:
    made = desk.stories.create(VIETNAMESE)
    assert desk.drafts.last_place() is None
    desk.drafts.remember_place(made.story, made.article, "write", "body", 12)
    place = desk.drafts.last_place()
    assert place is not None
    assert (place.view, place.part, place.caret) == ("write", "body", 12)
    desk.stories.trash(made.story)
    assert desk.drafts.last_place() is None


def _texts(desk: Desk, article: ArticleId) -> list[tuple[RevisionReason, str]]:
    kept = desk.history.revisions(article)
    return [(item.reason, item.kept.markdown) for item in kept]


def test_a_rest_keeps_what_was_there_before_once_in_ten_minutes(desk: Desk, clock: Clock) -> None:
    article = desk.stories.create(VIETNAMESE).article
    for text in ("Một.", "Hai.", "Ba."):
        desk.drafts.save(article, "body", text)
        desk.drafts.settle(article, RevisionReason.REST)
        clock.advance(60)
    assert _texts(desk, article) == [(RevisionReason.REST, "Một.")]
    clock.advance(600)
    for text in ("", "Năm."):
        desk.drafts.save(article, "body", text)
        desk.drafts.settle(article, RevisionReason.REST)
    assert _texts(desk, article)[0] == (RevisionReason.REST, "Ba.")
    assert len(_texts(desk, article)) == 2


def test_leaving_and_pasting_keep_the_text_as_it_is_once(desk: Desk) -> None:
    article = desk.stories.create(VIETNAMESE).article
    desk.drafts.settle(article, RevisionReason.LEFT)
    assert _texts(desk, article) == []
    desk.drafts.save(article, "body", "Một.")
    desk.drafts.settle(article, RevisionReason.LEFT)
    desk.drafts.settle(article, RevisionReason.PASTE)
    assert _texts(desk, article) == [(RevisionReason.LEFT, "Một.")]


def test_settling_for_a_verb_keeps_nothing(desk: Desk) -> None:
    article = desk.stories.create(VIETNAMESE).article
    desk.drafts.save(article, "body", "Một.")
    desk.drafts.settle(article)
    assert _texts(desk, article) == []


def test_of_copies_older_than_thirty_days_the_last_of_each_day_stays(
    desk: Desk, clock: Clock
) -> None:
    article = desk.stories.create(VIETNAMESE).article

    def leave(text: str) -> None:
        desk.drafts.save(article, "body", text)
        desk.drafts.settle(article, RevisionReason.LEFT)
        clock.advance(60)

    leave("Một.")
    desk.drafts.save(article, "body", "Hai.")
    desk.drafts.settle(article)
    desk.history.keep(article, RevisionReason.PUBLISHED)
    leave("Ba.")
    leave("Bốn.")
    clock.advance(24 * 3600)
    leave("Năm.")
    clock.advance(30 * 24 * 3600 - 300)
    leave("Sáu.")
    assert [text for _, text in _texts(desk, article)] == ["Sáu.", "Năm.", "Bốn.", "Hai."]
