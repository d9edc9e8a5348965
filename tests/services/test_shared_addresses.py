"""Two posts under one address on a real WordPress: what readers see, and what mends it."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.domain.site import OutboxState
from tests.servers.wordpress import WordPress
from tests.syncroom import LATER, Syncroom, open_syncroom, paragraphs

OURS, THEIRS = "Nước sông lên", "Trời nắng."


@pytest.fixture
def room(tmp_path: Path, wordpress: WordPress) -> Iterator[Syncroom]:
    """A published article, and a colleague's post that came under its address at that moment."""
    made = open_syncroom(tmp_path, wordpress)
    made.publish()
    made.sync(LATER)
    (theirs,) = made.write_there(
        [{"post_title": "Nắng", "post_content": paragraphs(THEIRS), "post_status": "publish"}]
    )
    slug = made.raw("post_name")
    made.wordpress.run(
        f"global $wpdb; $wpdb->update($wpdb->posts, ['post_name' => '{slug}'], ['ID' => {theirs}]);"
        f"clean_post_cache({theirs}); return 1;"
    )
    yield made
    made.lines.close()


def seen(address: str) -> list[str]:
    """Return whose words readers see at an address."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address, timeout=60) as answer:
        shown = str(answer.read().decode())
    return [words for words in (OURS, THEIRS) if words in shown]


def test_readers_who_find_another_article_at_our_address_find_ours_again_at_a_word(
    room: Syncroom,
) -> None:
    address = room.publication().address
    assert seen(address) == [THEIRS]
    assert room.sync(LATER).needs_you == 1
    assert room.answer() == "post-address-shared"
    room.publishing.go_on(room.row().entry)
    room.sync(20)
    assert room.row().state is OutboxState.DONE
    own = room.publication().address
    assert (seen(own), seen(address)) == ([OURS], [THEIRS])
    assert room.sync(LATER).needs_you == 0
