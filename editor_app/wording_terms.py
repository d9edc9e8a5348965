"""Sentences about terms."""

from __future__ import annotations


def N_(pattern: str) -> str:  # noqa: N802  (gettext's customary name for "mark, translate later")
    """Mark a pattern for the catalogues without translating it yet."""
    return pattern


TERM_WORDING: dict[str, str] = {
    "term-added": N_("“{name}” added to the terms"),
    "term-changed": N_("Term “{name}” changed"),
    "term-removed": N_("Term “{name}” removed"),
    "edition-changed": N_("Edition “{name}” changed"),
}
