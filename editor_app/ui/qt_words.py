"""Qt's own words in the editor's language: file chooser, context menus, buttons.

Qt ships these in Chinese but not in Vietnamese, so the few that Copydesk can show stand in our own
catalogues; what is not among them is taken from Qt's file where there is one.
"""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator

from editor_app.sentences import _


def N_(text: str) -> str:
    """Mark a text of Qt for the catalogues."""
    return text


# As Qt writes them: "&" stands before the letter that works with Alt.
QT_TEXTS: frozenset[str] = frozenset(
    {
        # -- context menus of fields and texts
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("Copy &Link Location"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
        # -- buttons
        N_("OK"),
        N_("&OK"),
        N_("&Cancel"),
        N_("Cancel"),
        N_("&Close"),
        N_("&Yes"),
        N_("&No"),
        N_("&Save"),
        N_("Save"),
        N_("Open"),
        # -- the file chooser
        N_("&Open"),
        N_("&Choose"),
        N_("&Delete"),
        N_("&Rename"),
        N_("&New Folder"),
        N_("Create a New Folder"),
        N_("Files"),
        N_("List of places and bookmarks"),
        N_("Show "),
        N_("New Folder"),
        N_("Show &hidden files"),
        N_("&Look in:"),
        N_("File &name:"),
        N_("Files of &type:"),
        N_("Directory:"),
        N_("Directories"),
        N_("All Files (*)"),
        N_("Find Directory"),
        N_("Save As"),
        N_("Back"),
        N_("Forward"),
        N_("Go back"),
        N_("Go forward"),
        N_("Parent Directory"),
        N_("Go to the parent directory"),
        N_("List View"),
        N_("Change to list view mode"),
        N_("Detail View"),
        N_("Change to detail view mode"),
        N_("Sidebar"),
        N_("My Computer"),
        N_("Computer"),
        N_("Recent Places"),
        N_("Name"),
        N_("Size"),
        N_("Kind"),
        N_("Type"),
        N_("Date Modified"),
        N_("Folder"),
        N_("Drive"),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        N_("%1 already exists.\nDo you want to replace it?"),
    }
)


class QtWords(QTranslator):
    """Hands Qt its own texts in the language of the interface."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        """Speak ``language`` (``en``, ``vi`` or ``zh``); the catalogue must be chosen already."""
        super().__init__(parent)
        self._foreign = language != "en"
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self.load(QLocale(language), "qtbase", "_", folder)

    def isEmpty(self) -> bool:
        """Say that there is something here even where Qt's own file is missing."""
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, number: int = -1
    ) -> str:
        """Return a text of Qt, from our catalogue first; as it is when nobody has it.

        An empty answer would be taken for a translation. Keys keep the names that stand on them.
        """
        if context == "QShortcut":
            return text
        if self._foreign and text in QT_TEXTS:
            return _(text)
        return super().translate(context, text, disambiguation, number) or text
