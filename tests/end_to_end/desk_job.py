"""What a translation desk does with one story, by keys alone; each step is counted by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from editor_app.domain.ids import Language
from editor_app.ui.translation.fact_sheet import FactSheet
from editor_app.ui.translation.returned_sheet import ReturnedSheet
from editor_app.ui.translation.row import Row
from editor_app.ui.translation.send_sheet import SendSheet
from editor_app.ui.translation.translate_view import TranslateView
from tests.end_to_end.sitting import Sitting

CONFIRM = "Ctrl+Return"
REPLACE = "Ctrl+A"


class DeskJob:
    """Translates, sends out, takes back, takes in again and mends a story in a started program."""

    def __init__(self, sitting: Sitting, wait: Callable[[Callable[[], bool]], None]) -> None:
        """Work in this program; ``wait`` waits until something is so."""
        self.sitting, self.hands, self._wait = sitting, sitting.hands, wait

    @property
    def view(self) -> TranslateView:
        """The rows."""
        view = self.sitting.window.findChild(TranslateView)
        assert view is not None
        return view

    @property
    def row(self) -> Row:
        """The row that is typed in."""
        row = self.view.active.row
        assert row is not None
        return row

    @property
    def left(self) -> list[Row]:
        """The rows that are not finished."""
        return [row for row in self.view.list.rows if row.counts and not row.finished]

    def take_in(self, file: Path) -> None:
        """Choose the page; the story opens by itself."""
        self.hands.begin("take in")
        self.hands.press("Ctrl+O")
        self.sitting.choose_file(file)
        self.hands.press("Return")

    def translate(self, step: str, texts: Mapping[str, str]) -> None:
        """Start the next language: take what the memory surely has, then go through the rest."""
        hands = self.hands
        hands.begin(step)
        hands.press("Ctrl+PgDown")
        hands.press("Ctrl+Shift+T")
        hands.press("Ctrl+Shift+M")
        hands.press("Ctrl+Alt+Shift+Return")
        while self.left:
            wanted = texts[self.row.source]
            if len(wanted) > 40:
                self.sitting.settle()  # an editor looks at what the memory offers
            if any(match.offered == wanted for match in self.view.assist.matches):
                hands.press("Alt+1", wait=False)
            else:
                hands.type(wanted)
            assert self.row.target == wanted
            hands.press(CONFIRM, wait=False)
        self.sitting.settle()

    # -- out and back

    def run(self, words: str, file: Path | None = None) -> None:
        """Run a command by the palette, and choose the file that it asks for."""
        self.hands.press("Ctrl+Shift+P")
        self.hands.type(words)
        if file is not None:
            self.sitting.choose_file(file)
        self.hands.press("Return", wait=False)

    def send_out(self, file: Path) -> None:
        """Save what goes to the translator."""
        self.hands.begin("send out")
        self.run("Send out for translation")
        sheet = self.sitting.window.findChild(SendSheet)
        assert sheet is not None
        self._wait(sheet.isVisible)
        self.sitting.choose_file(file)
        self.hands.press("Return")

    def take_back(self, file: Path) -> ReturnedSheet:
        """Choose what came back; return the sheet that shows the difference."""
        self.hands.begin("take back")
        self.run("Take back a translation", file)
        self.sitting.settle()
        sheet = self.sitting.window.findChild(ReturnedSheet)
        assert sheet is not None
        self._wait(sheet.isVisible)
        return sheet

    # -- a newer source

    def go_to(self, source: str) -> None:
        """Walk to the row of a source text."""
        rows = self.view.list
        there = next(at for at, row in enumerate(rows.rows) if row.source == source)
        way = there - rows.active
        for _step in range(abs(way)):
            self.hands.press("Tab" if way > 0 else "Shift+Tab", wait=False)
        assert self.row.source == source

    def take_in_again(self, file: Path) -> None:
        """Choose the newer version of the source."""
        self.hands.begin("newer source")
        self.sitting.choose_file(file)
        self.hands.press("Ctrl+Alt+O")

    def follow(self, step: str, texts: Mapping[str, str]) -> None:
        """Bring every flagged row up to its source; what has none any more is taken out."""
        hands = self.hands
        hands.begin(step)
        if self.row.finished:
            hands.press("Alt+PgDown")
        while self.left:
            if self.row.waiting is not None:
                hands.press("Ctrl+Shift+K")
            if self.row.gone:
                hands.press("Ctrl+Shift+L")
                continue
            if self.row.target:
                hands.press(REPLACE, wait=False)
            hands.type(texts[self.row.source])
            hands.press(CONFIRM)
        self.sitting.settle()

    def change_everywhere(self, words: str, by: str) -> tuple[int, dict[Language, str]]:
        """Change a figure in all languages from where the source has it.

        Returns the number of places, and the lines that are drafted for readers.
        """
        hands = self.hands
        hands.begin("one fact")
        hands.press("Ctrl+1")
        hands.press("Ctrl+F")
        hands.type(words)
        hands.press("Return")
        hands.press("Escape")
        hands.press("Ctrl+Alt+H")
        sheet = self.sitting.window.findChild(FactSheet)
        assert sheet is not None
        self._wait(lambda: bool(sheet.rows.found))
        hands.type(by)
        self._wait(lambda: bool(sheet.rows.edits))
        self.sitting.settle()
        places, lines = len(sheet.rows.edits), sheet.lines
        hands.press("Return")
        return places, lines
