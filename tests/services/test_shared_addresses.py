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
    ours = made.publication().remote_id
    made.wordpress.run(
        f"global $wpdb; $ours = get_post({ours}); $same = array();"
        "foreach (array('post_name', 'post_date', 'post_date_gmt') as $name)"
        " $same[$name] = $ours->$name;"
        f"$wpdb->update($wpdb->posts, $same, ['ID' => {theirs}]);"
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


def test_readers_who_find_one_of_two_articles_at_their_address_find_both_after_a_word(
    room: Syncroom,
) -> None:
    address = room.publication().address
    assert len(seen(address)) == 1, "one of both, and nothing says which"
    assert room.sync(LATER).needs_you == 1
    assert room.answer() == "post-address-shared"
    room.publishing.go_on(room.row().entry)
    room.sync(20)
    assert room.row().state is OutboxState.DONE
    own = room.publication().address
    assert (seen(own), seen(address)) == ([OURS], [THEIRS])
    assert room.sync(LATER).needs_you == 0
