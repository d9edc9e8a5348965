"""The Details tab: section, byline, outlets, source, names and times of a story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLineEdit, QMenu, QVBoxLayout, QWidget

from editor_app.domain.article import Article, ArticleStatus, Shown
from editor_app.domain.edition import Edition
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language, OutletId, PersonId
from editor_app.domain.story import Credited, Role, Story
from editor_app.domain.vocabulary import Outlet, Person
from editor_app.sentences import _, sentence, spoken
from editor_app.services.views import StoryView
from editor_app.text.folding import fold
from editor_app.ui.article.field_edits import Failed, FieldEdits, StoryEdit
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.article.manuscripts import Manuscripts
from editor_app.ui.article.other_headlines import PARTS, OtherHeadlines
from editor_app.ui.article.story_credits import (
    with_outlet,
    with_person,
    with_role,
    without_outlet,
    without_person,
)
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.theme import Theme, say
from editor_app.ui.widgets.buttons import FieldLink
from editor_app.ui.widgets.choice import Choice, Tick
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.tag_field import Item, TagField
from editor_app.ui.widgets.when_field import WhenField
from editor_app.ui.words import (
    autonym,
    full_moment,
    name_in,
    role_words,
    shown_words,
    status_words,
    utc_now,
)

MARGIN = 14
NO_SECTION = ""
SENT = frozenset({Shown.SCHEDULED, Shown.PUBLISHED, Shown.CORRECTED, Shown.WITHDRAWN})
"""What a version is shown as that somebody sent without a word on its status."""


class DetailsTab(SideTab):
    """What is said of a story beside its words; every field is kept as soon as it is left.

    ``article_wanted`` carries the article this one is translated from; ``person_wanted`` and
    ``outlet_wanted`` carry a name that the desk does not know yet.
    """

    article_wanted = Signal(object)
    person_wanted = Signal(str)
    outlet_wanted = Signal(str)

    def __init__(
        self, theme: Theme, edits: FieldEdits, zone: ZoneInfo, manuscripts: Manuscripts
    ) -> None:
        """Send edits through ``edits``; times are those of ``zone``.

        Dateline and other headlines are typed in ``manuscripts``, as the text is.
        """
        super().__init__()
        self._theme, self._edits = theme, edits
        self._vocabulary = Vocabulary()
        self._story: StoryView | None = None
        self._article: Article | None = None
        self.headlines = OtherHeadlines(manuscripts)
        self._make_fields(theme, zone)
        self._lay_out()
        self.setEnabled(False)

    def _make_fields(self, theme: Theme, zone: ZoneInfo) -> None:
        self._notice = Notice(theme)
        self._status = Choice(theme)
        self._status.offer(states(None, None))
        self._status.chosen.connect(lambda key: self._set_own(status=ArticleStatus(key)))
        self._section = Choice(theme)
        self._section.chosen.connect(lambda key: self._set_shared(section=key or None))
        self._byline = TagField(
            theme,
            _("Byline"),
            lambda typed: complete_names(self._vocabulary.persons, typed, self._language),
            new_words=_("Add “{name}”"),
        )
        self._byline.added.connect(self._on_person)
        self._byline.made.connect(self.person_wanted)
        self._byline.removed.connect(self._on_person_removed)
        self._byline.pressed.connect(self._open_roles)
        self._outlets = TagField(
            theme,
            _("Outlets credited"),
            lambda typed: complete_names(self._vocabulary.outlets, typed, self._language),
            new_words=_("Add “{name}”"),
        )
        self._outlets.added.connect(self._on_outlet)
        self._outlets.made.connect(self.outlet_wanted)
        self._outlets.removed.connect(self._on_outlet_removed)
        self._source = FieldLink(clicked=self._open_source)
        self._page = FieldLink(clicked=self._open_page)
        self._link = QLineEdit()
        self._link.editingFinished.connect(self._on_link)
        self._word = QLineEdit()
        self._word.editingFinished.connect(self._on_word)
        self._slug = QLineEdit()
        self._slug.editingFinished.connect(self._on_slug)
        self._goes_out = WhenField(zone, _("Not planned"))
        self._goes_out.changed.connect(lambda when: self._set_own(planned=when))
        self._embargo = WhenField(zone, _("No embargo"))
        self._embargo.changed.connect(lambda when: self._set_shared(embargo=when))
        self._sensitive = Tick(theme, _("Keep it in the house"))
        self._sensitive.ticked.connect(lambda on: self._set_shared(sensitive=on))

    def _lay_out(self) -> None:
        self._outlet_field = Field(_("Outlets credited"), self._outlets)
        self._source_field = Field(_("Translated from"), self._source)
        self._page_field = Field(_("Source outlet"), self._page)
        self._time_field = Field(_("Goes out"), self._goes_out)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        column.setSpacing(10)
        fields: tuple[QWidget, ...] = (
            self._notice,
            Field(_("Status"), self._status),
            Field(_("Section"), self._section),
            Field(_("Byline"), self._byline),
            self._outlet_field,
            self._source_field,
            self._page_field,
            Field(_("Link to the source"), self._link),
            Field(_("Name in the list"), self._word),
            Field(_("Slug"), self._slug),
            self.headlines,
            self._time_field,
            Field(_("Embargo"), self._embargo, _("Of all languages. Before it nothing is sent.")),
            Field(_("Confidential"), self._sensitive, confidential_words()),
        )
        for field in fields:
            column.addWidget(field)
        column.addStretch(1)

    # -- showing

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the names of sections, persons and outlets."""
        self._vocabulary = vocabulary
        self._show(self._story, self._article.id if self._article else None)

    def focus_start(self) -> bool:
        """Go to the first field that an intake was not sure of."""
        unsure = self._story.story.uncertain if self._story else frozenset()
        fields: tuple[tuple[str, QWidget], ...] = (
            ("section", self._section),
            ("byline", self._byline.line),
            ("outlets", self._outlets.line),
        )
        wanted = next((field for name, field in fields if name in unsure), None)
        if wanted is not None:
            wanted.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return wanted is not None

    def focus_field(self, name: str, caret: int = 0) -> None:
        """Go to a field by the name that findings have for it, with the caret at a place of it."""
        if name in PARTS:
            self.headlines.show_part(name, caret)
        elif name == "slug":
            self._slug.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._slug.setCursorPosition(caret)
        if (focus := self.focusWidget()) is not None:
            QTimer.singleShot(0, focus, partial(self.bring_into_sight, focus))

    def use_zone(self, zone: ZoneInfo) -> None:
        """Show times in the zone of the site."""
        for field in (self._goes_out, self._embargo):
            field.use_zone(zone)

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the details of a language version."""
        self._show(story, article)
        self.headlines.show_version(story, self._article)

    def _show(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show what is kept beside the words; out of sight, of the story that was here last."""
        other = story is None or self._story is None or story.story.id != self._story.story.id
        before = self._article.id if self._article else None
        if other or article != before:
            self._keep()
        if other:
            self._notice.clear()
        self._story = story
        shown = story.articles if story else ()
        self._article = next((item for item in shown if item.id == article), None)
        self.setEnabled(story is not None)
        if story is not None:
            self._show_shared(story)
        self._show_own(self._article)

    def _show_shared(self, story: StoryView) -> None:
        """Show what the language versions share."""
        facts = story.story
        sections = tuple(
            (item.id, name_in(item.names, Language(spoken()), self._language))
            for item in self._vocabulary.sections
            if not item.retired or item.id == facts.section
        )
        self._section.offer(((NO_SECTION, _("No section")), *sections))
        self._section.choose(facts.section or NO_SECTION)
        say(self._section, unsure="section" in facts.uncertain)
        self._byline.show_items(person_items(self._vocabulary, facts, self._language))
        self._outlets.show_items(outlet_items(self._vocabulary, facts, self._language))
        self._outlet_field.rename(outlet_words(self._vocabulary.by_language.get(self._language)))
        self._show_origin(facts)
        self._embargo.show_when(facts.embargo)
        self._sensitive.setChecked(facts.sensitive)
        for line, words in ((self._word, facts.slug_word), (self._link, facts.origin.url)):
            show_line(line, words)

    def _show_origin(self, facts: Story) -> None:
        outlet = self._vocabulary.outlet(facts.origin.outlet) if facts.origin.outlet else None
        name = name_in(outlet.names, self._language) if outlet else ""
        self._page_field.setVisible(bool(name or facts.origin.url))
        self._page.show_words(name or facts.origin.url, facts.origin.url)
        self._page.setEnabled(bool(facts.origin.url))

    def _show_own(self, article: Article | None) -> None:
        """Show what belongs to this language version."""
        for field in (self._status, self._slug, self._goes_out):
            field.setEnabled(article is not None)
        source = source_of(article, self._story)
        self._source_field.setVisible(source is not None)
        if source is not None:
            language = autonym(source.language, self._vocabulary.by_language)
            self._source.show_words(f"{language} · {source.headline}")
        self._goes_out.show_when(article.planned if article is not None else None)
        self._time_field.say(scheduled_words(self._story, article, self._goes_out.zone))
        if article is None:
            self._slug.setText("")
            return
        self._status.offer(states(article, self._story))
        self._status.choose(article.status)
        show_line(self._slug, article.slug)

    @property
    def _language(self) -> Language:
        if self._article is not None:
            return self._article.language
        return self._story.story.source_language if self._story else Language(spoken())

    # -- editing

    def _on_person(self, key: str, role: Role | None = None) -> None:
        person = self._vocabulary.person(PersonId(key))
        usual = person.roles[0] if person and person.roles else usual_role(self._article)
        self._edit_story(with_person(Credited(PersonId(key), role or usual)), "byline")

    def _open_roles(self, key: str, place: QPoint) -> None:
        menu = QMenu(self)
        for role in Role:
            action = menu.addAction(role_words(role).capitalize())
            action.triggered.connect(partial(self._set_role, key, role))
        menu.addSeparator()
        menu.addAction(_("Take out")).triggered.connect(partial(self._on_person_removed, key))
        menu.popup(place)

    def _set_role(self, key: str, role: Role, _checked: bool = False) -> None:
        self._edit_story(with_role(key, role), "byline")

    def _on_person_removed(self, key: str, _checked: bool = False) -> None:
        self._edit_story(without_person(key), "byline")

    def _on_outlet(self, key: str) -> None:
        self._edit_story(with_outlet(OutletId(key)), "outlets")

    def _on_outlet_removed(self, key: str) -> None:
        self._edit_story(without_outlet(key), "outlets")

    def _keep(self) -> None:
        """Send what is typed where it belongs: a key brings another story, the focus stays."""
        self._on_word()
        self._on_link()
        self._on_slug()
        self._goes_out.finish()
        self._embargo.finish()

    def _on_link(self) -> None:
        if self._link.isModified():
            self._link.setModified(False)
            url = self._link.text().strip()
            self._edit_story(
                lambda story: {"origin": replace(story.origin, url=url)}, "origin", self._link
            )

    def _on_word(self) -> None:
        if self._word.isModified():
            self._word.setModified(False)
            word = self._word.text().strip()
            self._edit_story(lambda _story: {"slug_word": word}, "slug_word", self._word)

    def _on_slug(self) -> None:
        if self._slug.isModified():
            self._slug.setModified(False)
            self._edit_article({"slug": self._slug.text().strip()}, self._slug)

    def add_person(self, person: PersonId) -> None:
        """Take a person who was just made into the byline."""
        self._on_person(person)

    def add_outlet(self, outlet: OutletId) -> None:
        """Credit an outlet that was just made."""
        self._on_outlet(outlet)

    def _set_shared(self, **field: Any) -> None:
        self._edit_story(lambda _story: dict(field), next(iter(field)))

    def _edit_story(self, edit: StoryEdit, sure: str, line: QLineEdit | None = None) -> None:
        if self._story is not None:
            failed = self._not_kept(line)
            self._edits.story(self._story.story.id, edit, sure=sure, failed=failed)

    def _set_own(self, **field: Any) -> None:
        self._edit_article(field)

    def _edit_article(self, fields: dict[str, Any], line: QLineEdit | None = None) -> None:
        if self._article is not None:
            self._edits.article(self._article.id, lambda _now: fields, failed=self._not_kept(line))

    def _not_kept(self, line: QLineEdit | None) -> Failed:
        """Return what says why, and shows what is kept; what is typed in ``line`` stays typed."""
        here = self._article.id if self._article is not None else None
        typed = line.text() if line is not None else ""

        def failed(error: EditorError) -> None:
            self._notice.tell("err", sentence(error.message))
            now = self._article.id if self._article is not None else None
            if line is not None and now == here and line.text() == typed:
                line.setModified(True)  # it is sent again when the field is left again
            self.show_story(self._story, now)

        return failed

    # -- going elsewhere

    def _open_source(self) -> None:
        if source := source_of(self._article, self._story):
            self.article_wanted.emit(source.id)

    def _open_page(self) -> None:
        if self._story is not None and self._story.story.origin.url.startswith(("http:", "https:")):
            QDesktopServices.openUrl(QUrl(self._story.story.origin.url))


def show_line(line: QLineEdit, words: str) -> None:
    """Show what the desk has in a line; what is typed there stays, and so does its caret."""
    if not line.isModified() and line.text() != words:
        line.setText(words)
        line.setCursorPosition(0)


def confidential_words() -> str:
    """Say what comes of calling a story confidential."""
    return _(
        "Nothing of it goes to machine translation or to translators outside, and the memory"
        " forgets what it has learnt from it. Called so no longer, the memory learns it again."
    )


def person_items(vocabulary: Vocabulary, facts: Story, language: Language) -> tuple[Item, ...]:
    """Return the byline of a story, as the names are in a language."""
    names = ((item, vocabulary.person(item.person)) for item in facts.byline)
    unsure = "byline" in facts.uncertain
    return tuple(
        Item(
            item.person,
            f"{name_in(known.names, language) if known else _('unknown')}, {role_words(item.role)}",
            unsure,
        )
        for item, known in names
    )


def outlet_items(vocabulary: Vocabulary, facts: Story, language: Language) -> tuple[Item, ...]:
    """Return the credited outlets of a story, as their names are in a language."""
    names = ((item, vocabulary.outlet(item)) for item in facts.outlets)
    unsure = "outlets" in facts.uncertain
    return tuple(
        Item(item, name_in(known.names, language) if known else _("unknown"), unsure)
        for item, known in names
    )


def usual_role(article: Article | None) -> Role:
    """Return the role of a person who is credited for a text and has none of their own."""
    translated = article is not None and article.translated_from is not None
    return Role.TRANSLATOR if translated else Role.REPORTER


def outlet_words(edition: Edition | None) -> str:
    """Say how the credited outlets will be shown in an edition."""
    if edition is None:
        return _("Outlets credited")
    form = edition.attribution_one.replace("{outlets}", "…")
    return _("Outlets credited (shown as “{form}”)").format(form=form)


def source_of(article: Article | None, story: StoryView | None) -> Article | None:
    """Return what an article of a story is translated from."""
    wanted = article.translated_from if article is not None else None
    shown = story.articles if story is not None else ()
    return next((item for item in shown if item.id == wanted), None)


def scheduled_words(story: StoryView | None, article: Article | None, zone: ZoneInfo) -> str:
    """Return for when an article is scheduled, which a plan does not change; else nothing."""
    known = story.publications.get(article.id, ()) if story and article else ()
    hours = [one.goes_out for one in known if one.goes_out is not None and one.goes_out > utc_now()]
    if not hours:
        return ""
    said = _("It is scheduled: {time}. Only Publish gives it another time.")
    return said.format(time=full_moment(min(hours), zone))


def states(article: Article | None, story: StoryView | None) -> tuple[tuple[str, str], ...]:
    """Return the states of a text by name; one who sends a draft makes it what the list says."""
    words = {item: status_words(item) for item in ArticleStatus}
    is_draft = article is not None and article.status is ArticleStatus.DRAFT
    shown = story.shown.get(article.id) if story is not None and article is not None else None
    if is_draft and shown in SENT:
        words[ArticleStatus.DRAFT] = shown_words(shown)
    return tuple(words.items())


def complete_names(
    known: Iterable[Person] | Iterable[Outlet], typed: str, language: Language
) -> tuple[Item, ...]:
    """Return those in use whose names hold what was typed; those that begin with it first."""
    wanted = fold(typed.strip())
    hits = [
        Item(str(one.id), name_in(one.names, language))
        for one in known
        if not one.retired and any(wanted in fold(name) for name in one.names.values())
    ]
    return tuple(
        sorted(hits, key=lambda item: (not fold(item.label).startswith(wanted), item.label))
    )
