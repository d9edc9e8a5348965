"""Every action of the window in one table: menus, palette, shortcuts and tips are made from it.

Titles are gettext msgids. Keys are in Qt's writing, where Ctrl is Command on a Mac; ``mac`` holds
other keys for there. Ctrl+Space, Ctrl+., Alt+Z and Ctrl+Shift alone belong to input methods.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from editor_app.sentences import _


def N_(text: str) -> str:
    """Mark a title for the catalogues."""
    return text


@dataclass(frozen=True)
class Action:
    """One row of the table; ``menu`` says where it stands (empty: palette), ``group`` its part."""

    name: str
    title: str
    menu: str
    keys: tuple[str, ...] = ()
    group: int = 0
    mac: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    in_palette: bool = True

    @property
    def shortcuts(self) -> tuple[str, ...]:
        """The keys on this machine."""
        return self.mac if sys.platform == "darwin" and self.mac else self.keys


MENUS: tuple[tuple[str, str], ...] = (
    ("story", N_("Story")),
    ("edit", N_("Edit")),
    ("text", N_("Text")),
    ("translate", N_("Translate")),
    ("view", N_("View")),
    ("go", N_("Go to")),
    ("desk", N_("Desk")),
    ("help", N_("Help")),
)


def _matches() -> tuple[Action, ...]:
    """Return the nine actions that insert an offered match."""
    return tuple(
        Action(
            f"translate.match{number}",
            N_("Insert match {number}").replace("{number}", str(number)),
            "",
            (f"Alt+{number}",),
            mac=(f"Ctrl+{number}",),
            in_palette=False,
        )
        for number in range(1, 10)
    )


ACTIONS: tuple[Action, ...] = (
    # -- stories
    Action("story.new", N_("New story"), "story", ("Ctrl+N",), icon="plus"),
    Action("story.take_in", N_("Take in…"), "story", ("Ctrl+O",), icon="take-in"),
    Action("story.take_in_copied", N_("Take in what was copied"), "story", ("Ctrl+Shift+O",)),
    Action("story.take_in_again", N_("Take in a newer version…"), "story", ("Ctrl+Alt+O",)),
    Action("story.publish", N_("Publish…"), "story", ("Ctrl+Shift+S",), 1, icon="publish"),
    Action("story.withdraw", N_("Withdraw…"), "story", (), 1),
    Action("story.draft", N_("Back to draft"), "story", (), 2),
    Action("story.for_approval", N_("Send for approval"), "story", (), 2),
    Action("story.approve", N_("Approve"), "story", (), 2),
    Action("story.next", N_("Next story"), "story", ("Ctrl+Alt+Down",), 3),
    Action("story.previous", N_("Previous story"), "story", ("Ctrl+Alt+Up",), 3),
    Action("story.trash", N_("Move to the trash"), "story", (), 4, icon="trash"),
    Action("story.restore", N_("Take out of the trash"), "story", (), 4),
    Action("story.delete", N_("Delete for good…"), "story", (), 4),
    # -- editing
    Action("edit.undo", N_("Undo"), "edit", ("Ctrl+Z",), icon="undo"),
    Action("edit.redo", N_("Redo"), "edit", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Action("edit.take_back", N_("Take back what was just done"), "edit", ("Ctrl+Alt+Z",)),
    Action("edit.cut", N_("Cut"), "edit", ("Ctrl+X",), 1),
    Action("edit.copy", N_("Copy"), "edit", ("Ctrl+C",), 1),
    Action("edit.paste", N_("Paste"), "edit", ("Ctrl+V",), 1),
    Action("text.paste_plain", N_("Paste as plain text"), "edit", ("Ctrl+Shift+V",), 1),
    Action("text.paste_raw", N_("Give back the paste as it was"), "edit", (), 1),
    Action("edit.select_all", N_("Select all"), "edit", ("Ctrl+A",), 1),
    Action("find.text", N_("Find in the text"), "edit", ("Ctrl+F",), 2, icon="find"),
    Action("find.replace", N_("Find and replace"), "edit", ("Ctrl+H",), 2, mac=("Ctrl+Alt+F",)),
    Action("check.mend", N_("Mend the finding"), "edit", ("Alt+Return", "Alt+Enter"), 3),
    Action("edit.everywhere", N_("Change everywhere…"), "edit", ("Ctrl+Alt+H",), 2),
    Action("find.next", N_("Find next"), "edit", ("F3",), 2, mac=("Ctrl+G",)),
    Action("find.previous", N_("Find previous"), "edit", ("Shift+F3",), 2, mac=("Ctrl+Shift+G",)),
    Action("find.stories", N_("Search all stories"), "edit", ("Ctrl+Shift+F",), 2),
    # -- text
    Action("text.strong", N_("Bold"), "text", ("Ctrl+Shift+B",)),
    Action("text.emphasis", N_("Italic"), "text", ("Ctrl+I",)),
    Action("text.link", N_("Link"), "text", ("Ctrl+K",), icon="link"),
    Action("text.paragraph", N_("Paragraph"), "text", ("Ctrl+Alt+0",), 1),
    Action("text.heading", N_("Heading"), "text", ("Ctrl+Alt+2",), 1),
    Action("text.subheading", N_("Subheading"), "text", ("Ctrl+Alt+3",), 1),
    Action("text.list", N_("List"), "text", ("Ctrl+Shift+8",), 1),
    Action("text.numbered", N_("Numbered list"), "text", ("Ctrl+Shift+7",), 1),
    Action("text.quote", N_("Quote"), "text", ("Ctrl+Shift+9",), 1),
    Action("text.pull_quote", N_("Pull quote"), "text", (), 1),
    Action("text.footnote", N_("Footnote"), "text", ("Ctrl+Alt+M",), 1),
    Action(
        "text.move_up",
        N_("Move the paragraph up"),
        "text",
        ("Alt+Shift+Up",),
        3,
        mac=("Meta+Shift+Up",),
    ),
    Action(
        "text.move_down",
        N_("Move the paragraph down"),
        "text",
        ("Alt+Shift+Down",),
        3,
        mac=("Meta+Shift+Down",),
    ),
    Action("text.standing", N_("Standing paragraphs…"), "text", ("Ctrl+Alt+P",), 2),
    Action("photos.add", N_("Add photos…"), "text", ("Ctrl+Shift+I",), 2, icon="photos"),
    Action("note.write", N_("Write a note…"), "text", ("Ctrl+Alt+N",), 3),
    Action("note.next", N_("Next open note"), "text", ("F9",), 3),
    Action("note.previous", N_("Previous open note"), "text", ("Shift+F9",), 3),
    Action("note.resolve", N_("Resolve the note, or open it again"), "text", ("Ctrl+F9",), 3),
    # -- translating
    Action("translate.start", N_("Start translating"), "translate", ("Ctrl+Shift+T",)),
    Action(
        "translate.start_from",
        N_("Start translating from a translation"),
        "translate",
        ("Ctrl+Alt+Shift+T",),
    ),
    Action(
        "translate.confirm", N_("Confirm and go on"), "translate", ("Ctrl+Return", "Ctrl+Enter")
    ),
    Action(
        "translate.review",
        N_("Reviewed and go on"),
        "translate",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
    ),
    Action("translate.next", N_("Next unfinished row"), "translate", ("Alt+PgDown",), 1),
    Action("translate.previous", N_("Previous unfinished row"), "translate", ("Alt+PgUp",), 1),
    Action("translate.copy_source", N_("Copy the source"), "translate", ("Ctrl+Shift+C",), 2),
    Action("translate.fill", N_("Fill in exact matches"), "translate", ("Ctrl+Shift+M",), 2),
    Action("translate.repeats", N_("Fill in repeats…"), "translate", ("Ctrl+Alt+R",), 2),
    Action(
        "translate.confirm_safe",
        N_("Confirm all exact matches that were filled in"),
        "translate",
        ("Ctrl+Alt+Shift+Return", "Ctrl+Alt+Shift+Enter"),
        2,
    ),
    Action("translate.term", N_("Insert a term"), "translate", ("Ctrl+T",), 2),
    Action(
        "translate.new_term",
        N_("New term from what is marked…"),
        "translate",
        ("Ctrl+Shift+G",),
        2,
        mac=("Ctrl+Alt+G",),
    ),
    Action("translate.memories", N_("Translation memories…"), "translate", ("Ctrl+Alt+J",), 2),
    Action("translate.machine", N_("Machine translation…"), "translate", ("Ctrl+Alt+T",), 2),
    Action(
        "translate.machine_row",
        N_("Let the machine write this row"),
        "translate",
        ("Ctrl+M",),
        2,
        mac=("Meta+M",),
    ),
    Action("translate.machine_page", N_("Save who read what a machine wrote…"), "translate", (), 5),
    Action("translate.leave_out", N_("Leave out"), "translate", ("Ctrl+Shift+L",), 2),
    Action("translate.add_after", N_("Add a paragraph below"), "translate", ("Ctrl+Shift+N",), 3),
    Action("translate.split", N_("Split the paragraph here"), "translate", ("Ctrl+Alt+Return",), 3),
    Action(
        "translate.merge", N_("Join with the row above"), "translate", ("Ctrl+Alt+Backspace",), 3
    ),
    Action(
        "translate.renders",
        N_("Choose what the paragraph renders…"),
        "translate",
        ("Ctrl+Alt+L",),
        3,
    ),
    Action(
        "translate.renders_above",
        N_("It renders the source paragraph above"),
        "translate",
        ("Alt+Shift+PgUp",),
        3,
    ),
    Action(
        "translate.renders_below",
        N_("It renders the source paragraph below"),
        "translate",
        ("Alt+Shift+PgDown",),
        3,
    ),
    Action(
        "translate.own",
        N_("Own text: it renders nothing of the source"),
        "translate",
        ("Ctrl+Alt+U",),
        3,
    ),
    Action("translate.looked_at", N_("Source change looked at"), "translate", ("Ctrl+Shift+K",), 4),
    Action("translate.minor", N_("This edit is minor"), "translate", ("Ctrl+Alt+K",), 4),
    Action("translate.send_out", N_("Send out for translation…"), "translate", (), 5),
    Action("translate.take_back", N_("Take back a translation…"), "translate", (), 5),
    *_matches(),
    # -- looking
    Action("view.write", N_("Write"), "view", ("Ctrl+1",), mac=("Meta+1",), icon="write"),
    Action(
        "view.translate", N_("Translate"), "view", ("Ctrl+2",), mac=("Meta+2",), icon="translate"
    ),
    Action("view.preview", N_("Preview"), "view", ("Ctrl+3",), mac=("Meta+3",), icon="preview"),
    Action("view.both", N_("Text + page"), "view", ("Ctrl+4",), mac=("Meta+4",)),
    Action("view.next_language", N_("Next language"), "view", ("Ctrl+PgDown",), 1),
    Action("view.previous_language", N_("Previous language"), "view", ("Ctrl+PgUp",), 1),
    Action("view.list", N_("Story list"), "view", ("Ctrl+B",), 2, checkable=True),
    Action("view.inspector", N_("Inspector"), "view", ("Ctrl+Alt+B",), 2, checkable=True),
    Action("view.next_area", N_("Next area"), "view", ("F6",), 3),
    Action("view.previous_area", N_("Previous area"), "view", ("Shift+F6",), 3),
    Action("view.dark", N_("Dark colours"), "view", (), 4, checkable=True),
    Action("view.roomy", N_("Roomy list"), "view", (), 4, checkable=True),
    Action("view.full_screen", N_("Full screen"), "view", ("F11",), 4, mac=("Ctrl+Meta+F",)),
    # -- the page
    Action("preview.desktop", N_("Page on a desktop"), "view", (), 5),
    Action("preview.tablet", N_("Page on a tablet"), "view", (), 5),
    Action("preview.phone", N_("Page on a phone"), "view", (), 5),
    Action("preview.page", N_("The page itself"), "view", (), 6),
    Action("preview.search", N_("Search result"), "view", (), 6),
    Action("preview.card", N_("Social card"), "view", (), 6),
    Action("preview.beside", N_("Another language beside it"), "view", (), 6),
    Action("preview.on_site", N_("The page on the site itself"), "view", (), 7),
    Action("preview.pdf", N_("Save the page as PDF…"), "view", (), 7),
    # -- areas
    Action("go.stories", N_("Stories"), "go", icon="stories"),
    Action("go.photos", N_("Photos"), "go", icon="photos"),
    Action("go.tags", N_("Tags"), "go", icon="tags"),
    Action("go.terms", N_("Terms"), "go", icon="terms"),
    Action("go.sync", N_("Sync"), "go", icon="sync"),
    Action("go.accounts", N_("Sites and accounts"), "go"),
    Action("go.site_posts", N_("Posts on the site"), "go"),
    Action("go.details", N_("Details"), "go", ("Ctrl+5",), 1, mac=("Meta+5",)),
    Action("go.headlines", N_("Dateline and other headlines"), "go", (), 1),
    Action("go.story_photos", N_("Photos of the story"), "go", ("Ctrl+6",), 1, mac=("Meta+6",)),
    Action("go.story_tags", N_("Tags of the story"), "go", ("Ctrl+7",), 1, mac=("Meta+7",)),
    Action("go.checks", N_("Checks"), "go", ("Ctrl+0",), 1, mac=("Meta+0",)),
    Action("go.past", N_("Past stories"), "go", ("Ctrl+9",), 1, mac=("Meta+9",)),
    Action("go.history", N_("History"), "go", ("Ctrl+8",), 1, mac=("Meta+8",), icon="history"),
    Action("go.notes", N_("Notes"), "go", ("Ctrl+Alt+Shift+N",), 1),
    # -- the desk
    Action("desk.send", N_("Sync now"), "desk", ("F5",), icon="sync"),
    Action("conflict.mine", N_("Keep mine"), "", ("Ctrl+Shift+1",), mac=("Meta+Shift+1",)),
    Action("conflict.theirs", N_("Keep theirs"), "", ("Ctrl+Shift+2",), mac=("Meta+Shift+2",)),
    Action("conflict.both", N_("Keep both"), "", ("Ctrl+Shift+3",), mac=("Meta+Shift+3",)),
    Action("conflict.use", N_("Use the edited text"), "", ("Ctrl+Shift+4",), mac=("Meta+Shift+4",)),
    Action("conflict.next", N_("Next finding or conflict"), "", ("F8", "Alt+Down")),
    Action("conflict.previous", N_("Previous finding or conflict"), "", ("Shift+F8", "Alt+Up")),
    Action("desk.open", N_("Open another work folder…"), "desk", (), 1, icon="folder"),
    Action("desk.backup", N_("Back up now"), "desk", (), 1),
    Action("go.settings", N_("Settings"), "desk", ("Ctrl+,",), 2, icon="settings"),
    Action("app.quit", N_("Quit"), "desk", ("Ctrl+Q",), 3),
    # -- help
    Action("help.palette", N_("All commands"), "help", ("Ctrl+Shift+P",), icon="keyboard"),
    Action("help.keys", N_("Keyboard"), "help", ("F1",)),
)


STEPS = frozenset(
    {
        "next",
        "previous",
        "next_language",
        "previous_language",
        "next_area",
        "previous_area",
        "move_up",
        "move_down",
        "undo",
        "redo",
        "paste",
        "paste_plain",
    }
)
"""What is done again and again while its keys are held down.

Nothing else is: whoever holds Ctrl+Enter too long must not confirm rows that nobody has read.
"""


class ActionSet(QObject):
    """The table as QActions of one window; ``triggered`` carries the name."""

    triggered = Signal(str)

    def __init__(self, window: QWidget, actions: Iterable[Action] = ACTIONS) -> None:
        """Give the window every action, disabled until ``allow`` says which are possible."""
        super().__init__(window)
        self._rows = tuple(actions)
        self._made: dict[str, QAction] = {}
        self._allowed: frozenset[str] = frozenset()
        self._enabled: frozenset[str] = frozenset()
        self._paused = False
        for row in self._rows:
            window.addAction(self._make(row))

    def _make(self, row: Action) -> QAction:
        action = QAction(_(row.title), self)
        action.setShortcuts([QKeySequence(keys) for keys in row.shortcuts])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(row.name.rpartition(".")[2] in STEPS)
        action.setCheckable(row.checkable)
        action.setMenuRole(_menu_role(row.name))
        action.setEnabled(False)
        action.triggered.connect(lambda _checked=False, name=row.name: self.triggered.emit(name))
        self._made[row.name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return one QAction, for a check mark or a tip."""
        return self._made[name]

    def allow(self, names: frozenset[str]) -> None:
        """Say which actions are possible now."""
        self._allowed = names
        self._enable()

    def pause(self, paused: bool) -> None:
        """Switch all off while a decision stands open over the window."""
        self._paused = paused
        self._enable()

    def _enable(self) -> None:
        wanted = frozenset() if self._paused else self._allowed & self._made.keys()
        for name in wanted ^ self._enabled:
            self._made[name].setEnabled(name in wanted)
        self._enabled = wanted

    def possible(self) -> tuple[Action, ...]:
        """Return the rows that can be done now, for the palette."""
        return tuple(row for row in self._rows if row.in_palette and row.name in self._allowed)

    def menus(self, parent: QWidget) -> tuple[QMenu, ...]:
        """Return the menus, in the order of MENUS, with lines between the groups."""
        made = []
        for key, title in MENUS:
            menu = QMenu(_(title), parent)
            rows = [row for row in self._rows if row.menu == key]
            for place, (_group, members) in enumerate(groupby(rows, lambda row: row.group)):
                if place:
                    menu.addSeparator()
                for row in members:
                    menu.addAction(self._made[row.name])
            made.append(menu)
        return tuple(made)


def keys_of(name: str) -> str:
    """Return the first shortcut of an action as the machine writes it; empty when it has none."""
    row = next(row for row in ACTIONS if row.name == name)
    return shown_keys(row)


def shown_keys(row: Action) -> str:
    """Return the first shortcut of a row as this machine writes it."""
    if not row.shortcuts:
        return ""
    return QKeySequence(row.shortcuts[0]).toString(QKeySequence.SequenceFormat.NativeText)


def tip_of(name: str) -> str:
    """Return the tip of an action: its title and its keys."""
    row = next(row for row in ACTIONS if row.name == name)
    keys = shown_keys(row)
    return f"{_(row.title)} ({keys})" if keys else _(row.title)


def _menu_role(name: str) -> QAction.MenuRole:
    """Return where a Mac puts an action in its own menu."""
    roles = {
        "go.settings": QAction.MenuRole.PreferencesRole,
        "app.quit": QAction.MenuRole.QuitRole,
    }
    return roles.get(name, QAction.MenuRole.NoRole)
