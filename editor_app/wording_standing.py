"""Sentences about standing paragraphs and about one fact in all places."""

from __future__ import annotations

from editor_app.marking import N_

STANDING_WORDING: dict[str, str] = {
    "minor-edit": N_("Change of the source counted as minor"),
    "fact-mended": N_("Changed in all languages, places: {count}"),
    "standing-kept": N_("Standing paragraph “{name}” kept"),
    "standing-checked": N_("“{name}” is checked as of today"),
    "standing-retired": N_("Standing paragraph “{name}” is offered no longer"),
    "standing-inserted": N_("Standing paragraph “{name}” put in"),
    "standing-without-name": N_("Give the standing paragraph a name. Nothing was changed."),
    "standing-without-words": N_(
        "“{name}” has no words in this language yet. Nothing was put in; write them under Standing"
        " paragraphs."
    ),
}
