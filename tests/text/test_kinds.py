"""What a block is, and what the translation of a heading is made of."""

from __future__ import annotations

import pytest

from editor_app.text.kinds import headed_like


@pytest.mark.parametrize(
    ("source", "text", "made"),
    [
        ("## Chín triệu đồng", "Nine million dong", "## Nine million dong"),
        ("### Giá vé", "Fares", "### Fares"),
        ("## Chín triệu đồng", "### Nine million dong", "### Nine million dong"),
        ("## Chín triệu đồng", "- Nine million dong", "- Nine million dong"),
        ("## Chín triệu đồng", "Nine million\ndong", "Nine million\ndong"),
        ("Chín triệu đồng", "Nine million dong", "Nine million dong"),
    ],
)
def test_a_plain_line_for_a_heading_becomes_a_heading(source: str, text: str, made: str) -> None:
    assert headed_like(source, text) == made
