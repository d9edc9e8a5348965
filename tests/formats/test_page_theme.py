"""The portal theme: contrast of its colours, words of its languages, nothing asked of others."""

from __future__ import annotations

import re
import tomllib
from itertools import product

import pytest

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import Language
from editor_app.formats.page import SitePages
from editor_app.formats.page_theme import filled, style_address, theme_from, theme_words
from editor_app.paths import resource_folder
from tests.formats.page_sample import portal_theme, site_view

FOLDER = resource_folder() / "themes" / "portal"
STYLE = (FOLDER / "assets" / "style.css").read_text()
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")
LIGHT = dict(TOKEN.findall(STYLE.partition("@media (prefers-color-scheme: dark)")[0]))
DARK = dict(
    TOKEN.findall(
        STYLE.partition("@media (prefers-color-scheme: dark)")[2].partition("/* -- ground")[0]
    )
)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours (WCAG 2.2)."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_all_text_has_a_contrast_of_at_least_four_and_a_half(tokens: dict[str, str]) -> None:
    pairs = [
        *product(("ink", "soft", "quiet", "accent", "brand"), ("paper", "raised")),
        ("accent-ink", "accent"),
        ("mark", "mark-ground"),
        ("ink", "mark-ground"),
    ]
    low = {pair: contrast(*map(tokens.__getitem__, pair)) for pair in pairs}
    assert min(low.values()) >= 4.5, low


def test_dark_and_light_have_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_every_token_that_is_used_is_defined() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", STYLE))
    defined = set(re.findall(r"^\s*--([\w-]+):", STYLE, re.MULTILINE))
    assert used == defined


def test_the_style_sheet_loads_nothing() -> None:
    assert "url(" not in STYLE
    assert "@import" not in STYLE
    assert "@font-face" not in STYLE


def test_paper_and_reduced_windows_are_thought_of() -> None:
    assert "@media print" in STYLE
    assert "prefers-color-scheme: dark" in STYLE


def test_the_three_languages_say_the_same_things_with_the_same_fields() -> None:
    tables = {
        path.stem: tomllib.loads(path.read_text()) for path in (FOLDER / "words").glob("*.toml")
    }
    assert set(tables) == {"vi", "en", "zh"}
    fields = {
        language: {name: set(re.findall(r"\{\w+\}", text)) for name, text in table.items()}
        for language, table in tables.items()
    }
    assert fields["vi"] == fields["en"] == fields["zh"]


def test_every_word_that_a_template_says_is_there() -> None:
    said = set()
    for path in (FOLDER / "templates").glob("*.j2"):
        said |= set(re.findall(r"say\(\"(\w+)\"", path.read_text()))
    assert said <= set(tomllib.loads((FOLDER / "words" / "en.toml").read_text()))


def test_an_unknown_language_says_it_in_english() -> None:
    theme = portal_theme()
    assert theme_words(theme, Language("fr")) == theme_words(theme, Language("en"))
    assert theme_words(theme, Language("zh-Hans"))["front"] == "首页"


def test_the_style_sheet_s_address_changes_with_it() -> None:
    files = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    changed = {**files, "assets/style.css": files["assets/style.css"] + b"/* */"}
    first, second = theme_from("a", files), theme_from("a", changed)
    assert style_address(first) != style_address(second)
    assert first.digest != second.digest
    assert SitePages(first, site_view()).get(style_address(first)) == files["assets/style.css"]


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"words/en.toml": b"a = 1 1", "templates/a.j2": b"", "assets/style.css": b""},
        {"words/vi.toml": b"", "templates/a.j2": b"", "assets/style.css": b""},
        {"words/en.toml": b"", "templates/a.j2": b"\xff", "assets/style.css": b""},
    ],
)
def test_a_theme_with_missing_or_broken_files_is_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(Unreadable, match="theme-unreadable"):
        theme_from("broken", files)


def test_a_template_that_fails_is_a_sentence_and_no_bug() -> None:
    good = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    broken = theme_from("broken", {**good, "templates/front.html.j2": b"{{ page.nothing.here }}"})
    with pytest.raises(Unreadable, match="theme-unreadable"):
        SitePages(broken, site_view()).get("en/")


def test_templates_cannot_reach_into_the_program() -> None:
    good = {
        path.relative_to(FOLDER).as_posix(): path.read_bytes()
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    evil = b"{{ say.__self__.__class__.__mro__ }}"
    with pytest.raises(Unreadable):
        SitePages(theme_from("x", {**good, "templates/front.html.j2": evil}), site_view()).get(
            "en/"
        )


def test_patterns_know_plain_names_alone() -> None:
    assert filled("{a} {b.c} {__class__} {0} {a!r}", a=1) == "1 {b.c} {__class__} {0} {a!r}"
