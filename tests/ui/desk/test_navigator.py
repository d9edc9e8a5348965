"""Stories, languages and views come into sight, and back where one left."""

from __future__ import annotations

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, StoryId
from editor_app.text.counting import Counts
from editor_app.ui.desk.navigator import untitled
from tests.ui.material import story, translated, write
from tests.ui.window import Opened, focused


def test_a_story_opens_in_its_source_language(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    assert opened.views["write"].shown == made.article
    assert opened.conductor.navigator.language == VIETNAMESE
    assert opened.window.areas is not None
    opened.window.areas.stories.refresh()
    opened.settle()
    assert opened.window.areas.stories._view.currentIndex().row() == 0


def test_the_language_in_sight_is_kept_for_the_next_story(opened: Opened) -> None:
    first, second = story(opened.desk, "One"), story(opened.desk, "Two")
    one, two = translated(opened.desk, first), translated(opened.desk, second)
    opened.open(first.story)
    opened.conductor.navigator.show_language(ENGLISH)
    assert opened.views["write"].shown == one
    opened.open(second.story)
    assert opened.views["write"].shown == two


def test_a_story_comes_back_in_the_language_it_was_left_in(opened: Opened) -> None:
    first, second = story(opened.desk, "One"), story(opened.desk, "Two")
    translated(opened.desk, first)
    opened.open(first.story)
    opened.conductor.navigator.show_language(ENGLISH)
    opened.open(second.story)
    assert opened.conductor.navigator.language == VIETNAMESE
    opened.open(first.story)
    assert opened.conductor.navigator.language == ENGLISH


def test_the_length_of_the_story_before_is_not_said_of_the_next_one(opened: Opened) -> None:
    first, second = story(opened.desk, "One"), story(opened.desk, "Two")
    status = opened.conductor._areas.status
    opened.open(first.story)
    status.show_counts(Counts(9, 40, 1, ENGLISH))
    opened.conductor.navigator.apply(Changes(stories=frozenset({first.story})))
    opened.settle()
    assert status._counts.text()
    opened.open(second.story)
    assert not status._counts.text()


def test_a_language_that_is_not_started_offers_to_begin(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    status = opened.conductor._areas.status
    status.show_counts(Counts(9, 40, 1, ENGLISH))
    opened.conductor.navigator.show_language(CHINESE)
    page = opened.conductor._areas.page
    assert page.centre._empty.accessibleName() == "Chinese is not started"
    assert status._counts.text() == ""
    assert "translate.start" in opened.conductor.stories.possible()
    opened.run("translate.start")
    article = opened.desk.stories.view(made.story).article(CHINESE)
    assert article is not None
    assert opened.views["translate"].shown == article.id
    assert page.centre.key == "translate"


def test_the_focus_goes_on_from_one_language_that_is_not_started_to_the_next(
    opened: Opened,
) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    navigator, empty = opened.conductor.navigator, opened.conductor._areas.page.centre._empty
    navigator.show_language(ENGLISH)
    empty.focus_start()
    before = focused()
    navigator.show_language(CHINESE)
    opened.settle()
    assert empty.isAncestorOf(focused())
    assert focused() is not before


def test_leaving_a_text_lets_the_view_keep_it_first(opened: Opened) -> None:
    first, second = story(opened.desk, "One"), story(opened.desk, "Two")
    opened.open(first.story)
    opened.open(second.story)
    opened.conductor.navigator.show_view("preview")
    opened.conductor.navigator.show_language(CHINESE)
    assert opened.views["write"].calls.count("leave") == 2
    assert opened.views["preview"].calls.count("leave") == 1


def test_text_and_page_stand_side_by_side(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.conductor.navigator.show_view("both")
    assert opened.views["write"].isVisible()
    assert opened.views["preview"].isVisible()
    assert not opened.views["translate"].isVisible()
    opened.conductor.navigator.show_view("translate")
    assert not opened.views["preview"].isVisible()


def test_another_view_goes_on_at_the_place_where_the_editor_is(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.views["translate"].place = ("standfirst", 2)
    opened.conductor.navigator.show_view("translate")
    assert opened.views["translate"].place == ("standfirst", 2), "nobody has been in Write yet"
    opened.conductor.navigator.show_view("write")
    assert opened.views["write"].place == ("standfirst", 2)
    opened.views["write"].place = ("body", 7)
    opened.conductor.navigator.show_view("preview")
    opened.conductor.navigator.show_view("translate")
    assert opened.views["translate"].place == ("body", 7)


def test_a_view_in_which_the_caret_stands_there_already_stays_as_it_was_left(
    opened: Opened,
) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.views["write"].place = ("body", 7)
    opened.conductor.navigator.show_view("preview")
    opened.conductor.navigator.show_view("write")
    assert opened.views["preview"].carets == [("body", 7)]
    assert opened.views["write"].carets == [], "what is selected there would be lost"


def test_what_is_said_in_passing_goes_when_the_editor_goes_elsewhere(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.conductor.say.say_in_passing("info", "Nothing stands here.")
    opened.settle()
    assert opened.notice == "Nothing stands here."
    opened.run("view.preview")
    assert opened.notice == ""
    opened.conductor.say.say_in_passing("info", "Nothing stands here.")
    opened.conductor.say.say("warn", "The site is slow.")
    opened.run("view.write")
    assert opened.notice == "The site is slow."


def test_changes_of_the_story_are_shown_without_moving_anything(opened: Opened) -> None:
    made = story(opened.desk)
    opened.open(made.story)
    opened.views["write"].focus_text()
    write(opened.desk, made.article, headline="Phà chạy điện")
    opened.jobs.changed.emit(Changes(articles=frozenset({made.article})))
    opened.settle()
    shown = opened.views["write"].story
    assert shown is not None
    assert shown.article(VIETNAMESE) is not None
    assert opened.conductor.navigator.article is not None
    assert opened.conductor.navigator.article.headline == "Phà chạy điện"
    assert opened.views["write"].text.hasFocus()


def test_an_article_is_found_by_its_id_wherever_it_is(opened: Opened) -> None:
    first, second = story(opened.desk, "One"), story(opened.desk, "Two")
    english = translated(opened.desk, second)
    opened.open(first.story)
    opened.conductor.navigator.open_article(english)
    opened.settle()
    assert opened.views["write"].shown == english


def test_a_story_that_is_gone_leaves_an_empty_page(opened: Opened) -> None:
    told: list[EditorError] = []
    opened.conductor.navigator.failed.connect(told.append)
    opened.open(StoryId("0" * 32))
    assert opened.conductor.navigator.story is None
    assert told == []


def test_a_story_that_is_gone_does_not_close_the_one_that_is_opened_then(opened: Opened) -> None:
    gone, other = story(opened.desk, "One"), story(opened.desk, "Two")
    opened.open(gone.story)
    opened.desk.stories.trash(gone.story)
    opened.desk.stories.delete(gone.story)
    navigator = opened.conductor.navigator
    navigator.open(other.story)
    navigator.apply(Changes(stories=frozenset({gone.story})))  # it is still in sight
    opened.settle()
    assert navigator.story is not None
    assert navigator.story.story.id == other.story


def test_a_way_to_a_text_that_is_gone_says_so_and_leaves_what_is_in_sight(
    opened: Opened,
) -> None:
    made, gone = story(opened.desk, "One"), story(opened.desk, "Two")
    opened.desk.stories.trash(gone.story)
    opened.desk.stories.delete(gone.story)
    opened.open(made.story)
    opened.conductor.navigator.open_article(gone.article)
    opened.settle()
    assert opened.views["write"].shown == made.article
    assert opened.notice == f"“{gone.article}” is not on this desk."


def test_languages_are_walked_in_their_order(opened: Opened) -> None:
    made = story(opened.desk)
    translated(opened.desk, made)
    opened.open(made.story)
    navigator = opened.conductor.navigator
    assert navigator.languages() == (VIETNAMESE, ENGLISH, CHINESE)
    navigator.step_language(1)
    assert navigator.language == ENGLISH
    navigator.step_language(-2)
    assert navigator.language == CHINESE


def test_a_story_is_called_by_its_name_or_headline(opened: Opened) -> None:
    made = story(opened.desk, word="", headline="Phà mặt trời")
    view = opened.desk.stories.view(made.story)
    assert untitled(view) == (view.story.slug_word or "Phà mặt trời")
    empty = opened.desk.stories.create(ENGLISH)
    assert untitled(opened.desk.stories.view(empty.story)) == "Untitled"
