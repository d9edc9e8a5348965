"""What was typed on an older version, and what verbs made of the text meanwhile: both stay."""

from __future__ import annotations

from io import BytesIO

from PIL import Image

from editor_app.domain.history import RevisionReason
from editor_app.domain.ids import ArticleId
from editor_app.text.blocks import photo_of
from tests.desks import Desk


def _picture(colour: str) -> bytes:
    out = BytesIO()
    Image.new("RGB", (600, 400), colour).save(out, "JPEG")
    return out.getvalue()


def _written(desk: Desk, body: str = "Một.\n\nHai.\n\nBa.") -> tuple[ArticleId, int]:
    """Return an article with this body, and the version that a window would show."""
    article = desk.stories.view(desk.story(body)).articles[0]
    return article.id, article.version


def _shape(desk: Desk, article: ArticleId) -> list[str]:
    """Return the body with photo lines as a star."""
    body = desk.stories.find_article(article).body
    return ["*" if photo_of(block) else block.text for block in body]


def test_a_photo_placed_while_somebody_types_stays(desk: Desk) -> None:
    article, seen = _written(desk)
    desk.drafts.save(article, "body", "Một.\n\nHai, đang gõ", based_on=seen)
    first = desk.stories.find_article(article).body[0].id
    desk.photos.attach(article, _picture("teal"), "a.jpg", first)
    desk.drafts.save(article, "body", "Một.\n\nHai, đang gõ tiếp.", based_on=seen)
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "*", "Hai, đang gõ tiếp."]


def test_any_other_verb_that_settles_does_not_undo_the_first(desk: Desk) -> None:
    article, seen = _written(desk)
    blocks = desk.stories.find_article(article).body
    desk.photos.attach(article, _picture("teal"), "a.jpg", blocks[0].id)
    desk.drafts.save(article, "body", "Một.\n\nHai!\n\nBa.", based_on=seen)
    desk.photos.attach(article, _picture("red"), "b.jpg", blocks[2].id)
    desk.drafts.save(article, "body", "Một.\n\nHai!\n\nBa?", based_on=seen)
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "*", "Hai!", "Ba?", "*"]


def test_a_photo_that_was_taken_out_does_not_come_back_with_the_typing(desk: Desk) -> None:
    article, _ = _written(desk)
    photo = desk.photos.attach(article, _picture("teal"), "a.jpg").photo
    shown = desk.stories.find_article(article)
    desk.photos.detach(article, photo)
    desk.drafts.save(article, "body", shown.markdown.replace("Hai", "Hai!"), based_on=shown.version)
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "Hai!.", "Ba."]


def test_what_was_typed_and_taken_away_again_stays_away(desk: Desk) -> None:
    article, seen = _written(desk)
    desk.drafts.save(article, "body", "Một.\n\nHai.\n\nBa.\n\nBốn.", based_on=seen)
    desk.photos.attach(article, _picture("teal"), "a.jpg")
    desk.drafts.save(article, "body", "Một.\n\nHai.\n\nBa.", based_on=seen)
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "Hai.", "Ba.", "*"]


def test_a_photo_deleted_by_hand_is_gone(desk: Desk) -> None:
    article, _ = _written(desk)
    desk.photos.attach(article, _picture("teal"), "a.jpg")
    shown = desk.stories.find_article(article)
    desk.drafts.save(article, "body", "Một.\n\nHai.\n\nBa.", based_on=shown.version)
    desk.drafts.settle(article)
    desk.drafts.save(article, "body", "Một.\n\nHai.\n\nBa!", based_on=shown.version)
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "Hai.", "Ba!"]


def test_typing_on_ahead_of_the_own_version_keeps_no_copies(desk: Desk) -> None:
    article, seen = _written(desk)
    before = len(desk.history.revisions(article))
    for text in ("Một.\n\nHai, n", "Một.\n\nHai, nă", "Một.\n\nHai, năm."):
        desk.drafts.save(article, "body", text, based_on=seen)
        desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "Hai, năm."]
    assert len(desk.history.revisions(article)) == before


def test_of_one_paragraph_changed_by_both_the_typed_one_counts_and_the_other_is_kept(
    desk: Desk,
) -> None:
    article, _ = _written(desk)
    desk.history.keep(article, RevisionReason.REST)
    desk.write(article, body="Một.\n\nHai khác hẳn đi rồi.\n\nBa.")
    shown = desk.stories.find_article(article)
    oldest = desk.history.revisions(article)[-1]
    desk.history.restore(article, oldest.id, shown.version)
    desk.drafts.save(
        article, "body", "Một.\n\nHai khác hẳn đi rồi, và gõ tiếp.\n\nBa.", based_on=shown.version
    )
    desk.drafts.settle(article)
    assert _shape(desk, article) == ["Một.", "Hai khác hẳn đi rồi, và gõ tiếp.", "Ba."]
    kept = desk.history.revisions(article)[0]
    assert kept.reason is RevisionReason.MERGED
    assert kept.kept.markdown == "Một.\n\nHai.\n\nBa."
