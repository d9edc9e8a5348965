"""One finding as a card: how grave it is, what is wrong, the words, and what can be done."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from editor_app.domain.article import Article, Place
from editor_app.domain.finding import Finding, Severity
from editor_app.domain.link import Address
from editor_app.sentences import _, sentence
from editor_app.services.check_views import Ignored, Scope
from editor_app.text.blocks import GAP
from editor_app.text.checks.codes import FIXED, OF_ONE_PLACE
from editor_app.ui.article.check_titles import check_titles
from editor_app.ui.theme import say
from editor_app.ui.widgets.badge import Badge
from editor_app.ui.widgets.buttons import Button
from editor_app.ui.widgets.flow import flowing
from editor_app.ui.widgets.labels import Elided, PlainLabel
from editor_app.ui.widgets.tips import as_tip

TONES = {Severity.ERROR: "err", Severity.WARNING: "warn", Severity.INFORMATION: "info"}
OLD_BACKGROUND, NO_CREDIT = "M16", "F1"
LONGEST_FIX = 24
"""Characters of a fix that its button shows."""

IN_THE_TEXT = frozenset({Place.HEADLINE, Place.STANDFIRST})
"""Fields that stand above the body; the others are mended in a tab beside the text."""


class Grown(QFrame):
    """A frame that is as high as its lines need, in a list that does not ask how high that is."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the height that this width takes."""
        super().resizeEvent(event)
        self._grow()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the lines out: what grew in the first resize of a hidden frame did not reach them."""
        super().showEvent(event)
        inside = self.layout()
        if inside is not None:
            inside.invalidate()
            inside.activate()

    def event(self, event: QEvent) -> bool:
        """Ask for another height when the lines have other words."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._grow()
        return done

    def _grow(self) -> None:
        inside = self.layout()
        high = max(inside.totalHeightForWidth(self.width()), 0) if inside is not None else 0
        if high != self.minimumHeight():
            self.setMinimumHeight(high)


class CheckCard(Grown):
    """A finding. ``ignored`` carries a Scope, ``requested`` the name of an action that helps."""

    place_wanted = Signal()
    mend_wanted = Signal()
    ignored = Signal(object)
    requested = Signal(str)

    def __init__(self, finding: Finding, marked: str) -> None:
        """Show a finding; ``marked`` are the words that it is about."""
        super().__init__()
        self.finding, self.marked = finding, marked
        self.setProperty("card", True)
        words = sentence(finding.message)
        self.setAccessibleName(f"{severity_words(finding.severity)}: {words}")
        head = QHBoxLayout()
        head.addWidget(Badge(severity_words(finding.severity), TONES[finding.severity]))
        head.addStretch(1)
        check = PlainLabel(finding.check, "small")
        check.setToolTip(check_titles().get(finding.check, ""))
        head.addWidget(check)
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 8, 11, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(PlainLabel(words, wrap=True))
        if marked and marked not in words:
            column.addWidget(Elided(" ".join(marked.split()), "small"))
        column.addWidget(self._doings(words))

    def stand_out(self, *, at: bool) -> None:
        """Show whether this is the finding that was gone to."""
        if bool(self.property("at")) is not at:
            say(self, at=at)

    def _doings(self, words: str) -> QWidget:
        made = [Button(_("Go there"), "link", clicked=self.place_wanted.emit)]
        if self.finding.fix is not None:
            change = _("Change to {words}").format(words=self.finding.fix)
            short = self.finding.fix.strip() and len(self.finding.fix) <= LONGEST_FIX
            mend = Button(change if short else _("Mend"), "link", clicked=self.mend_wanted.emit)
            mend.setToolTip("" if short else as_tip(change))
            made.append(mend)
        if self.finding.check == OLD_BACKGROUND:
            open_sheet = partial(self.requested.emit, "text.standing")
            made.append(Button(_("Background…"), "link", clicked=open_sheet))
        made += [
            Button(title, "link", clicked=partial(self.ignored.emit, scope))
            for scope, title in self._scopes()
        ]
        for button in made:
            button.setAccessibleName(f"{button.text()}: {words}")
        return flowing(*made, gap=14)

    def _scopes(self) -> tuple[tuple[Scope, str], ...]:
        """Return how far this finding may be waved through; an error by name, and not for ever."""
        here = self.finding.check in OF_ONE_PLACE
        if self.finding.severity is Severity.ERROR:
            if self.finding.check in FIXED:
                return ()
            wide = (Scope.STORY, _("Overrule in this story"))
            return ((Scope.HERE, _("Overrule")), *(() if here else (wide,)))
        farther = ((Scope.STORY, _("Ignore in this story")), (Scope.ALWAYS, _("Always")))
        return ((Scope.HERE, _("Ignore")), *(() if here else farther))


class ToDoLine(Grown):
    """How much nobody has translated yet, and the way to the first of it; hidden without words."""

    first_wanted = Signal()

    def __init__(self) -> None:
        """Stay hidden until there is something to say."""
        super().__init__()
        self._words = PlainLabel(wrap=True)
        self._first = Button(_("Go to the first"), "link", clicked=self.first_wanted.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._words)
        column.addWidget(self._first, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def say(self, words: str) -> None:
        """Say how much is left; nothing hides the line."""
        self._words.say(words)
        self._first.setAccessibleName(f"{self._first.text()}: {words}")
        self.setVisible(bool(words))


class IgnoredLine(Grown):
    """A finding that somebody waved through, to be shown again."""

    heeded = Signal()

    def __init__(self, ignored: Ignored) -> None:
        """Show who waved it through."""
        super().__init__()
        self.ignored = ignored
        words = sentence(ignored.finding.message)
        said = _ignored_words(ignored.scope, named=bool(ignored.by))
        label = PlainLabel(said.format(finding=words, name=ignored.by), "small", wrap=True)
        again = Button(_("Show again"), "link", clicked=self.heeded.emit)
        again.setAccessibleName(f"{again.text()}: {words}")
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 2, 11, 2)
        column.setSpacing(2)
        column.addWidget(label)
        column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)


def _ignored_words(scope: Scope, *, named: bool) -> str:
    """Return how it is said that a finding was waved through, with gaps for it and for a name."""
    if scope is Scope.STORY:
        by_name, bare = (
            _("{finding} Ignored in this story by {name}."),
            _("{finding} Ignored in this story."),
        )
    elif scope is Scope.ALWAYS:
        by_name, bare = _("{finding} Always ignored by {name}."), _("{finding} Always ignored.")
    else:
        by_name, bare = _("{finding} Ignored by {name}."), _("{finding} Ignored.")
    return by_name if named else bare


def severity_words(severity: Severity) -> str:
    """Return how grave a finding is, in a word."""
    return {
        Severity.ERROR: _("Error"),
        Severity.WARNING: _("Warning"),
        Severity.INFORMATION: _("Note"),
    }[severity]


def caret_of(finding: Finding, article: Article) -> tuple[str, int]:
    """Return part and code point of a finding, or the tab beside the text that it is about.

    What is not in the article is named by kind, owner and part: ``source`` is a text it renders,
    ``use`` a photo's. A field of the Details tab is named with it: ``details push``.
    """
    if finding.check == NO_CREDIT:
        return ("photos", 0)
    return caret_in(article, finding.address, finding.end)


def caret_in(article: Article, address: Address, end: int) -> tuple[str, int]:
    """Return part and code point of a place in a text, named as ``caret_of`` does."""
    if address.owner != article.id:
        kind = "source" if address.owner == article.translated_from else "use"
        return (f"{kind} {address.owner} {address.part}", end)
    if address.block is None:
        if address.part in IN_THE_TEXT:
            return (address.part, end)
        return ("tags", 0) if address.part == "tags" else (f"details {address.part}", end)
    start = 0
    for block in article.body:
        if block.id == address.block:
            return ("body", start + min(end, len(block.text)))
        start += len(block.text) + len(GAP)
    return ("body", 0)
