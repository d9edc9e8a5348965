"""A theme: templates, words and assets, made from the files of a theme folder.

The folder holds ``templates/*.html.j2`` (Jinja2), ``words/<language>.toml`` (what the pages say
besides the articles: a flat table of patterns) and ``assets/`` (style sheet, icons).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from hashlib import sha256

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import ENGLISH, Language
from editor_app.formats.page_view import Theme

STYLE = "assets/style.css"
FIELD = re.compile(r"\{(\w+)\}")


def theme_from(name: str, files: Mapping[str, bytes]) -> Theme:
    """Make a theme of the files of its folder; keys are paths inside it, parted by slashes.

    The style sheet's address carries a part of its digest, so that no browser shows a new page in
    an old dress. Raises Unreadable when a file cannot be read or the English words are missing.
    """
    digest = sha256(b"".join(path.encode() + data for path, data in sorted(files.items())))
    try:
        words = {
            Language(_stem(path)): tomllib.loads(data.decode())
            for path, data in files.items()
            if path.startswith("words/")
        }
        templates = {
            path.removeprefix("templates/"): data.decode()
            for path, data in files.items()
            if path.startswith("templates/")
        }
    except ValueError as error:
        raise Unreadable("theme-unreadable", name=name) from error
    if ENGLISH not in words or not templates or STYLE not in files:
        raise Unreadable("theme-unreadable", name=name)
    assets = {path: data for path, data in files.items() if path.startswith("assets/")}
    style = assets.pop(STYLE)
    assets[f"assets/style-{sha256(style).hexdigest()[:8]}.css"] = style
    return Theme(name, templates, words, dict(sorted(assets.items())), digest.hexdigest())


def _stem(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def style_address(theme: Theme) -> str:
    """Return where the style sheet stands on the site."""
    return next(address for address in theme.assets if address.endswith(".css"))


def theme_words(theme: Theme, language: Language) -> Mapping[str, str]:
    """Return what a page of that language says; English fills what the language lacks."""
    return {**theme.words[ENGLISH], **own_words(theme, language)}


def own_words(theme: Theme, language: Language) -> Mapping[str, str]:
    """Return what a theme says in that language itself, for what English must not stand in."""
    base = Language(language.partition("-")[0])
    return theme.words.get(language) or theme.words.get(base) or {}


def filled(pattern: str, **fields: str | int) -> str:
    """Put fields into a pattern such as ``Back to {section}``; unknown names stay as they are.

    Patterns come from editors, so nothing but a plain name is looked up.
    """
    return FIELD.sub(lambda found: str(fields.get(found[1], found[0])), pattern)
