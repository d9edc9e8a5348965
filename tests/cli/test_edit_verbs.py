"""``tag``, ``set`` and ``translate``: what they change, and that they change nothing by halves."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from unicodedata import normalize

import pytest

from editor_app.cli.answers import COULD_NOT, WRONG_USE
from editor_app.cli.main import run
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, SectionId
from editor_app.domain.vocabulary import NO_SYNONYMS, Tag
from editor_app.wiring import open_desk
from tests.cli.test_verbs import Shell


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    assert run(["new-desk", str(tmp_path / "desk"), "--quiet"]) == 0
    return Shell(tmp_path / "desk", capsys)


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    return shell.article(tmp_path)


def tags(shell: Shell) -> tuple[Tag, ...]:
    desk = open_desk(shell.folder, read_only=True)
    try:
        return desk.vocabulary.tags()
    finally:
        desk.close()


def put(
    shell: Shell,
    label: str,
    *,
    retired: bool = False,
    synonyms: Mapping[Language, tuple[str, ...]] = NO_SYNONYMS,
) -> Tag:
    """Let the desk have a tag of that Vietnamese label."""
    desk = open_desk(shell.folder)
    try:
        made, _ = desk.vocabulary.new_tag(VIETNAMESE, label)
        tag = replace(made, retired=retired, synonyms=synonyms)
        desk.vocabulary.put_tag(tag)
    finally:
        desk.close()
    return tag


def test_tags_that_differ_by_a_mark_are_two(shell: Shell, article: str) -> None:
    storm = put(shell, "Bão")
    shown = shell("tag", article, "Báo")
    (tag,) = shown["story"]["tags"]
    assert tag != storm.id
    assert sorted(item.labels[VIETNAMESE] for item in tags(shell)) == ["Báo", "Bão"]


@pytest.mark.parametrize("typed", ["  bão   lũ ", normalize("NFD", "BÃO LŨ"), "bao lu", "Storms"])
def test_a_tag_is_found_by_its_name_a_synonym_or_plain_letters(
    shell: Shell, article: str, typed: str
) -> None:
    storm = put(shell, "Bão lũ", synonyms={ENGLISH: ("storms",)})
    assert shell("tag", article, typed)["story"]["tags"] == [storm.id]
    assert len(tags(shell)) == 1


def test_the_tags_that_were_given_are_said_by_their_names(
    shell: Shell, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(shell, "Bão")
    assert run(["tag", article, "bao", "Mưa", "--desk", str(shell.folder)]) == 0
    assert capsys.readouterr().out.splitlines() == ["Bão", "Mưa"]


def test_plain_letters_that_fit_two_tags_choose_none(shell: Shell, article: str) -> None:
    put(shell, "Bão")
    put(shell, "Báo")
    said = shell("tag", article, "Mưa", "bao", code=WRONG_USE)
    assert "Báo, Bão" in said
    assert len(tags(shell)) == 2
    assert shell("show", article)["story"]["tags"] == []


@pytest.mark.parametrize("empty", ["", "  "])
def test_a_tag_without_a_name_is_not_made(shell: Shell, article: str, empty: str) -> None:
    shell("tag", article, "Mưa", empty, code=WRONG_USE)
    assert tags(shell) == ()


def test_a_new_tag_that_is_said_twice_is_made_once(shell: Shell, article: str) -> None:
    shown = shell("tag", article, "Mưa", "mưa ")
    assert len(shown["story"]["tags"]) == 1
    assert len(tags(shell)) == 1


def test_a_tag_that_is_retired_is_not_given(shell: Shell, article: str) -> None:
    retired = put(shell, "Bão", retired=True)
    assert retired.id not in shell("tag", article, "Bão")["story"]["tags"]


def test_a_section_is_the_one_that_is_written_like_that(shell: Shell, article: str) -> None:
    desk = open_desk(shell.folder)
    first = desk.vocabulary.sections()[0]
    for order, name in enumerate(("Bão", "Báo"), 90):
        names = {VIETNAMESE: name}
        section = replace(first, id=SectionId(name), names=names, slugs={}, order=order)
        desk.vocabulary.put_section(section)
    desk.close()
    assert shell("set", article, "section=báo")["story"]["section"] == "Báo"
    assert "Bão, Báo" in shell("set", article, "section=bao", code=WRONG_USE)
    assert shell("show", article)["story"]["section"] == "Báo"


def test_fields_are_set_together_or_not_at_all(shell: Shell, article: str, tmp_path: Path) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    shell("publish", article)
    before = shell("show", article)
    late = "embargo=2095-01-01T00:00"
    said = shell(
        "set", article, "headline=New", "status=draft", "slug_word=x", late, code=COULD_NOT
    )
    assert "Nothing was changed" in said
    assert shell("show", article) == before


def test_what_is_said_of_a_field_last_counts(shell: Shell, article: str, tmp_path: Path) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    shell("set", article, "embargo=2020-01-01T00:00")
    shell("publish", article)
    late = "embargo=2095-01-01T00:00"
    shell("set", article, "embargo=", late, code=COULD_NOT)
    assert shell("show", article)["story"]["embargo"] is not None
    assert shell("set", article, late, "embargo=")["story"]["embargo"] is None


def test_fields_of_story_and_article_and_texts_are_set_at_once(shell: Shell, article: str) -> None:
    wanted = ("headline=One", "standfirst=Two", "headline=Three", "slug=a-b", "status=approved")
    shown = shell("set", article, *wanted, "slug_word=floods", "source=https://a.example/b")
    written = shown["article"]
    texts = [written[name] for name in ("headline", "standfirst", "slug", "status")]
    assert texts == ["Three", "Two", "a-b", "approved"]
    assert shown["story"]["slug_word"] == "floods"
    assert shown["story"]["origin"]["url"] == "https://a.example/b"


def test_only_what_the_memory_filled_counts_as_filled(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    table = tmp_path / "memory.tsv"
    table.write_text(
        "source_language\tsource\ttarget_language\ttarget\n"
        "vi\tThành phố chuẩn bị bao cát.\ten\tThe city gets sandbags ready.\n",
        encoding="utf-8",
    )
    shell("memory", "import", str(table))
    made = shell("translate", article, "--to", "en")
    assert (made["filled"], made["left"]) == (0, 4)
    shell("set", made["article"], "headline=Floods early")
    filled = [
        shell("translate", article, "--to", "en", *options)["filled"]
        for options in ((), ("--memory",), ("--memory",))
    ]
    assert filled == [0, 1, 0]


def test_a_source_is_no_translation_of_itself(shell: Shell, article: str) -> None:
    said = shell("translate", article, "--to", "vi", code=WRONG_USE)
    assert "“Lũ về sớm” is not a translation" in said


def test_the_help_of_set_names_every_field_that_can_be_set(
    shell: Shell, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["set", article, "nothing=x", "--desk", str(shell.folder)]) == WRONG_USE
    choices = capsys.readouterr().err.partition("body, ")[2].partition("slug_word")[0]
    fields = {"body", "slug_word", *re.findall(r"\w+", choices)}
    assert "headline" in fields
    with pytest.raises(SystemExit):
        run(["set", "--help"])
    said = set(re.findall(r"\w+", capsys.readouterr().out))
    assert fields <= said
