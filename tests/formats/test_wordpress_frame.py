"""The paragraphs of ours around a post's body: put on, known again, taken off, left in place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.formats.wordpress_frame import (
    Part,
    body_of,
    framed_paragraph,
    part_of,
    place_of,
    same_frame,
    with_frame,
    words_of,
)
from editor_app.formats.wordpress_lines import line_html, line_words
from editor_app.formats.wordpress_post import EMPTY, PostContent, read_post

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
FRAME = {
    Part.DATELINE: framed_paragraph(Part.DATELINE, "HÀ NỘI –"),
    Part.CREDITS: framed_paragraph(Part.CREDITS, "Theo Reuters<br>Lan &amp; Minh"),
}
BODY = "<!-- wp:paragraph -->\n<p>Một.</p>\n<!-- /wp:paragraph -->"


def read(content: str, known: PostContent = EMPTY) -> PostContent:
    return read_post(content, lambda _photo: None, known=known)


@pytest.mark.parametrize("classic", [False, True])
@pytest.mark.parametrize("part", list(Part))
def test_a_marked_paragraph_is_recognised(part: Part, classic: bool) -> None:
    raw = framed_paragraph(part, "Lan &amp; <em>Minh</em>", classic=classic)
    assert part_of(raw) is part
    assert words_of(raw) == "Lan & *Minh*"
    assert framed_paragraph(part, "") == ""


def test_other_paragraphs_are_not() -> None:
    for raw in (BODY, "<p>copydesk-credits</p>", "", "words", '<p class="credits">x</p>'):
        assert part_of(raw) is None


def test_the_frame_goes_around_the_body_and_comes_off_again() -> None:
    body = read(BODY)
    whole = with_frame(body, FRAME, body)
    assert whole.content == "\n\n".join((FRAME[Part.DATELINE], BODY, FRAME[Part.CREDITS]))
    again = read(whole.content, whole)
    assert again.content == whole.content
    assert body_of(again, FRAME).markdown == "Một."


def test_what_was_moved_on_the_site_stays_where_it_was_put() -> None:
    second = BODY.replace("Một", "Hai")
    moved = "\n\n".join((BODY, FRAME[Part.CREDITS], second, FRAME[Part.DATELINE]))
    there = read(moved)
    whole = with_frame(body_of(there, FRAME), FRAME, there)
    assert whole.content == moved


def test_a_post_with_nothing_but_a_frame_keeps_it() -> None:
    whole = with_frame(EMPTY, FRAME, EMPTY)
    assert whole.content == "\n\n".join(FRAME.values())


@pytest.mark.parametrize(
    ("html", "pattern", "place"),
    [
        ("HÀ NỘI –", "{place} – ", "HÀ NỘI"),
        ("(HÀ NỘI, 5/12)", "({place})", "HÀ NỘI, 5/12"),
        ("北京", "{place}　", "北京"),
        ("HÀ NỘI", "{place} – ", None),
        ("–", "{place} – ", None),
        ("Someone wrote this.", "({place})", None),
    ],
)
def test_a_dateline_is_read_by_the_editions_pattern(
    html: str, pattern: str, place: str | None
) -> None:
    assert place_of(framed_paragraph(Part.DATELINE, html), pattern) == place


def test_frames_are_the_same_whatever_the_site_made_of_their_spelling() -> None:
    raw = FRAME[Part.CREDITS]
    assert same_frame(raw, raw.replace("<br>", "<br />"))
    assert same_frame("", "")
    assert not same_frame(raw, "")
    assert not same_frame(raw, raw.replace("Minh", "Mai"))


@given(WORDS)
def test_a_line_comes_back_from_its_html(words: str) -> None:
    once = line_words(line_html(words))
    assert line_words(line_html(once)) == once


def test_a_line_keeps_its_marks_and_loses_markup_that_has_no_markdown() -> None:
    assert line_html("Sông *Hồng* & **phố** a < b") == (
        "Sông <em>Hồng</em> &amp; <strong>phố</strong> a &lt; b"
    )
    assert line_words('Sông <span style="color:red">Hồng</span> &amp; phố') == "Sông Hồng & phố"
    assert line_words("<p>Một.</p>\n<p>Hai.</p>") == "Một. Hai."
    assert line_words("a <b>c") in {"a c", "a **c**"}
