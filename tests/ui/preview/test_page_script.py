"""The scripts that change a page in place, in the real engine."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from editor_app.ui.preview import page_script
from tests.ui.preview.test_browser import Shown

PAGE = """<!doctype html><html lang="en"><head><title>Before</title></head><body>
<article><h1>Headline</h1><p class="standfirst">Standfirst</p><div class="body">
<p id="b-1">One</p><p id="b-2">Two</p><figure id="b-3"><img src="p.svg"></figure>
<p id="b-4">Four</p>
</div></article><div style="height: 4000px"></div></body></html>"""
PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='7' height='7'/>"


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(qtbot)
    made.browser.give("site", {"a.html": PAGE.encode(), "p.svg": PICTURE}.get)
    assert made.load("a.html")
    yield made
    made.close()


def blocks(shown: Shown) -> list[list[str]]:
    found = shown.ask(
        "JSON.stringify([...document.querySelector('.body').children]"
        ".map(item => [item.id, item.textContent]))"
    )
    return [list(item) for item in json.loads(str(found))]


def test_one_block_is_replaced(shown: Shown) -> None:
    assert shown.ask(page_script.blocks(2, 1, ['<p id="b-2">Zwei</p>'])) is True
    assert blocks(shown) == [["b-1", "One"], ["b-2", "Zwei"], ["b-3", ""], ["b-4", "Four"]]


def test_a_new_block_shifts_the_numbers_behind_it(shown: Shown) -> None:
    shown.ask(page_script.blocks(2, 0, ['<p id="b-9">New</p>']))
    assert blocks(shown) == [
        ["b-1", "One"],
        ["b-2", "New"],
        ["b-3", "Two"],
        ["b-4", ""],
        ["b-5", "Four"],
    ]


def test_removed_blocks_close_the_gap(shown: Shown) -> None:
    shown.ask(page_script.blocks(1, 2, []))
    assert blocks(shown) == [["b-1", ""], ["b-2", "Four"]]


def test_a_block_with_nothing_to_show_leaves_a_gap_that_can_be_filled_again(shown: Shown) -> None:
    shown.ask(page_script.blocks(2, 1, [""]))
    assert [name for name, _ in blocks(shown)] == ["b-1", "b-3", "b-4"]
    shown.ask(page_script.blocks(2, 1, ['<p id="b-2">Back</p>']))
    assert blocks(shown)[1] == ["b-2", "Back"]


def test_the_first_block_of_an_empty_body_finds_its_place(shown: Shown) -> None:
    shown.ask(page_script.blocks(1, 4, []))
    assert blocks(shown) == []
    shown.ask(page_script.blocks(1, 0, ['<p id="b-1">Fresh</p>']))
    assert blocks(shown) == [["b-1", "Fresh"]]


def test_the_whole_page_comes_in_without_losing_scroll_or_pictures(shown: Shown) -> None:
    shown.ask("scrollTo(0, 700); document.images[0].dataset.same = 'yes'; 0")
    changed = PAGE.replace("Two", "Two again").replace("Before", "After")
    changed = changed.replace('lang="en"', 'lang="vi"')
    changed = changed.replace('src="p.svg"', 'src="p.svg" data-same="yes"')
    shown.ask(page_script.whole_page(changed))
    assert blocks(shown)[1] == ["b-2", "Two again"]
    assert shown.ask("scrollY") == 700
    assert shown.ask("document.images[0].dataset.same") == "yes"
    assert shown.ask("document.title + document.documentElement.lang") == "Aftervi"


def test_headline_and_standfirst_are_words_and_never_markup(shown: Shown) -> None:
    assert shown.ask(page_script.words("headline", "<b>A & B</b>\u2028")) is True
    assert shown.ask("document.querySelector('h1').textContent") == "<b>A & B</b>\u2028"
    assert shown.ask("document.querySelector('h1').children.length") == 0
    assert shown.ask(page_script.words("standfirst", "Sapo")) is True


def test_a_page_scrolls_to_a_fraction(shown: Shown) -> None:
    shown.ask(page_script.scroll_to(0.5))
    room = float(str(shown.ask("document.documentElement.scrollHeight - innerHeight")))
    assert abs(float(str(shown.ask("scrollY"))) - room / 2) <= 1
