"""The mark of a sentence that the catalogues have and that is translated when it is said."""

from __future__ import annotations


def N_(pattern: str) -> str:  # noqa: N802  (gettext's customary name for "mark, translate later")
    """Mark a pattern for the catalogues without translating it yet."""
    return pattern
