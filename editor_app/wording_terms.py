"""Sentences about terms."""

from __future__ import annotations

from editor_app.marking import N_

TERM_WORDING: dict[str, str] = {
    "term-added": N_("“{name}” added to the terms"),
    "term-changed": N_("Term “{name}” changed"),
    "term-removed": N_("Term “{name}” removed"),
    "tag-changed": N_("Tag “{name}” changed"),
    "tag-removed": N_("Tag “{name}” removed"),
    "edition-changed": N_("Edition “{name}” changed"),
}
