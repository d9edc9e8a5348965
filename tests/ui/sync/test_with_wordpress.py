"""The window and a real WordPress: published, edited in two places, decided, and sent again."""

from __future__ import annotations

from editor_app.domain.site import OutboxState
from editor_app.ui.sync.sync_screen import SyncScreen
from tests.servers.wordpress import WordPress
from tests.ui.material import story, write
from tests.ui.sync.signing import signed_in
from tests.ui.window import Opened, press


def synced(opened: Opened) -> SyncScreen:
    """Sync at once; return the screen."""
    opened.run("desk.send")
    opened.run("go.sync")
    screen = opened.screen
    assert isinstance(screen, SyncScreen)
    return screen


def test_an_article_edited_here_and_on_the_site_is_decided_in_the_window(
    opened: Opened, wordpress: WordPress
) -> None:
    signed_in(opened, wordpress)
    made = story(opened.desk)
    opened.open(made.story)
    opened.run("story.publish")
    sheet = opened.conductor.stories.publish_sheet
    assert sheet._go.isEnabled(), [label.text() for label in sheet.findChildren(type(sheet._hint))]
    press(sheet, sheet._go.text())
    opened.settle()
    screen = synced(opened)
    assert opened.desk.publishing.outbox()[0].state is OutboxState.DONE
    code = (
        "$post = get_posts(['post_type' => 'post', 'title' => 'Phà mặt trời'])[0];"
        "wp_update_post(['ID' => $post->ID, 'post_content' =>"
        " str_replace('đếm mây', 'đếm sao', $post->post_content)]);"
        "return $post->ID;"
    )
    assert wordpress.run(code)
    write(
        opened.desk,
        made.article,
        body="Trước bình minh, chuyến phà rời bến.\n\nThuyền trưởng đếm gió.",
    )
    synced(opened)
    page = screen.decisions.page
    assert page.isVisible()
    assert page.mine.text == "Thuyền trưởng đếm gió."
    assert page.theirs.text == "Thuyền trưởng đếm sao."
    page.result.setPlainText("Thuyền trưởng đếm gió và đếm sao.")
    press(page, "Save and send")
    opened.settle()
    synced(opened)
    assert screen.decisions.empty.accessibleName() == "Nothing to decide"
    there = wordpress.ask("SELECT post_content FROM wp_posts WHERE post_status = 'publish'")
    assert any("đếm gió và đếm sao" in row[0] for row in there)
