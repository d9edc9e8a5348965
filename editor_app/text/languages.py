"""Which of our languages a text is in, told from its letters."""

from __future__ import annotations

import re

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.text.folding import HAN

_VIETNAMESE = re.compile(r"[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_LATIN = re.compile(r"[^\W\d_]", re.UNICODE)


def guess_language(text: str) -> Language:
    """Return Chinese, Vietnamese or, for everything else, English."""
    han = sum(len(run) for run in HAN.findall(text))
    letters = len(_LATIN.findall(text)) - han
    if han * 3 > letters:
        return CHINESE
    return VIETNAMESE if len(_VIETNAMESE.findall(text)) * 40 > letters else ENGLISH
