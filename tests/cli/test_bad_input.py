"""Bad input on the command line: one sentence, the right code, nothing changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor_app.cli.answers import COULD_NOT, DONE, FINDINGS, WRONG_USE
from editor_app.cli.demo import fresh_folder
from editor_app.cli.main import run
from editor_app.services.preferences import SettingsService
from editor_app.wiring import Desk, open_desk
from tests.cli.shells import Shell

STORY = "# Lũ về\n\n**Nước lên.**\n\nSáng nay nước dâng.\n\nBa.\n"


@pytest.fixture
def article(shell: Shell, tmp_path: Path) -> str:
    return shell.taken_in(tmp_path / "lu.md", STORY)


@pytest.fixture
def window(shell: Shell, tmp_path: Path) -> Iterator[Desk]:
    """The desk as a window has it."""
    desk = open_desk(shell.folder, settings=SettingsService(tmp_path / "settings.json"))
    yield desk
    desk.close()


def picture(path: Path) -> Path:
    out = BytesIO()
    Image.new("RGB", (300, 200), "teal").save(out, "JPEG")
    path.write_bytes(out.getvalue())
    return path


# -- a second start


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize(
    "verb",
    [
        ("import", "x.md"),
        ("set", "x", "headline=y"),
        ("terms", "import", "x.tsv"),
        ("memory", "import", "x.tsv"),
        ("site", "remove", "x"),
        ("publish", "x"),
        ("backup",),
    ],
)
def test_a_verb_that_writes_names_who_has_the_desk(shell: Shell, verb: tuple[str, ...]) -> None:
    code, said = shell.refused(*verb)
    assert code == COULD_NOT
    assert f"process {os.getpid()}" in said
    assert str(shell.folder) in said


@pytest.mark.usefixtures("window")
@pytest.mark.parametrize(
    "verb",
    [
        ("list",),
        ("verify",),
        ("site", "list"),
        ("terms", "lookup", "sông"),
        ("memory", "lookup", "sông"),
    ],
)
def test_a_verb_that_reads_works_beside_the_window(shell: Shell, verb: tuple[str, ...]) -> None:
    assert shell(*verb)[0] == DONE


@pytest.mark.usefixtures("window")
def test_tables_are_exported_beside_the_window(shell: Shell, tmp_path: Path) -> None:
    for table in ("terms", "memory"):
        assert shell(table, "export", str(tmp_path / f"{table}.tsv"))[0] == DONE


# -- the desk and the verb


def test_a_desk_said_before_the_verb_is_the_one_that_is_used(
    shell: Shell, article: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert run(["--desk", str(shell.folder), "--json", "show", article]) == DONE
    assert json.loads(capsys.readouterr().out)["article"]["id"] == article


@pytest.mark.parametrize("words", [["--json"], ["--quiet"], ["no-such-verb"], ["site"], ["photo"]])
def test_no_verb_or_an_unknown_one_is_wrong_use(words: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        run(words)
    assert end.value.code == WRONG_USE


def test_a_folder_without_a_desk_is_named_and_not_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "không có 🌊"
    assert run(["set", "x", "headline=y", "--desk", str(folder)]) == COULD_NOT
    said = capsys.readouterr().err
    assert ("không có 🌊" in said, said.count("\n")) == (True, 1)
    assert not folder.exists()


def test_a_newer_desk_is_left_as_it_is(shell: Shell) -> None:
    library = shell.folder / "library.sqlite3"
    data = bytearray(library.read_bytes())
    data[60:64] = (9999).to_bytes(4, "big")
    library.write_bytes(data)
    code, said = shell.refused("list")
    assert (code, "newer" in said) == (COULD_NOT, True)
    assert library.read_bytes() == bytes(data)


def test_a_desk_is_not_made_where_a_file_is(tmp_path: Path, shell: Shell) -> None:
    (tmp_path / "file").write_text("x")
    code, said = shell.refused("new-desk", str(tmp_path / "file"))
    assert (code, str(tmp_path / "file") in said) == (COULD_NOT, True)


# -- words that make no sense


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("status=finished", "finished"),
        ("planned=tomorrow", "tomorrow"),
        ("embargo=tonight", "tonight"),
        ("section=Nowhere", "Nowhere"),
        ("colour=red", "colour"),
        ("headline", "headline"),
    ],
)
def test_a_field_that_makes_no_sense_is_named_and_nothing_set(
    shell: Shell, article: str, said: str, part: str
) -> None:
    before = shell.document("show", article)
    code, words = shell.refused("set", article, said)
    assert code == WRONG_USE
    assert part in words
    assert shell.document("show", article) == before


@pytest.mark.parametrize("time", ["soon", "2026-13-45", "25:00"])
def test_a_time_that_is_none_is_named_and_nothing_published(
    shell: Shell, article: str, tmp_path: Path, time: str
) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    code, words = shell.refused("publish", article, "--at", time)
    assert (code, time in words) == (WRONG_USE, True)
    assert shell.document("show", article)["publications"] == []


@pytest.mark.parametrize("language", ["klingon", "VI", "e n"])
def test_a_language_that_no_edition_has_is_named(
    shell: Shell, article: str, tmp_path: Path, language: str
) -> None:
    for verb in (
        ("translate", article, "--to", language),
        ("list", "--language", language),
        ("import", str(tmp_path / "lu.md"), "--language", language),
        ("import", str(tmp_path / "lu.md"), "--translate-to", f"en,{language}"),
    ):
        code, words = shell.refused(*verb)
        assert (code, language in words) == (WRONG_USE, True)
    assert len(shell.document("list")) == 1


def test_an_unknown_status_to_list_is_wrong_use(shell: Shell) -> None:
    code, words = shell.refused("list", "--status", "finished")
    assert (code, "finished" in words) == (WRONG_USE, True)


def test_a_caption_without_a_language_is_named_and_no_photo_added(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    photo = str(picture(tmp_path / "lu.jpg"))
    for option in ("--caption", "--alt"):
        code, words = shell.refused("attach", article, photo, option, "just words")
        assert (code, "just words" in words) == (WRONG_USE, True)
    code, words = shell.refused("attach", article, photo, "--at", "no-such-block")
    assert (code, "no-such-block" in words) == (WRONG_USE, True)
    assert shell.document("show", article)["uses"] == []


def test_words_for_a_version_that_there_is_not_are_not_thrown_away(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    photo = str(picture(tmp_path / "lu.jpg"))
    for option in ("--caption", "--alt"):
        code, words = shell.refused("attach", article, photo, option, "en=Words")
        assert (code, "“en”" in words) == (WRONG_USE, True)
    assert shell.document("show", article)["uses"] == []


def test_taking_off_a_site_knows_no_hour_and_no_status(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    assert shell("publish", article)[0] == DONE
    code, _words = shell.refused("publish", article, "--withdraw", "--at", "2031-01-01T10:00")
    assert code == WRONG_USE
    with pytest.raises(SystemExit):
        shell("publish", article, "--withdraw", "--status", "draft")
    assert shell.document("show", article)["publications"][0]["status"] == "public"


def test_when_one_cannot_be_taken_off_a_site_none_is(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    assert shell("publish", article)[0] == DONE
    other = shell.document("import", str(tmp_path / "lu.md"), "--language", "vi")[0]["articles"][0]
    before = shell.document("show", article)["publications"]
    code, words = shell.refused("publish", article, other, "--withdraw")
    assert (code, "Nothing was changed" in words) == (COULD_NOT, True)
    assert shell.document("show", article)["publications"] == before


def test_of_several_sites_none_is_taken_for_the_one_that_is_meant(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    for name in "ST":
        target = str(tmp_path / name)
        shell("site", "add", name, "--url", f"https://{name}.example", "--target", target)
    code, words = shell.refused("publish", article)
    assert (code, "--site" in words) == (WRONG_USE, True)
    assert shell.document("show", article)["publications"] == []
    shell.document("publish", article, "--site", "S", "--at", "2031-01-01T10:00")
    (row,) = shell.document("publish", article, "--site", "T")
    assert (row["site_name"], row["state"]) == ("T", "done")


def test_a_site_without_a_name_is_not_made(shell: Shell, tmp_path: Path) -> None:
    target = str(tmp_path / "site")
    code, _words = shell.refused("site", "add", " ", "--url", "https://s.x", "--target", target)
    assert (code, Path(target).exists()) == (WRONG_USE, False)


def test_a_folder_has_no_password_to_take_away(shell: Shell, tmp_path: Path) -> None:
    shell("site", "add", "S", "--url", "https://s.example", "--target", str(tmp_path / "site"))
    code, words = shell.refused("site", "sign-out", "S")
    assert (code, "folder" in words) == (WRONG_USE, True)


@pytest.mark.parametrize(
    ("more", "part"),
    [
        (("--language", "vi", "--source", "lu.md"), "--source-language"),
        (("--source", "lu.md"), "--language"),
        (("--terms", "terms.tsv"), "--language"),
    ],
)
@pytest.mark.usefixtures("article")
def test_a_check_says_what_it_was_not_told(
    shell: Shell, tmp_path: Path, more: tuple[str, ...], part: str
) -> None:
    code, words = shell.refused("check", str(tmp_path / "lu.md"), *more)
    assert (code, part in words) == (WRONG_USE, True)


def test_facts_set_into_each_other_without_end_are_no_facts(shell: Shell, tmp_path: Path) -> None:
    text, facts = tmp_path / "a.md", tmp_path / "deep.json"
    text.write_text(STORY, encoding="utf-8")
    facts.write_text("[" * 100_000, encoding="utf-8")
    code, words = shell.refused("check", str(text), "--language", "vi", "--meta", str(facts))
    assert (code, "deep.json" in words) == (FINDINGS, True)


def test_a_choice_that_there_is_not_is_told_those_that_are(shell: Shell) -> None:
    code, words = shell.refused("conflicts", "--resolve", "x=perhaps")
    assert (code, "edited" in words, "both" in words) == (WRONG_USE, False, True)


def test_a_photo_that_is_not_there_is_named(shell: Shell, article: str, tmp_path: Path) -> None:
    code, words = shell.refused("attach", article, str(tmp_path / "none.jpg"))
    assert (code, "none.jpg" in words) == (COULD_NOT, True)
    assert shell.document("show", article)["uses"] == []


def test_a_picture_that_is_none_is_refused_and_the_next_inspected(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"no picture")
    good = str(picture(tmp_path / "b.jpg"))
    names = [str(tmp_path / "a.jpg"), str(tmp_path / "none.jpg"), good]
    code, out, _ = shell("photo", "inspect", *names, "--json")
    found = json.loads(out)
    assert (code, ["error" in item for item in found]) == (FINDINGS, [True, True, False])


# -- tables


@pytest.mark.parametrize(
    "table",
    [
        b"",
        b"one\ttwo\nthree\tfour\n",
        b"source_language\tsource\ttarget_language\ttarget\nvi\t\xff\xfe\ten\tx\n",
        b"source_language\tsource\ttarget_language\ttarget\nvi\tonly three\ten\n",
        b"source_language\tsource\ttarget_language\ttarget\nvi\t\ten\t\n",
        b"source_language\tsource\ttarget_language\ttarget\tdate\tkind\nvi\ta\ten\tb\tx\ty\n",
    ],
)
@pytest.mark.parametrize("verb", ["terms", "memory"])
def test_a_table_that_cannot_be_read_is_refused_whole(
    shell: Shell, tmp_path: Path, verb: str, table: bytes
) -> None:
    file = tmp_path / "table.tsv"
    file.write_bytes(table)
    code, words = shell.refused(verb, "import", str(file))
    assert code == FINDINGS
    assert "table.tsv" in words
    assert shell.document(verb, "export", str(tmp_path / "out.tsv"))["count"] == 0


def test_a_table_that_is_not_there_is_named(shell: Shell, tmp_path: Path) -> None:
    code, words = shell.refused("terms", "import", str(tmp_path / "none.tsv"))
    assert (code, "none.tsv" in words) == (COULD_NOT, True)


# -- letters that are none


def test_broken_letters_in_words_are_kept_as_signs_that_show_it(shell: Shell, article: str) -> None:
    shell.document(
        "set", article, "headline=Lũ \udcff về\x00", "slug_word=lũ\udcff", "slug=a\udcff"
    )
    shell.document("tag", article, "nước\udcff")
    shown = shell.document("show", article)
    assert shown["article"]["headline"] == "Lũ \ufffd về"
    assert shown["story"]["slug_word"] == "lũ\ufffd"
    assert shell.document("list", "--query", "x\udcff") == []
    for verb in ("show", "export"):
        extra = ("--to", "md") if verb == "export" else ()
        code, _ = shell.refused(verb, "no\udcff", *extra)
        assert code == WRONG_USE


def test_a_file_whose_name_is_no_unicode_is_taken_in_and_said(shell: Shell, tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/l\xf9.md")
    Path(name).write_text(STORY, encoding="utf-8")
    for options in ((), ("--json",)):
        code, out, err = shell("import", name, "--language", "vi", *options)
        assert code == DONE, err
        assert "Lũ về" in out
        out.encode()


def test_a_credit_and_caption_with_broken_letters_are_cleaned(
    shell: Shell, article: str, tmp_path: Path
) -> None:
    photo = str(picture(tmp_path / "lu.jpg"))
    shell.document("attach", article, photo, "--credit", "R\udcff", "--caption", "vi=N\x00ước")
    shown = shell.document("show", article)
    assert next(iter(shown["photos"].values()))["credit"] == "R\ufffd"
    assert shown["uses"][0]["caption"] == "Nước"


# -- files that cannot be taken in or written


def test_a_file_that_cannot_be_converted_gives_one_and_a_reason(
    shell: Shell, tmp_path: Path
) -> None:
    (tmp_path / "lu.docx").write_bytes(b"PK\x03\x04broken")
    code, out, _ = shell("convert", str(tmp_path / "lu.docx"))
    assert (code, "lu.docx" in out) == (FINDINGS, True)
    code, words = shell.refused("convert", str(tmp_path / "none.html"))
    assert (code, "none.html" in words) == (COULD_NOT, True)


@pytest.mark.parametrize(
    "verb", [("export", "--to", "md"), ("page",), ("terms", "export"), ("memory", "export")]
)
def test_a_place_that_cannot_be_written_is_named(
    shell: Shell, article: str, tmp_path: Path, verb: tuple[str, ...]
) -> None:
    out = str(tmp_path / "no" / "such" / "folder" / "x.html")
    words = (*verb, out) if "export" in verb[1:] else (verb[0], article, *verb[1:], "--out", out)
    code, said = shell.refused(*words)
    assert (code, out in said) == (COULD_NOT, True)


def test_a_page_of_an_unknown_kind_is_wrong_use(shell: Shell, article: str, tmp_path: Path) -> None:
    code, words = shell.refused("page", article, "--out", str(tmp_path / "page.gif"))
    assert (code, "page.gif" in words) == (WRONG_USE, True)
    assert shell("page", article, "--out", str(tmp_path / "PAGE.HTML"))[0] == DONE
    for width in ("0", "-3", "wide"):
        with pytest.raises(SystemExit) as end:
            shell("page", article, "--out", str(tmp_path / "p.png"), "--width", width)
        assert end.value.code == WRONG_USE


def test_one_bad_file_among_many_does_not_stop_the_rest(shell: Shell, tmp_path: Path) -> None:
    good, bad = tmp_path / "a.md", tmp_path / "b.md"
    good.write_text(STORY, encoding="utf-8")
    bad.write_bytes(b"\x00" * 500)
    code, out, _ = shell("import", str(bad), str(tmp_path), str(good), "--json")
    assert code == FINDINGS
    assert ["error" in item for item in json.loads(out)] == [True, True, False]


def test_a_second_demo_takes_neither_desk_nor_site_of_the_first(tmp_path: Path) -> None:
    assert fresh_folder(tmp_path / "site") == tmp_path / "site"
    (tmp_path / "site").mkdir()
    (tmp_path / "site-2").mkdir()
    assert fresh_folder(tmp_path / "site") == tmp_path / "site-3"
