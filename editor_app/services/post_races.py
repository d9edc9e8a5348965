"""Whether who wrote on the site had seen our last change, or saved an older text over it.

A site's editor saves whole posts: somebody who opened one before our change, and saves it after,
takes our change back without knowing. Told from what the words have in common, because no time and
no revision says what was seen.
"""

from __future__ import annotations

import re
from enum import Enum
from unicodedata import normalize

from editor_app.services.site_versions import SiteVersion

WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", re.UNICODE)


class Seen(Enum):
    """What the site's version tells of our last change.

    OURS: it was made on top of it. EARLIER: on top of what stood before, and it must be merged from
    there. TAKEN_BACK: it is what stood before, so that nobody can say whether that was meant.
    """

    OURS = "ours"
    EARLIER = "earlier"
    TAKEN_BACK = "taken-back"


def seen_in(
    before: SiteVersion, ours: SiteVersion, theirs: SiteVersion, *, soon: bool = True
) -> Seen:
    """Say on top of which version theirs was written.

    ``before`` is what stood there until ours was; only headline, standfirst and body count, which
    are what a site's editor saves whole. Where no word tells, what came ``soon`` after ours was
    written without seeing it. Words that both versions have tell nothing.
    """
    old, new, found = (set(_texts(version)) for version in (before, ours, theirs))
    if new in (old, found):
        return Seen.OURS
    if found == old:
        return Seen.TAKEN_BACK
    if found & (new - old):
        return Seen.OURS
    if found & (old - new):
        return Seen.EARLIER
    only_new, only_old = _words(new - old) - _words(old), _words(old - new) - _words(new)
    said = _words(found - (old & new))
    ours_kept, earlier_kept = _share(said, only_new), _share(said, only_old)
    if ours_kept == earlier_kept:
        taken_out = only_old and not only_new  # ours took words out, and theirs has none of them
        return Seen.EARLIER if soon and not taken_out else Seen.OURS
    return Seen.EARLIER if earlier_kept > ours_kept else Seen.OURS


def _texts(version: SiteVersion) -> list[str]:
    lines = [version.fields.get(name, "") for name in ("headline", "standfirst")]
    return [normalize("NFC", text) for text in (*lines, *(version.blocks or ())) if text]


def _words(texts: set[str]) -> set[str]:
    return {word for text in texts for word in WORD.findall(text)}


def _share(said: set[str], words: set[str]) -> float:
    """Return how much of some words is said, 0 to 1; of none, nothing."""
    return len(said & words) / len(words) if words else 0.0
