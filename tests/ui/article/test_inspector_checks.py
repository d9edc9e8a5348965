"""The Checks tab: counts, the way to a finding, mending, ignoring, and the keys."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QPushButton

from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, ArticleId
from editor_app.domain.link import block_address, field_address
from editor_app.domain.messages import Message
from editor_app.services.check_views import Ignored, Scope
from editor_app.ui.article.check_card import CheckCard, IgnoredLine, severity_words
from editor_app.ui.article.inspector_checks import MOST, ChecksTab, once
from editor_app.ui.widgets.labels import PlainLabel
from tests.ui.material import write
from tests.ui.window import Opened, press

BODY = "Hôm thứ Năm, 17/10/2025, trời mưa.\n\nÔng nói (rất khẽ.\n\nThuyền về."


@pytest.fixture
def tab(opened: Opened) -> ChecksTab:
    """Return the tab with an article of two errors in it."""
    made = opened.desk.stories.create(VIETNAMESE)
    opened.desk.drafts.save(made.article, "headline", "Tít")
    opened.desk.drafts.save(made.article, "body", BODY)
    opened.desk.drafts.settle(made.article)
    opened.open(made.story)
    opened.run("go.checks")
    found = opened.conductor._parts.checks
    check(opened, found)
    return found


def check(opened: Opened, tab: ChecksTab) -> None:
    """Let the tab check at once instead of after a rest."""
    tab.check_now()
    opened.settle()


def cards(tab: ChecksTab) -> list[CheckCard]:
    """Return the cards in sight."""
    return [card for card in tab.findChildren(CheckCard) if not card.isHidden()]


def test_the_findings_are_counted_by_severity_and_on_the_tab(
    opened: Opened, tab: ChecksTab
) -> None:
    assert tab._said.text() == "2 errors · 1 warning"
    assert [card.finding.check for card in cards(tab)] == ["N5", "Q1", "M3"]
    assert [severity_words(card.finding.severity) for card in cards(tab)] == [
        "Error",
        "Error",
        "Warning",
    ]


def test_another_text_says_that_it_is_being_checked(opened: Opened, tab: ChecksTab) -> None:
    opened.conductor.navigator.show_language(CHINESE)
    assert tab._said.text() == "No text in this language yet."
    opened.conductor.navigator.show_language(VIETNAMESE)
    assert tab._said.text() == "Checking…"
    check(opened, tab)
    assert tab._said.text() == "2 errors · 1 warning"


@pytest.fixture
def many(opened: Opened, tab: ChecksTab) -> int:
    """Show a text with more findings than have cards at first; return how many more."""
    made = opened.desk.stories.create(VIETNAMESE)
    body = "\n\n".join(f"Ông nói (rất khẽ, lần {number}." for number in range(MOST + 9))
    write(opened.desk, made.article, headline="Tít", body=body)
    opened.open(made.story)
    check(opened, tab)
    return len(tab.findings) - MOST


def test_findings_without_a_card_are_counted_and_come_when_asked_for(
    many: int, opened: Opened, tab: ChecksTab
) -> None:
    assert len(cards(tab)) == MOST
    press(tab, f"Show {many} more findings")
    opened.settle()
    assert len(cards(tab)) == MOST + many
    assert not tab._more.isVisible()


def test_f8_goes_on_behind_the_last_card(many: int, opened: Opened, tab: ChecksTab) -> None:
    last = tab.findings[-1]
    tab.reveal(last.fingerprint)
    opened.settle()
    assert cards(tab)[-1].finding == last
    check(opened, tab)
    assert len(cards(tab)) == MOST + many


def test_another_text_begins_with_few_cards_again(
    many: int, opened: Opened, tab: ChecksTab
) -> None:
    press(tab, f"Show {many} more findings")
    opened.conductor.navigator.show_language(CHINESE)
    opened.conductor.navigator.show_language(VIETNAMESE)
    check(opened, tab)
    assert len(cards(tab)) == MOST


def test_a_finding_leads_to_its_place(opened: Opened, tab: ChecksTab) -> None:
    wrong_day, bracket = cards(tab)[:2]
    assert [button.text() for button in wrong_day.findChildren(QPushButton)][:2] == [
        "Go there",
        "Change to thứ Sáu",
    ]
    press(bracket, "Go there")
    opened.settle()
    shown = opened.views["write"].place
    assert shown == ("body", BODY.index("(") + 1)


def test_keys_go_round_the_findings_and_mend_the_one_that_was_gone_to(
    opened: Opened, tab: ChecksTab
) -> None:
    opened.run("conflict.next")
    assert opened.views["write"].place == ("body", BODY.index(", 17"))
    assert tab.can_mend
    opened.run("check.mend")
    article = opened.conductor.navigator.article
    assert article is not None
    text = opened.desk.stories.find_article(article.id).markdown
    assert text.startswith("Hôm thứ Sáu, 17/10/2025")
    check(opened, tab)
    assert [card.finding.check for card in cards(tab)] == ["Q1", "M3"]
    opened.run("conflict.previous")
    assert opened.window.areas is not None
    assert opened.window.areas.page.inspector.choice == "tags"


def test_an_error_is_overruled_and_shown_again(opened: Opened, tab: ChecksTab) -> None:
    opened.desk.settings.save(editor="Minh")
    press(cards(tab)[1], "Overrule")
    opened.settle()
    check(opened, tab)
    assert [card.finding.check for card in cards(tab)] == ["N5", "M3"]
    press(tab, "Show again")
    opened.settle()
    check(opened, tab)
    assert [card.finding.check for card in cards(tab)] == ["N5", "Q1", "M3"]


def test_a_warning_is_ignored_or_always_allowed(opened: Opened, tab: ChecksTab) -> None:
    warning = cards(tab)[2]
    assert warning.finding.severity is Severity.WARNING
    scopes = [scope for scope, _title in warning._scopes()]
    assert scopes == [Scope.HERE, Scope.STORY, Scope.ALWAYS]
    press(warning, "Ignore in this story")
    opened.settle()
    check(opened, tab)
    assert tab._said.text() == "2 errors"
    (line,) = [line for line in tab.findChildren(IgnoredLine) if not line.isHidden()]
    assert line.ignored.scope is Scope.STORY
    said = line.findChild(PlainLabel)
    assert said is not None
    assert said.text().startswith("The story has no tags. Ignored in this story")
    press(line, "Show again")
    opened.settle()
    check(opened, tab)
    assert tab._said.text() == "2 errors · 1 warning"


def test_a_decision_for_the_whole_story_is_listed_once() -> None:
    places = [field_address(ArticleId("a" * 32), name) for name in ("headline", "standfirst")]
    found = [
        Finding("L2", Severity.WARNING, place, 0, 5, Message("check-l2"), "nguoi")
        for place in places
    ]
    moment = datetime(2026, 11, 26, tzinfo=UTC)
    wide = [Ignored(item, "Lan", moment, Scope.STORY) for item in found]
    narrow = [Ignored(item, "Lan", moment, Scope.HERE) for item in found]
    assert len(once(wide)) == 1
    assert len(once([*wide, *narrow])) == 3


def test_what_nobody_has_translated_is_one_line_that_leads_to_the_first(opened: Opened) -> None:
    desk = opened.desk
    made = desk.stories.create(VIETNAMESE)
    desk.drafts.save(made.article, "body", "Có 64 thợ đan.\n\nHôm 17/10 bão vào.\n\nGió to.")
    desk.drafts.settle(made.article)
    started = desk.translations.start(made.story, ENGLISH)
    desk.drafts.save(started.article, "body", "There are 64 weavers.")
    desk.drafts.settle(started.article)
    opened.open(made.story)
    opened.conductor.navigator.show_language(ENGLISH)
    opened.run("go.checks")
    tab = opened.conductor._parts.checks
    check(opened, tab)
    assert {card.finding.check for card in cards(tab)}.isdisjoint({"S1", "S3"})
    assert tab._to_do._words.text() == "2 paragraphs not translated yet"
    press(tab, "Go to the first")
    opened.settle()
    assert opened.window.areas is not None
    assert opened.window.areas.page.centre.key == "translate"
    source = opened.desk.stories.find_article(made.article)
    second = block_address(source.id, source.body[1].id)
    assert opened.views["translate"].place[0] == f"source {second.owner} {second.part}"


def test_a_text_that_is_not_there_has_no_findings(opened: Opened, tab: ChecksTab) -> None:
    opened.conductor.navigator.close_story()
    opened.settle()
    assert tab.findings == ()
    assert cards(tab) == []


def test_cards_are_made_only_where_they_are_seen_and_when_something_differs(
    opened: Opened, tab: ChecksTab
) -> None:
    before = cards(tab)
    check(opened, tab)
    assert cards(tab) == before
    opened.run("go.details")
    article = opened.conductor.navigator.article
    assert article is not None
    opened.desk.drafts.save(article.id, "body", BODY.replace("(", ""))
    opened.desk.drafts.settle(article.id)
    check(opened, tab)
    assert tab._said.text() == "1 error · 1 warning"
    assert tab._filled is not None
    assert len(tab._filled.open) == 3
    opened.run("go.checks")
    assert [card.finding.check for card in cards(tab)] == ["N5", "M3"]
