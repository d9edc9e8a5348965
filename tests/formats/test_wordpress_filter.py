"""What an author's account would destroy is known before it is sent."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_filter import filtered_markup
from tests.formats.post_making import PHOTOS, bodies


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ('<iframe src="https://a.example"></iframe>', ("iframe",)),
        ('<p onclick="x()">a</p><img srcset="a 2x" sizes="1px">', ("onclick", "sizes", "srcset")),
        ('<a href="javascript:x">a</a><SVG></SVG>', ("javascript:", "svg")),
        ('<figure class="x"><video src="a.mp4"></video></figure><p style="color:red">a</p>', ()),
        ("onclick= javascript: &lt;iframe&gt; in words", ()),
    ],
)
def test_what_would_be_taken_out_is_named(content: str, names: tuple[str, ...]) -> None:
    assert filtered_markup(content) == names


@given(bodies)
@settings(max_examples=40)
def test_nothing_that_we_write_would_be_taken_out(texts: tuple[str, ...]) -> None:
    assert filtered_markup(write_post(texts, Material(PHOTOS)).content) == ()
