"""Material for tests of the frame: stories on a desk, and a plain view to stand in the middle."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from editor_app.domain.ids import ENGLISH, VIETNAMESE, ArticleId, Language
from editor_app.domain.site import Site
from editor_app.services.views import Created, StoryView
from editor_app.ui.desk.centre_view import CentreView
from editor_app.wiring import Desk

BODY = "Trước bình minh, chuyến phà rời bến.\n\nThuyền trưởng đếm mây."


def write(desk: Desk, article: ArticleId, **texts: str) -> None:
    """Type texts into fields of an article and settle them."""
    for part, text in texts.items():
        desk.drafts.save(article, part, text)
    desk.drafts.settle(article)


def story(desk: Desk, word: str = "Solar ferries", headline: str = "Phà mặt trời") -> Created:
    """Return a Vietnamese story with a name in the list, headline, body and section."""
    made = desk.stories.create(VIETNAMESE)
    write(desk, made.article, headline=headline, standfirst="Sapo.", body=BODY)
    version = desk.stories.view(made.story).story.version
    section = desk.vocabulary.sections()[0].id
    desk.stories.change(made.story, version, slug_word=word, section=section)
    return made


def translated(desk: Desk, made: Created, language: Language = ENGLISH) -> ArticleId:
    """Begin a language of a story and write drafts of its headline and last paragraph."""
    begun = desk.translations.start(made.story, language)
    rows = desk.translations.segments(begun.article)
    desk.translations.write(begun.article, rows[0].sources, "Solar ferry")
    desk.translations.write(begun.article, rows[-1].sources, "The skipper counts clouds.")
    return begun.article


def folder_site(desk: Desk, folder: Path) -> Site:
    """Return a site that is a folder."""
    folder.mkdir(exist_ok=True)
    site, _changes = desk.publishing.add_folder_site(
        "estuary.example", folder, "https://estuary.example"
    )
    return site


class PlainView(CentreView):
    """A view with one text: enough to see what the frame asks of a view."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name
        self.text = QPlainTextEdit()
        QVBoxLayout(self).addWidget(self.text)
        self.shown: ArticleId | None = None
        self.story: StoryView | None = None
        self.calls: list[str] = []
        self.abilities = frozenset({"text.strong"}) if name == "write" else frozenset()
        self.place = ("body", 0)
        self.carets: list[tuple[str, int]] = []
        if name == "translate":
            self.side_tabs = ("tags",)

    def show_story(self, story: StoryView, article: ArticleId | None) -> None:
        self.story, self.shown = story, article
        found = next(item for item in story.articles if item.id == article)
        self.text.setPlainText(found.markdown)

    def clear(self) -> None:
        self.shown = None

    def leave(self) -> None:
        self.calls.append("leave")

    def performs(self) -> frozenset[str]:
        return self.abilities

    def perform(self, name: str) -> None:
        self.calls.append(name)

    def focus_text(self) -> None:
        self.text.setFocus()

    def caret(self) -> tuple[str, int]:
        return self.place

    def show_caret(self, part: str, caret: int) -> None:
        self.place = (part, caret)
        self.carets.append(self.place)

    def find_text(self, text: str, backwards: bool = False) -> bool:
        self.calls.append(f"find {text}")
        return self.text.find(text)

    def replace_text(self, text: str, by: str) -> bool:
        self.calls.append(f"replace {text} {by}")
        return False
