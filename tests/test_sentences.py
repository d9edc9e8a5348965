"""Messages become sentences in the editor's language; nothing is said as nothing."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor_app.domain import errors
from editor_app.domain.messages import Message
from editor_app.paths import resource_folder
from editor_app.sentences import _, pgettext, sentence, speak, spoken
from editor_app.services.preferences import SettingsService
from editor_app.tongue import LOCALES, choose_language
from editor_app.wording import FIELD_WORDS, WORDING

HOUSE = Path(__file__).resolve().parent.parent / "editor_app"


@pytest.fixture(autouse=True)
def english_after() -> Iterator[None]:
    """Speak English again afterwards."""
    yield
    speak("en", resource_folder() / LOCALES)


def _keys_named() -> Iterator[tuple[str, str]]:
    """Return every message key that the program names outright, and where."""
    for path in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and _is_message(node.func):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    yield first.value, f"{path.name}:{node.lineno}"


def _is_message(function: ast.expr) -> bool:
    if not isinstance(function, ast.Name):
        return False
    kind = getattr(errors, function.id, None)
    known = isinstance(kind, type) and issubclass(kind, errors.EditorError)
    return function.id == "Message" or known


def test_every_key_that_is_named_has_wording() -> None:
    assert {key: where for key, where in _keys_named() if key not in WORDING} == {}


def test_every_kind_of_error_has_wording_of_its_own() -> None:
    kinds = [
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.EditorError)
    ]
    assert [kind.__name__ for kind in kinds if kind.key not in WORDING] == []


def test_wording_has_named_fields_only() -> None:
    for key, pattern in WORDING.items():
        for _before, name, form, turn in string.Formatter().parse(pattern):
            assert name != "", key
            assert not form, key
            assert not turn, key


def test_a_message_is_said_with_its_fields() -> None:
    said = sentence(Message("log-published", {"site": "Portal", "address": "/en/tide"}))
    assert said == "Published on Portal: /en/tide"


def test_a_field_in_braces_is_not_filled_again() -> None:
    said = sentence(Message("not-found", {"name": "{other} {0} %s"}))
    assert "{other} {0} %s" in said


def test_a_field_that_was_not_given_leaves_a_gap() -> None:
    assert sentence(Message("not-found")) == "“…” is not on this desk."


def test_a_key_without_wording_is_said_with_its_fields() -> None:
    assert sentence(Message("never-heard-of", {"name": "x"})) == "never-heard-of(name='x')"


def test_the_name_of_a_field_is_said_in_the_language_of_the_sentence() -> None:
    speak("zh", resource_folder() / LOCALES)
    fields = {"field": "caption", "iptc": "a", "xmp": "b", "exif": "c"}
    assert sentence(Message("photo-conflict", fields)).startswith("文件中的图注写法不一")
    assert all(_(word) != word for word in FIELD_WORDS.values())


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "2026-12-31", "cleared until 31/12/2026"),
        ("vi", "2026-12-31", "được dùng đến 31/12/2026"),
        ("zh", "2026-12-31", "授权至 2026/12/31"),
        ("en", "New Year", "cleared until New Year"),
    ],
)
def test_a_day_is_said_in_the_readers_order(language: str, said: str, told: str) -> None:
    speak(language, resource_folder() / LOCALES)
    assert sentence(Message("rights-cleared-until", {"day": said})) == told


@pytest.mark.parametrize(
    ("chosen", "system", "language", "stories"),
    [
        ("", "vi_VN", "vi", "Tin bài"),
        ("", "zh-Hans-CN", "zh", "稿件"),
        ("", "de_DE", "en", "Stories"),
        ("", "", "en", "Stories"),
        ("zh", "vi_VN", "zh", "稿件"),
        ("en", "vi_VN", "en", "Stories"),
    ],
)
def test_the_interface_speaks_what_was_chosen_else_what_the_system_speaks(
    tmp_path: Path, chosen: str, system: str, language: str, stories: str
) -> None:
    settings = SettingsService(tmp_path / "settings.toml")
    settings.save(interface_language=chosen)
    assert choose_language(settings, system) == language
    assert spoken() == language
    assert _("Stories") == stories


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    speak("vi", tmp_path)
    assert _("Stories") == "Stories"
    assert pgettext("row", "Draft") == "Draft"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Embargo until 17:00 on 25/11/2026."),
        ("vi", "Không đăng trước 17:00 ngày 25/11/2026."),
        ("zh", "2026/11/25 17:00 前禁止发布。"),
    ],
)
def test_an_embargo_names_clock_and_day_in_the_reader_s_order(language: str, told: str) -> None:
    speak(language, resource_folder() / LOCALES)
    assert sentence(Message("embargoed", {"until": "2026-11-25T17:00+07:00"})) == told


def test_the_offer_to_undo_names_the_fields_that_changed() -> None:
    said = Message("fields-changed", {"fields": "section,outlets"})
    assert sentence(said) == "Changed: section, outlets credited"
    speak("zh", resource_folder() / LOCALES)
    assert sentence(said) == "已修改：栏目、援引媒体"


@pytest.mark.parametrize("name", ["until", "shown"])
def test_an_instant_is_said_as_clock_and_day(name: str) -> None:
    key = {"until": "page-checked-same", "shown": "embargo-waits"}[name]
    said = sentence(Message(key, {name: "2026-11-25T14:03+07:00"}))
    assert "14:03 on 25/11/2026" in said
