"""What WordPress takes out of a text that an account without ``unfiltered_html`` sends.

An author's edit of one word would so destroy the player that an editor put into the same article.
Observed on 6.1 and 6.7; WordPress says nothing when it happens.
"""

from __future__ import annotations

import re

_REMOVED = (
    "iframe script style form input select textarea option svg object embed noscript source canvas "
    "math template link meta base"
)
_TAG = re.compile(r"<([a-zA-Z][\w-]*)([^<>]*)>")
_ELEMENTS = frozenset(_REMOVED.split())
_ATTRIBUTE = re.compile(r"""\s(on[a-z]+|srcset|sizes)\s*=|(javascript:)""", re.IGNORECASE)


def filtered_markup(content: str) -> tuple[str, ...]:
    """Return the names of elements and attributes in the text that would be taken out."""
    names: set[str] = set()
    for tag, attributes in _TAG.findall(content):
        if tag.lower() in _ELEMENTS:
            names.add(tag.lower())
        names.update((name or script).lower() for name, script in _ATTRIBUTE.findall(attributes))
    return tuple(sorted(names))
