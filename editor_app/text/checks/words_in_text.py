"""Where a term stands in a text: whole words, capitals and inflection as each language has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from editor_app.domain.ids import CHINESE, ENGLISH, Language
from editor_app.text.counting import main_language
from editor_app.text.folding import HAN

_ENDINGS = r"(?:e?s|['’]s?|ed|d|ing|ly)?"
"""How an English term may end besides as it is listed."""


def places_of(
    form: str, text: str, language: Language, *, exact: bool
) -> Iterator[tuple[int, int]]:
    """Yield where a form stands in a text; with ``exact`` capitals must fit and nothing is added.

    Chinese has no spaces to tell words apart by; a Latin word in it still is one.
    """
    for found in _pattern(form, main_language(language), exact).finditer(text):
        yield found.span()


@lru_cache(maxsize=8_000)
def _pattern(form: str, language: Language, exact: bool) -> re.Pattern[str]:
    words = r"[\s\u00a0]+".join(re.escape(word) for word in form.split())
    if HAN.search(form) and language == CHINESE:
        return re.compile(words)
    ending = "" if exact or language != ENGLISH else _ENDINGS
    if ending and form.endswith("y"):
        words = rf"{words[:-1]}(?:y|ies|ied)"
    return re.compile(rf"(?<!\w){words}{ending}(?!\w)", re.NOFLAG if exact else re.IGNORECASE)
