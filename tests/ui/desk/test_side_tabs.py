"""The tabs beside the text, reached by keys from every view."""

from __future__ import annotations

from tests.ui.material import story
from tests.ui.window import Opened


def test_a_tab_that_the_view_has_opens_beside_it(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.translate")
    opened.run("go.story_tags")
    areas = opened.window.areas
    assert areas is not None
    assert areas.page.inspector.choice == "tags"
    assert areas.page.centre.key == "translate"


def test_a_tab_that_the_view_lacks_opens_beside_write(opened: Opened) -> None:
    opened.open(story(opened.desk).story)
    opened.run("view.translate")
    opened.run("go.details")
    areas = opened.window.areas
    assert areas is not None
    assert areas.page.inspector.choice == "details"
    assert areas.page.centre.key == "write"
