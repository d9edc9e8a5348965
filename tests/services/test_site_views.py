"""Articles kept as they were sent: what is read back is what readers saw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import Language
from editor_app.formats.page_view import ArticleView
from editor_app.services.site_views import view_from_json, view_to_json
from tests.formats.page_sample import EN, VI, ZH, figure, main_article, small_article


@pytest.mark.parametrize("language", [EN, VI, ZH])
def test_an_article_is_read_back_as_it_was_sent(language: Language) -> None:
    view = main_article(language)
    assert view.embeds
    assert view_from_json(view_to_json(view)) == view


def test_an_article_read_back_is_written_down_as_the_one_that_was_sent() -> None:
    """What a page is made from is compared by how it is written: no page is made twice."""
    view = replace(small_article(1, EN, "world", "Trams run again"), figures={}, lead=None)
    plain = ArticleView(view.id, view.story, view.language, view.headline, view.published)
    for sent in (view, plain, main_article(EN)):
        assert repr(view_from_json(view_to_json(sent))) == repr(sent)


def test_the_photo_chosen_for_lists_is_read_back() -> None:
    view = small_article(1, EN, "world", "Trams run again")
    assert view.lead is not None
    assert view_from_json(view_to_json(view)) == view


def test_every_field_of_an_article_is_kept() -> None:
    chosen = figure("chosen", "A pier", "A pier at dusk")
    view = replace(
        main_article(EN),
        address="en/rivers/solar-ferries-1a2b3c4d.html",
        home="Ferries go solar",
        social="Solar ferries",
        seo="Solar ferries of Can Tho",
        lead=chosen.photo,
        figures={chosen.photo: chosen},
        is_source=True,
    )
    plain = ArticleView(view.id, view.story, view.language, view.headline, view.published)
    same = [name for name in vars(view) if getattr(view, name) == getattr(plain, name)]
    assert same == ["id", "story", "language", "headline", "published"]
    assert view_from_json(view_to_json(view)) == view


def test_a_damaged_copy_is_a_known_trouble() -> None:
    kept = view_to_json(main_article(EN)).replace('"body"', '"bodyless"')
    with pytest.raises(EditorError, match="base-damaged"):
        view_from_json(kept)
