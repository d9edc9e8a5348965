"""The sentences about private notes."""

from __future__ import annotations

from editor_app.marking import N_

NOTE_WORDING: dict[str, str] = {
    "note-written": N_("Note written"),
    "note-answered": N_("Note answered"),
    "note-changed": N_("Note changed"),
    "note-resolved": N_("Note resolved"),
    "note-reopened": N_("Note opened again"),
    "note-deleted": N_("Note deleted"),
    "note-empty": N_("The note has no words. Nothing was written; type what it should say."),
    "note-not-yours": N_(
        "This note is by {name}, so its words stay as they are. Answer it, or write one of yours."
    ),
    "notes-taken": N_("Returned notes taken: {count}"),
}
