"""The Tags tab: what a story is about, picked from the tags of the desk."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from editor_app.domain.errors import EditorError
from editor_app.domain.ids import ArticleId, Language, TagId
from editor_app.domain.vocabulary import Tag
from editor_app.sentences import _, sentence, spoken
from editor_app.services.views import StoryView
from editor_app.text.folding import fold
from editor_app.ui.article.field_edits import FieldEdits
from editor_app.ui.article.inspector import SideTab
from editor_app.ui.desk.vocabulary import Vocabulary
from editor_app.ui.theme import Theme
from editor_app.ui.widgets.field import Field
from editor_app.ui.widgets.labels import PlainLabel
from editor_app.ui.widgets.notice import Notice
from editor_app.ui.widgets.tag_field import Item, TagField
from editor_app.ui.words import language_name, name_in

MARGIN = 14
MOST_OFFERED = 60


class TagsTab(SideTab):
    """One field for all languages: tags follow the translation. ``tag_wanted`` makes a new one."""

    tag_wanted = Signal(str)

    def __init__(self, theme: Theme, edits: FieldEdits) -> None:
        """Send edits through ``edits``."""
        super().__init__()
        self._edits = edits
        self._vocabulary = Vocabulary()
        self._story: StoryView | None = None
        self._language = Language(spoken())
        self._notice = Notice(theme)
        self._field = TagField(theme, _("Tags"), self._complete, new_words=_("New tag “{name}”"))
        self._field.added.connect(self.add_tag)
        self._field.removed.connect(self._on_removed)
        self._field.made.connect(self.tag_wanted)
        hint = _("Type a part of a tag in any language; marks do not matter.")
        self._labels = PlainLabel(role="hint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 10, MARGIN, MARGIN)
        column.setSpacing(10)
        column.addWidget(self._notice)
        column.addWidget(Field(_("Tags"), self._field, hint))
        column.addWidget(self._labels)
        column.addStretch(1)
        self.setEnabled(False)

    def focus_start(self) -> bool:
        """Type a tag at once."""
        self._field.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def show_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Know the tags of the desk."""
        self._vocabulary = vocabulary
        self._show()

    def show_story(self, story: StoryView | None, article: ArticleId | None) -> None:
        """Show the tags of a story in the language of the article."""
        other = story is None or self._story is None or story.story.id != self._story.story.id
        if other:
            self._notice.clear()
        self._story = story
        if story is not None:
            shown = next((item for item in story.articles if item.id == article), None)
            self._language = shown.language if shown else story.story.source_language
        self.setEnabled(story is not None)
        self._show()

    def _show(self) -> None:
        facts = self._story.story if self._story else None
        unsure = bool(facts and "tags" in facts.uncertain)
        tags = [self._vocabulary.tag(tag) for tag in facts.tags] if facts else []
        known = [tag for tag in tags if tag is not None]
        items = [Item(tag.id, name_in(tag.labels, self._language), unsure) for tag in known]
        self._field.show_items(tuple(items))
        self._labels.say(self._lacking_words(known))

    def _lacking_words(self, tags: list[Tag]) -> str:
        """Say which of the story's languages lack the label of a tag."""
        if self._story is None:
            return ""
        lines = []
        for language in dict.fromkeys(article.language for article in self._story.articles):
            lacking = [name_in(tag.labels) for tag in tags if not tag.labels.get(language)]
            if lacking:
                words = _("No label in {language} yet: {tags}")
                name = language_name(language)
                lines.append(words.format(language=name, tags=_(", ").join(lacking)))
        return "\n".join(lines)

    def _complete(self, typed: str) -> tuple[Item, ...]:
        return complete_tags(self._vocabulary.tags, typed, self._language)

    def add_tag(self, key: str) -> None:
        """Give the story a tag."""
        tag = TagId(key)
        if self._story is not None:
            self._edits.story(
                self._story.story.id,
                lambda story: {"tags": tuple(dict.fromkeys((*story.tags, tag)))},
                sure="tags",
                failed=self._failed,
            )

    def _on_removed(self, key: str) -> None:
        if self._story is not None:
            self._edits.story(
                self._story.story.id,
                lambda story: {"tags": tuple(tag for tag in story.tags if tag != key)},
                sure="tags",
                failed=self._failed,
            )

    def _failed(self, error: EditorError) -> None:
        self._notice.tell("err", sentence(error.message))


def complete_tags(tags: tuple[Tag, ...], typed: str, language: Language) -> tuple[Item, ...]:
    """Return the tags with a label or synonym that holds what was typed, in any language."""
    wanted = fold(typed.strip())
    hits = []
    for tag in tags:
        if tag.retired:
            continue
        synonyms = [name for names in tag.synonyms.values() for name in names]
        names = [fold(name) for name in (*tag.labels.values(), *synonyms)]
        if any(wanted in name for name in names):
            late = not any(name.startswith(wanted) for name in names)
            hits.append((late, name_in(tag.labels, language), tag))
    ordered = sorted(hits, key=lambda hit: hit[:2])[:MOST_OFFERED]
    return tuple(Item(tag.id, label) for _late, label, tag in ordered)
