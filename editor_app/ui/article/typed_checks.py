"""Checks while somebody types: what is found in the block that is typed in, marked in the text.

The whole article is checked once its text is settled; between that the block (or field) alone is,
after a short rest, on a reader thread. Results mark words and margin and nothing else, and those
for a text that has changed meanwhile are dropped: the next rest asks again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from editor_app.domain.changes import Changes
from editor_app.domain.errors import EditorError
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.ids import ArticleId
from editor_app.domain.link import Address, block_address
from editor_app.sentences import sentence
from editor_app.services.check_views import CheckReport
from editor_app.ui.article.body_text import BodyText
from editor_app.ui.article.layout_marks import text_at
from editor_app.ui.article.manuscript import Manuscript
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.passage import Passage
from editor_app.ui.article.source_marks import SourceMarks
from editor_app.ui.article.text_marks import MarkLook, TextMark, TextMarks
from editor_app.ui.jobs import Jobs

if TYPE_CHECKING:
    from editor_app.services.checking import CheckService

LAYER = "checks"
Found = tuple[str, tuple[Finding, ...]]

REST = 450  # milliseconds after the last key that the block is checked
MOST = 3  # so many places are checked one by one; more wait for the whole article
LOOKS = {
    Severity.ERROR: MarkLook.ERROR,
    Severity.WARNING: MarkLook.WARNING,
    Severity.INFORMATION: MarkLook.NOTE,
}
OF_THE_WHOLE = frozenset({"S1", "S3", "M2", "M3", "M4", "M12"})
"""Checks that look at the whole article: what they have said of a block stands until it is."""


SAID_BY_THE_ROW = frozenset({"S3", "S8"})
"""Checks whose finding the state of a row in Translate says already: to do, source changed."""


class TypedChecks(QObject):
    """Marks what the checks find, in the texts of the open story.

    ``outdated`` tells that everything is to be checked again: terms or rules are others now;
    ``changed`` that other things are found.
    """

    outdated = Signal()
    changed = Signal()

    def __init__(
        self, jobs: Jobs, checks: CheckService, manuscripts: Manuscripts, parent: QObject
    ) -> None:
        """Listen to what is typed."""
        super().__init__(parent)
        self._jobs, self._checks = jobs, checks
        self.marks: TextMarks = manuscripts.marks
        self._in_source = SourceMarks(self.marks)
        self._article: str | None = None
        self._owners: set[str] = set()
        self._found: dict[Address, Found] = {}
        self._typed: dict[Address, tuple[Manuscript, Passage]] = {}
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self.check_now)
        manuscripts.edited.connect(self._on_edited)
        jobs.changed.connect(self._on_changes)

    # -- the whole article

    def take(self, report: CheckReport | None) -> None:
        """Mark what was found in a whole article; with None another one comes into sight."""
        if report is None or report.article != self._article:
            self.marks.clear(LAYER)
            self._in_source.clear()
            self._owners.clear()
        self._article = report.article if report is not None else None
        self._found = {}
        if report is not None:
            texts = dict(report.words)
            for finding in report.open:
                text, known = self._found.get(finding.address, (texts.get(finding.address, ""), ()))
                self._found[finding.address] = text, (*known, finding)
            self._owners |= {address.owner for address in (*texts, *self._found)}
        marks = {
            address: (text, [mark_of(finding, text) for finding in found])
            for address, (text, found) in self._found.items()
        }
        self.marks.put_all(LAYER, self._owners, marks)
        self._in_source.put_all({address: found for address, (_text, found) in self._found.items()})
        self.changed.emit()

    def found_at(self, addresses: Sequence[Address]) -> tuple[tuple[Finding, str], ...]:
        """Return what is found at a row's addresses, each with the words that it marks."""
        known = (self._found[address] for address in addresses if address in self._found)
        return tuple(
            (finding, text[finding.start : finding.end])
            for text, found in known
            for finding in found
            if finding.check not in SAID_BY_THE_ROW
        )

    def _on_changes(self, changes: Changes) -> None:
        if changes.terms or changes.settings or changes.vocabulary:
            self._checks.forget()
            self.outdated.emit()

    # -- what is typed in

    def _on_edited(self, manuscript: Manuscript, passage: Passage) -> None:
        address = edited_address(passage)
        if address is not None:
            self._typed[address] = manuscript, passage
            self._rest.start()

    def check_now(self) -> None:
        """Check what was typed in since the last rest."""
        typed, self._typed = self._typed, {}
        self._rest.stop()
        for address, (manuscript, passage) in list(typed.items())[-MOST:]:
            if not isValid(passage) or manuscript.article != self._article:
                continue
            text = text_at(passage, address)
            if text is not None:
                self._check(manuscript.article, passage, address, text)

    def _check(self, article: ArticleId, passage: Passage, address: Address, text: str) -> None:
        checks = self._checks
        self._jobs.fetch(
            passage,
            lambda: checks.at(article, address, text),
            partial(self._show, passage, address, text),
            _let_be,
            key=f"{LAYER} {address.owner} {address.part}",
        )

    def _show(
        self, passage: Passage, address: Address, text: str, found: Iterable[Finding]
    ) -> None:
        if text_at(passage, address) != text:
            return  # typed on meanwhile: the next rest asks again
        _text, before = self._found.get(address, ("", ()))
        kept = tuple(item for item in before if item.check in OF_THE_WHOLE)
        after = (*kept, *found)
        self._found[address] = text, after
        self.marks.put(LAYER, address, text, [mark_of(finding, text) for finding in after])
        self._in_source.put(address, after)
        if before != after:
            self.changed.emit()


def edited_address(passage: Passage) -> Address | None:
    """Return the address of what was edited last; None for a paragraph the desk has not seen."""
    if not isinstance(passage, BodyText):
        return Address(passage.owner, passage.part)
    ident = passage.id_of(passage.edited_block())
    return None if ident is None else block_address(ArticleId(passage.owner), ident)


def mark_of(finding: Finding, text: str) -> TextMark:
    """Return the mark of a finding; one that is about the whole text has a sign alone."""
    whole = finding.start == 0 and finding.end >= len(text)
    return TextMark(
        0 if whole else finding.start,
        0 if whole else finding.end,
        LOOKS[finding.severity],
        sentence(finding.message),
        f"{finding.check} {finding.fingerprint}",
        sign=True,
    )


def check_in(key: str) -> str:
    """Return the id of the check that a mark's key tells of."""
    return key.partition(" ")[0]


def fingerprint_in(key: str) -> str:
    """Return the fingerprint of the finding that a mark's key tells of."""
    return key.partition(" ")[2]


def _let_be(_error: EditorError) -> None:
    """The article went away meanwhile, or cannot be read now: the whole check says so itself."""
