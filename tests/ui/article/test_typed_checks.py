"""Checks while somebody types: the block alone, after a rest, and nothing for a text of before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from editor_app.domain.ids import VIETNAMESE, ArticleId
from editor_app.domain.link import Address, block_address
from editor_app.services.check_views import Scope
from editor_app.services.preferences import SettingsService
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.typed_checks import TypedChecks, fingerprint_in
from editor_app.ui.jobs import Jobs
from editor_app.wiring import Desk, new_desk, open_desk

BODY = "Hôm thứ Sáu, 17/10/2025, trời mưa.\n\nThuyền về."


class Typing:
    """A story that is typed in, and the checks that look on."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject) -> None:
        made = desk.stories.create(VIETNAMESE)
        desk.drafts.save(made.article, "headline", "Tít")
        desk.drafts.save(made.article, "body", BODY)
        desk.drafts.settle(made.article)
        self.desk, self.jobs, self.article = desk, jobs, made.article
        self.manuscripts = Manuscripts(desk.drafts, jobs, parent)
        self.manuscripts.take(desk.stories.view(made.story))
        self.typed = TypedChecks(jobs, desk.checks, self.manuscripts, parent)
        self.typed.take(desk.checks.report(made.article))

    @property
    def manuscript(self) -> Manuscript:
        return self.manuscripts.of(self.article)

    def write(self, at: int, words: str) -> None:
        """Type words at a place of the first paragraph."""
        cursor = QTextCursor(self.manuscript.body.document)
        cursor.setPosition(at)
        cursor.insertText(words)

    def rest(self) -> None:
        """Let the typist rest, and the checks do their work."""
        self.typed.check_now()
        assert self.jobs.settle(60_000)

    def address(self) -> Address:
        first = self.manuscript.body.document.firstBlock()
        ident = self.manuscript.body.id_of(first)
        assert ident is not None
        return block_address(ArticleId(self.article), ident)

    def marked(self) -> list[str]:
        """Return the words that are marked in the first paragraph."""
        text = self.manuscript.body.document.firstBlock().text()
        return [text[m.start : m.end] for m in self.typed.marks.of(self.address(), text)]


@pytest.fixture
def typing(jobs: Jobs, tmp_path: Path) -> Iterator[Typing]:
    new_desk(tmp_path / "desk")
    desk = open_desk(tmp_path / "desk", settings=SettingsService(tmp_path / "settings.json"))
    parent = QObject()
    made = Typing(desk, jobs, parent)
    yield made
    made.manuscripts.close()
    jobs.settle(60_000)
    parent.deleteLater()
    desk.close()


def test_what_is_typed_wrong_is_marked_after_a_rest_and_mended_again(typing: Typing) -> None:
    assert typing.marked() == []
    typing.write(33, " (rất to")
    assert typing.marked() == []
    typing.rest()
    assert typing.marked() == ["("]
    ((finding, words),) = typing.typed.found_at([typing.address()])
    assert (finding.check, words) == ("Q1", "(")
    typing.write(41, ")")
    typing.rest()
    assert typing.marked() == []


def test_a_name_spelt_in_two_ways_is_found_once_however_often_somebody_rests(
    typing: Typing,
) -> None:
    typing.write(33, " gặp Trần Quốc Khánh, rồi Trần Quốc Khanh và Trần Quốc Khánh")
    for place in (0, 1, 2):
        typing.rest()
        (said,) = [f for f, _ in typing.typed.found_at([typing.address()]) if f.check == "T5"]
        assert said.fix == "Trần Quốc Khánh"
        typing.write(place, " ")


def test_a_result_for_a_text_that_has_changed_meanwhile_is_dropped(typing: Typing) -> None:
    typing.write(33, " (rất to")
    typing.typed.check_now()
    typing.write(41, ")")
    assert typing.jobs.settle(60_000)
    assert typing.marked() == []


def test_what_was_dismissed_stays_so_when_text_elsewhere_moves(typing: Typing) -> None:
    typing.write(33, " (rất to")
    typing.rest()
    ((finding, _words),) = typing.typed.found_at([typing.address()])
    typing.desk.settings.save(editor="Minh")
    typing.desk.checks.ignore(ArticleId(typing.article), finding, Scope.HERE)
    typing.write(0, "Ngoài khơi, ")
    typing.rest()
    assert typing.marked() == []


def test_a_headline_is_checked_as_it_is_typed(typing: Typing) -> None:
    field = typing.manuscript.headline
    cursor = QTextCursor(field.document)
    cursor.insertText("Mưa (to ")
    typing.rest()
    address = Address(typing.article, "headline")
    (mark,) = typing.typed.marks.of(address, field.markdown())
    assert (mark.start, mark.end, mark.sign) == (4, 5, True)
    assert len(fingerprint_in(mark.key)) == 32


def test_other_terms_or_rules_ask_for_another_look(typing: Typing) -> None:
    asked: list[bool] = []
    typing.typed.outdated.connect(lambda: asked.append(True))
    typing.jobs.change(lambda: typing.desk.settings.save(roomy_list=True))
    assert typing.jobs.settle(60_000)
    assert asked == [True]


def test_another_article_in_sight_takes_the_marks_away(typing: Typing) -> None:
    typing.write(33, " (rất to")
    typing.rest()
    typing.typed.take(None)
    assert typing.marked() == []
    assert typing.typed.found_at([typing.address()]) == ()
