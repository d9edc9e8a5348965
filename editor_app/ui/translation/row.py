"""A row of the Translate view: what is linked, what it says, and how far it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from editor_app.domain.ids import BlockId
from editor_app.domain.label import Label, LabelKind
from editor_app.domain.link import Address, Segment, State
from editor_app.sentences import _, pgettext
from editor_app.services.row_views import NOBODY, Setting
from editor_app.text.differences import change_count
from editor_app.text.words import ALT, CAPTION
from editor_app.ui.translation.row_text import RowText
from editor_app.ui.words import part_names

SPOKEN_PARTS = ("headline", "standfirst", "dateline", "push", "home", "social", "seo")


@dataclass(frozen=True)
class Waiting:
    """What the desk has of a source by now while its row, which is typed in, shows what it had.

    ``at`` is when that was heard of (UTC), ``changes`` how many stretches of words differ.
    """

    source: str
    stale: bool
    before: str
    gone: bool
    at: datetime
    changes: int


@dataclass
class Row:
    """One row. ``source`` and ``target`` are shown; ``text`` is the row's own piece of the body.

    ``before`` is the source text the target was made from, where the source has changed since.
    ``setting`` tells who made it what it is, and when.
    ``sure``: it holds an exact match as it was filled in. ``state`` and ``stale`` run ahead of the
    segment while a confirmation is on its way. ``waiting`` is a change of the source that came
    while the row is typed in and has not been looked at. ``stands`` says where the paragraph is in
    the text when that is not where the source has it. ``label`` is set for what is no text of
    the article: slug, names of section and tags, phrases of the pages.
    """

    segment: Segment
    source: str
    target: str
    state: State
    stale: bool
    before: str = ""
    sure: bool = False
    text: RowText | None = None
    waiting: Waiting | None = None
    setting: Setting = NOBODY
    stands: str = ""
    label: Label | None = None

    def wait(self, shown: Row, now: datetime) -> None:
        """Go on showing the source as ``shown`` does; what the desk has waits to be asked for."""
        if self.source == shown.source:
            return
        known = shown.waiting
        at = known.at if known is not None and known.source == self.source else now
        gone = bool(shown.sources) and not self.sources
        changes = change_count(shown.source, self.source)
        self.waiting = Waiting(self.source, self.stale, self.before, gone, at, changes)
        self.source, self.stale, self.before = shown.source, shown.stale, shown.before

    def lose_source(self, now: datetime) -> None:
        """Let it wait that the source is gone, where it is; the desk has no such row any more."""
        if self.sources and self.waiting is None:
            self.waiting = Waiting("", False, "", gone=True, at=now, changes=1)

    def catch_up(self) -> bool:
        """Show what waits, with the words that differ; False when nothing does."""
        waiting, self.waiting = self.waiting, None
        if waiting is None:
            return False
        if waiting.gone:
            self.segment = replace(self.segment, sources=())
        self.before = waiting.before or self.source
        self.source, self.stale = waiting.source, waiting.stale
        return True

    @property
    def gone(self) -> bool:
        """Whether the source has given up what this row renders: that asks for a decision."""
        return self.stale and not self.sources

    @property
    def sources(self) -> tuple[Address, ...]:
        """The source addresses."""
        return self.segment.sources

    @property
    def targets(self) -> tuple[Address, ...]:
        """The target addresses as far as the desk knows them."""
        return self.segment.targets

    @property
    def field(self) -> Address | None:
        """The target's address when it is a field or a photo's text, not paragraphs."""
        return next((item for item in self.targets if item.block is None), None)

    @property
    def is_field(self) -> bool:
        """Whether the row is a field or a photo's text."""
        return any(item.block is None for item in (*self.sources, *self.targets))

    @property
    def lacks_photo(self) -> bool:
        """Whether it is said of a photo that this version does not show: nowhere to write it."""
        return self.part in {CAPTION, ALT} and self.field is None

    @property
    def blocks(self) -> tuple[BlockId, ...]:
        """The target paragraphs that the desk knows."""
        return tuple(item.block for item in self.targets if item.block is not None)

    @property
    def finished(self) -> bool:
        """Whether nothing is left to do here. A paragraph the translator added asks for nothing."""
        if self.label is not None:
            return not self.label.lacking or self.state.finished
        if self.stale or self.waiting is not None:
            return False
        return self.state.finished or not self.source.strip()

    @property
    def confirmable(self) -> bool:
        """Whether it may be confirmed with others, unread: an exact match that nobody touched."""
        untouched = self.state is State.DRAFT and self.target == self.segment.target_text
        return self.sure and untouched and not self.stale and self.waiting is None

    @property
    def counts(self) -> bool:
        """Whether the row is counted in how far the translation is: it has, or had, a source."""
        return self.label is None and (self.stale or bool(self.source.strip()))

    @property
    def letter(self) -> str:
        """The letter beside the bar of the row's state."""
        return state_letter(self.state, stale=self.stale)

    @property
    def is_own(self) -> bool:
        """Whether a hand has said that its paragraphs render nothing of the source."""
        return not self.sources and bool(self.blocks) and self.state.finished and not self.stale

    @property
    def name(self) -> str:
        """What the row is, when it is not a paragraph."""
        if self.gone:
            return _("No longer in the source")
        if self.label is not None:
            return label_name(self.label)
        if self.part:
            return part_names()[self.part]
        return self.stands or (_("Own text") if self.is_own else "")

    @property
    def part(self) -> str:
        """The field or photo text that the row is; empty for paragraphs."""
        return next((item.part for item in (*self.sources, *self.targets) if not item.block), "")

    @property
    def words(self) -> str:
        """The row's state in words."""
        return self.name if self.gone else state_words(self.state, stale=self.stale)

    def shares(self, other: Row) -> bool:
        """Say whether the other row is this one after the desk has looked at it again."""
        if self.segment.shares(other.sources, other.targets):
            return True
        return bool(self.text and set(self.text.ids()) & set(other.blocks))


def row_of(segment: Segment) -> Row:
    """Return the row of a segment as the desk has it."""
    return Row(segment, segment.source_text, segment.target_text, segment.state, segment.stale)


def added_row() -> Row:
    """Return a row for a paragraph that the translator adds."""
    return row_of(Segment((), (), "", "", State.TO_DO))


def left_of(rows: list[Row]) -> int:
    """Count the rows that are not finished."""
    return sum(1 for row in rows if not row.finished)


def state_tone(state: State, *, stale: bool) -> str:
    """Return the tone of a state's bar: plain, ok, warn or err."""
    if stale:
        return "err"
    if state in {State.TRANSLATED, State.REVIEWED}:
        return "ok"
    return "warn" if state is State.DRAFT else "plain"


def state_words(state: State, *, stale: bool) -> str:
    """Return a row's state in words."""
    if stale:
        return _("Source changed")
    return {
        State.TO_DO: _("To do"),
        State.DRAFT: pgettext("row", "Draft"),
        State.TRANSLATED: _("Translated"),
        State.REVIEWED: _("Reviewed"),
        State.LEFT_OUT: _("Left out"),
    }[state]


def state_letter(state: State, *, stale: bool) -> str:
    """Return the sign of a state: the first letter of a phrase of its own, or a mark."""
    if stale:
        return "!"
    return {
        State.TO_DO: "·",
        State.DRAFT: _("D (draft)")[:1],
        State.TRANSLATED: _("T (translated)")[:1],
        State.REVIEWED: _("R (reviewed)")[:1],
        State.LEFT_OUT: "–",
    }[state]


def label_name(label: Label) -> str:
    """Return what a label is called in the editor's language, with whose it is."""
    name = {
        LabelKind.SLUG: _("Slug"),
        LabelKind.SECTION: _("Section"),
        LabelKind.TAG: _("Tag"),
        LabelKind.PHRASE: _("Phrase of the pages"),
    }[label.kind]
    more = _("readers have this address") if label.public else label.owner
    return f"{name} · {more}" if more else name
