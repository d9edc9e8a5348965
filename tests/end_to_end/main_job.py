"""The main job, done by an editor: by keys, and the mouse where that is quicker."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox

from editor_app.domain.ids import StoryId
from editor_app.ui.photos.photo_tab import PhotoTab
from editor_app.ui.translation.translate_view import TranslateView
from editor_app.ui.widgets.buttons import Button
from tests.end_to_end.material import Typed
from tests.end_to_end.sitting import Sitting

CREDIT = "Hồ Bích Vân/Coast Weekly"
CONFIRM = "Ctrl+Return"


class MainJob:
    """Takes one Word file all the way; every step is counted under its name."""

    def __init__(self, sitting: Sitting, typed: Typed) -> None:
        """Work in a started program, typing this translation."""
        self.sitting, self.typed = sitting, typed
        self.hands = sitting.hands

    @property
    def story(self) -> StoryId:
        """The story in sight."""
        story = self.sitting.conductor.navigator.story_id
        assert story is not None
        return story

    def take_in(self, file: Path) -> None:
        """Choose the file; the story opens by itself."""
        self.hands.begin("take in")
        self.hands.press("Ctrl+O")
        self.sitting.choose_file(file)
        self.hands.press("Return")

    # -- translating

    def translate(self) -> None:
        """Translate every row: one pair merged, one paragraph split, one left out."""
        hands, typed = self.hands, self.typed
        hands.begin("translate")
        hands.press("Ctrl+PgDown")
        hands.press("Ctrl+Shift+T")
        self._say(typed.headline, typed.standfirst)
        self._say(f"{typed.blocks[0]} {typed.blocks[1]}")
        hands.press("Ctrl+Alt+Backspace", wait=False)
        hands.press(CONFIRM, wait=False)
        self._say(typed.captions[0], typed.alts[0], *typed.blocks[2:7])
        first, second = typed.blocks[7].split(". ", 1)
        hands.type(f"{first}.")
        hands.press("Return", wait=False)
        self._say(second)
        self._say(*typed.blocks[8:11], typed.captions[1], typed.alts[1], *typed.blocks[11:14])
        hands.press("Ctrl+Shift+L", wait=False)
        self._say(typed.blocks[15])
        self.sitting.settle()

    def _say(self, *texts: str) -> None:
        """Type rows one after another as fast as keys come, each confirmed."""
        for text in texts:
            lines = text.split("\n")
            items = [line.split(" ", 1)[1] for line in lines[1:]]  # the next number comes by itself
            self.hands.type("\n".join((lines[0], *items)))
            self.hands.press(CONFIRM, wait=False)

    @property
    def rows(self) -> list[tuple[str, str, str]]:
        """The rows of the text that Translate shows: source, target, state."""
        view = self.sitting.window.findChild(TranslateView)
        assert view is not None
        rows = [row for row in view.list.rows if row.label is None]
        return [(row.source, row.target, row.state.value) for row in rows]

    @property
    def rows_on_the_desk(self) -> list[tuple[str, str, str]]:
        """The rows as the desk has them."""
        article = self.sitting.conductor.navigator.article
        assert article is not None
        rows = self.sitting.desk.translations.segments(article.id)
        return [(row.source_text, row.target_text, row.state.value) for row in rows]

    # -- photos, tags, section

    def clear_photos(self) -> None:
        """Give both photos their credit and rights; Return goes from field to field."""
        hands = self.hands
        hands.begin("photos")
        hands.press("Ctrl+6")
        if not self._in_credit():
            card = next(iter(self.photo_tab.cards.values()))
            hands.click(card.head, "photo")
            hands.click(card.about.credit, "Credit")
            card.about.credit.selectAll()
        for _photo in range(2):
            hands.type(CREDIT)
            hands.press("Return")
            hands.type("Cleared")
            hands.press("Return")

    def _in_credit(self) -> bool:
        cards = self.photo_tab.cards.values()
        return QApplication.focusWidget() in [card.about.credit for card in cards]

    @property
    def photo_tab(self) -> PhotoTab:
        """The Photos tab."""
        tab = self.sitting.window.findChild(PhotoTab)
        assert isinstance(tab, PhotoTab)
        return tab

    def tag(self) -> None:
        """Give the story two tags, one typed without marks, and its section."""
        hands = self.hands
        hands.begin("tags")
        hands.press("Ctrl+7")
        for typed in ("Meko", "nghe thu cong"):
            hands.type(typed)
            hands.press("Return")
        hands.press("Ctrl+5")
        if QApplication.focusWidget() is not self.sitting.find(QComboBox, "Section"):
            hands.press("Tab")
        hands.type("Bus")
        self.sitting.settle()

    # -- looking and publishing

    def publish(self) -> str:
        """Send every language that is ready out now; return what the button said."""
        self.hands.begin("publish")
        self.hands.press("Ctrl+Shift+S")
        button = self.hands.focus
        assert isinstance(button, Button)
        words = button.text()
        self.hands.press("Return")
        return words
