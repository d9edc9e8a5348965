"""Sentences about standing paragraphs and about one fact in all places."""

from __future__ import annotations


def N_(pattern: str) -> str:  # noqa: N802  (gettext's customary name for "mark, translate later")
    """Mark a pattern for the catalogues without translating it yet."""
    return pattern


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
