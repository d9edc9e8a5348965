"""What a site with the companion knows of language versions, and what a role may not keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.domain.ids import VIETNAMESE
from editor_app.domain.messages import Message
from editor_app.domain.site import OutboxState
from editor_app.sentences import sentence
from tests.end_to_end.wordpress_people import status_for_readers
from tests.end_to_end.wordpress_scene import LANGUAGES, Scene

COMPANION = Path(__file__).parents[2] / "resources/wordpress/copydesk-companion.php"
PLAYER = (
    "<!-- wp:html -->\n"
    '<iframe src="https://player.example/ferry" width="640" height="360"></iframe>\n'
    "<!-- /wp:html -->"
)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_language_versions_know_each_other_where_the_companion_is(scene: Scene) -> None:
    room = scene.room
    scene.wordpress.install_plugin(COMPANION)
    room.send_drafts(*LANGUAGES)
    assert room.sync().sent == 3
    room.publish(*LANGUAGES)
    report = room.sync()
    assert (report.sent, report.needs_you) == (3, 0), room.open_entries()
    posts = {language: room.post(language) for language in LANGUAGES}
    for language in LANGUAGES:
        known = scene.wordpress.run(
            f"$r = new WP_REST_Request('GET', '/wp/v2/posts/{posts[language]}');"
            "$a = rest_do_request($r)->get_data(); return array($a['lang'], $a['translations']);"
        )
        assert isinstance(known, list)
        others = {other: post for other, post in posts.items() if other != language}
        assert known[0] == language
        assert {other: known[1].get(other) for other in others} == others
        page = status_for_readers(room.publication(language).address)[1]
        assert all(f'hreflang="{other}"' in page for other in others)
    quiet = room.sync()
    assert (quiet.sent, quiet.received) == (0, 0)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ["author", "editor"])
def test_what_the_site_would_take_from_an_author_is_named_and_not_sent(
    scene: Scene, role: str
) -> None:
    room = scene.room
    room.send_drafts(VIETNAMESE)
    assert room.sync().sent == 1
    scene.colleague.append(room.post(VIETNAMESE), PLAYER)
    there = scene.content(VIETNAMESE)
    room.write(VIETNAMESE, "nước lên nhanh", "nước lên rất nhanh")
    report = room.sync()
    if role == "editor":
        assert (report.sent, report.needs_you) == (1, 0)
        assert "nước lên rất nhanh" in scene.content(VIETNAMESE)
        assert scene.content(VIETNAMESE).endswith(PLAYER)
        return
    assert (report.sent, report.needs_you) == (0, 1)
    (row,) = [row for row in room.desk.publishing.outbox() if row.state.open]
    assert row.state is OutboxState.NEEDS_YOU
    assert row.answer is not None
    assert row.answer.key == "site-would-remove"
    assert "iframe" in sentence(Message(row.answer.key, row.answer.fields))
    assert scene.content(VIETNAMESE) == there, "the player of the colleague is not destroyed"
    assert "nước lên rất nhanh" in room.markdown(VIETNAMESE)
