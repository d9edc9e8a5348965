"""Posts as WordPress's editors leave them (wordings ours), read as they should be."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_foreign import card_name
from editor_app.formats.wordpress_post import BlockBase, PostContent, read_post
from editor_app.text.splitting import split
from tests.formats.post_making import photo_of

GOLDEN = Path(__file__).parents[1] / "data" / "golden" / "wordpress"
NAMES = ["wordpress-6.1", "wordpress-6.7", "classic"]
SITE = "https://toasoan.example"


def golden(name: str) -> PostContent:
    """Read one of the golden posts."""
    content = (GOLDEN / f"{name}.html").read_text(encoding="utf-8")
    field = GOLDEN / f"{name}.footnotes.json"
    notes = field.read_text(encoding="utf-8") if field.exists() else ""
    return read_post(content, photo_of, footnotes=notes, base_url=SITE)


def shown(block: BlockBase) -> str:
    """Return a block's Markdown, for foreign blocks the name on their card."""
    if block.foreign is None:
        return block.markdown
    name = card_name(block.foreign)
    return f"[[{' '.join([name.key, *map(str, name.fields.values())])}]]"


@pytest.mark.parametrize("name", NAMES)
def test_a_post_is_read_as_its_markdown_says(name: str) -> None:
    read = "\n\n".join(shown(block) for block in golden(name).blocks) + "\n"
    assert read == (GOLDEN / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_post_keeps_every_byte(name: str) -> None:
    post = golden(name)
    assert post.content == (GOLDEN / f"{name}.html").read_text(encoding="utf-8")
    assert post.classic == (name == "classic")


@pytest.mark.parametrize("name", NAMES)
def test_an_unedited_post_goes_back_byte_for_byte(name: str) -> None:
    post = golden(name)
    sent = write_post(split(post.markdown), Material(base_url=SITE), post)
    assert (sent.content, sent.footnotes) == (post.content, post.footnotes)
    assert sent == post


@pytest.mark.parametrize("name", NAMES)
def test_the_base_of_a_post_can_be_kept_as_text(name: str) -> None:
    post = golden(name)
    assert PostContent.from_json(post.to_json()) == post
