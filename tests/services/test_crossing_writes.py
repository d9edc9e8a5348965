"""A colleague saves while WordPress carries out a write of ours, which then covers that whole.

WordPress writes a post back as it read it, with the fields that were sent: also a write that holds
no text covers one that was saved in between. Only its revisions tell.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.domain.ids import new_id
from editor_app.domain.site import OutboxState, RemoteStatus
from tests.servers import wordpress as servers
from tests.servers.wordpress import PHP
from tests.syncroom import Syncroom, open_syncroom

OURS = ("Nước lên nhanh.", "Phà dừng chạy.", "Trường đóng cửa.")
THEIRS = "Phà dừng chạy từ sáng."


@pytest.fixture
def room(tmp_path: Path, either_wordpress: servers.WordPress) -> Iterator[Syncroom]:
    """A story on the site, and colleagues whose writes cross ours."""
    either_wordpress.install_plugin(PHP / "crossing.php")
    made = open_syncroom(tmp_path, either_wordpress)
    made.write(body="\n\n".join(OURS))
    made.publish()
    made.sync(120)
    yield made
    made.lines.close()


def cross(room: Syncroom, **fields: str) -> None:
    """Let a colleague save fields in the middle of our next write."""
    told = json.dumps(fields)
    room.wordpress.run(
        f"update_option('copydesk_crossing', json_decode('{told}', true)); return 1;"
    )


def cross_with_text(room: Syncroom) -> None:
    """Let a colleague save a paragraph in the middle of our next write."""
    content = room.raw("post_content")
    assert OURS[1] in content
    cross(room, post_content=content.replace(OURS[1], THEIRS))


def joined(room: Syncroom) -> bool:
    """Say whether both sides have the colleague's paragraph now, and the others."""
    there = room.raw("post_content")
    both = [OURS[0], THEIRS, OURS[2]]
    return room.markdown() == "\n\n".join(both) and all(text in there for text in both)


def headline(room: Syncroom) -> str:
    """Return the headline of our article."""
    return room.desk.stories.find_article(room.article).headline


def test_a_text_is_joined_that_a_write_without_text_covered(room: Syncroom) -> None:
    cross_with_text(room)
    room.change_story(room.story, tags=(room.new_tag(vi="Lũ lụt").id,))
    room.publish()
    room.sync(20)
    assert room.row().state is OutboxState.DONE
    assert joined(room)


def test_a_text_is_kept_that_taking_the_post_off_covered(room: Syncroom) -> None:
    cross_with_text(room)
    room.publishing.withdraw(room.article, room.site.id)
    room.sync(20)
    assert room.raw("post_status") == "draft"
    assert room.publication().status is RemoteStatus.WITHDRAWN
    assert room.row().state is OutboxState.DONE
    assert room.markdown() == "\n\n".join([OURS[0], THEIRS, OURS[2]])


def test_a_title_is_joined_that_a_write_of_the_text_covered(room: Syncroom) -> None:
    cross(room, post_title="Lũ về sớm")
    room.write(body="\n\n".join([*OURS, "Điện cắt."]))
    room.publish()
    room.sync(20)
    assert (room.raw("post_title"), headline(room)) == ("Lũ về sớm", "Lũ về sớm")
    assert "Điện cắt." in room.raw("post_content")


def test_a_text_is_put_back_that_throwing_a_twin_away_covered(room: Syncroom) -> None:
    posts, mark = room.lines.line(room.site).posts, new_id()
    first = posts.create_draft(mark, title="Lũ rút", content="Nước rút.")
    twin = posts.create_draft(mark, title="Lũ rút", content="Nước rút.")
    cross(room, post_content="Nước rút. Đường mở lại.")
    adopted = posts.adopt(mark)
    assert (adopted.post, adopted.trashed, adopted.left) == (first, (), (twin.id,))
    back = posts.read(twin.id)
    assert (back.status, back.title, back.content) == (
        "draft",
        "Lũ rút",
        "Nước rút. Đường mở lại.",
    )
    assert posts.adopt(mark).left == (twin.id,), "it is left for a person to decide"
