"""What the window knows of a page it has rendered."""

from __future__ import annotations

from editor_app.domain.ids import VIETNAMESE
from editor_app.ui.preview.page_read import read_head, read_page
from tests.ui.preview.conftest import Told

HEAD = """<!doctype html><html><head><title> A &amp; B | Site </title>
<meta name="description" content="One &quot;two&quot;">
<meta property="og:title" content="Social title"><meta property="og:title" content="Second">
</head><body><title>Not this</title><meta name="description" content="Nor this"></body></html>"""


def test_the_head_is_read_as_others_read_it() -> None:
    head = read_head(HEAD.encode())
    assert head.title == "A & B | Site"
    assert head.description == 'One "two"'
    assert head.card_title == "Social title"
    assert head.card_description == 'One "two"'
    assert head.card_picture == ""


def test_a_page_without_head_says_nothing() -> None:
    head = read_head(b"<p>x</p>")
    assert (head.title, head.description, head.card_title) == ("", "", "")


def test_a_read_page_serves_itself_and_its_photos(told: Told) -> None:
    read = read_page(told.desk, told.vietnamese)
    assert read.get(read.preview.address) is read.html
    assert read.root == "https://estuary.example/"
    assert read.autonyms[VIETNAMESE] == "Tiếng Việt"
    picture = read.picture()
    assert picture is not None
    assert picture.startswith(b"\xff\xd8")


def test_a_page_without_photo_has_no_card_picture(told: Told) -> None:
    assert read_page(told.desk, told.english).picture() is None
