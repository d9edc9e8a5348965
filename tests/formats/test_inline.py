"""The words inside a block: what is a mark, what stands for itself, and how little is escaped."""

from __future__ import annotations

import pytest

from editor_app.formats.inline import Mark, Run, joint, parse
from editor_app.formats.inline_writing import plain, tidy, write
from editor_app.text.spans import is_address

B, E, S = Mark.STRONG, Mark.EMPHASIS, Mark.STRUCK


def run(text: str, *marks: Mark, link: str = "") -> Run:
    return Run(text, frozenset(marks), link)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*a **b** c*", (run("a ", E), run("b", E, B), run(" c", E))),
        ("**a *b* c**", (run("a ", B), run("b", B, E), run(" c", B))),
        ("***a***", (run("a", B, E),)),
        ("***a* b**", (run("a", B, E), run(" b", B))),
        ("***a** b*", (run("a", B, E), run(" b", E))),
        ("*a***b**", (run("a", E), run("b", B))),
        ("**a***b*", (run("a", B), run("b", E))),
        ("~~a~~~b~", (run("a", S), run("b", Mark.SUBSCRIPT))),
        (
            "[a **b**](https://c.example)",
            (run("a ", link="https://c.example"), run("b", B, link="https://c.example")),
        ),
        ("``a`b``", (run("a`b", Mark.CODE),)),
        ("x[^1]", (run("x"), Run("1", note=True))),
    ],
)
def test_marks_are_read(text: str, wanted: tuple[Run, ...]) -> None:
    assert tidy(parse(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "5 * 3 * 4",
        "~5 km và ~6 km",
        "10^5 và 10^6",
        "snake_case_name",
        "[sic]",
        "[a](b)",
        "**",
        "a ** b",
        "C:\\thư mục",
        "<b>x</b> &amp;",
        "` một",
        "` `",
        "[` `](x)",
        "# không",
    ],
)
def test_signs_that_mark_nothing_stand_for_themselves(text: str) -> None:
    assert tidy(parse(text)) == (run(text),)
    assert write([run(text)]) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("*a*", "\\*a\\*"),
        ("5 * 3 và *a*", "5 * 3 và \\*a\\*"),
        ("[a](https://b.example)", "\\[a](https://b.example)"),
        ("[^1]", "\\[^1]"),
        ("a\\*b", "a\\\\\\*b"),
        ("`a`", "\\`a\\`"),
    ],
)
def test_only_what_would_be_misread_is_escaped(text: str, written: str) -> None:
    assert tidy(parse(write([run(text)]))) == (run(text),)
    assert write([run(text)]).count("\\") <= written.count("\\")


def test_spaces_stand_outside_of_marks_and_once() -> None:
    cut = [run("a"), run("  b ", B), run(" "), run("c ", B), run("d")]
    assert write(cut) == "a **b c** d"


def test_pieces_of_one_phrase_are_joined() -> None:
    assert write([run("Ha", B), run("", E), run("i", B), run(" ", E), run("người", B)]) == (
        "**Hai người**"
    )


def test_superscripts_hold_no_space() -> None:
    assert write([run("x"), run("1, 2", Mark.SUPERSCRIPT)]) == "x^1,^ ^2^"


def test_a_bar_in_a_table_is_escaped_and_code_with_one_is_plain() -> None:
    assert write([run("a|b")], in_table=True) == "a\\|b"
    assert write([run("a|b", Mark.CODE)], in_table=True) == "a\\|b"


def test_breaks_at_the_ends_and_twice_in_a_row_go() -> None:
    broken = [run("\n"), run("a"), run(" "), run("\n"), run("\n"), run(" b"), run("\n")]
    assert write(broken) == "a\\\nb"
    assert write(broken, one_line=True) == "a b"


def test_the_words_alone_have_no_marks_and_no_notes() -> None:
    assert plain([run("a", B), Run("1", note=True), run("\n"), run("b")]) == "a b"


def test_only_web_and_mail_are_addresses() -> None:
    assert is_address("https://a.example/đường")
    assert is_address("mailto:a@b.example")
    assert not is_address("https://")
    assert not is_address("javascript:x")
    assert not is_address("https://a b")


def test_folded_lines_join_with_a_space_but_not_in_chinese() -> None:
    assert joint("a", "b") == " "
    assert joint("中", "文") == ""
    assert joint("中", "b") == " "


@pytest.mark.parametrize("text", ["中\n**文**", "**中**\n文", "[中](https://a.example)\n`文`"])
def test_a_folded_line_in_chinese_is_glued_beside_marks_too(text: str) -> None:
    assert plain(parse(text)) == "中文"


def test_a_folded_line_ends_a_superscript() -> None:
    assert tidy(parse("^中\n文^")) == (run("^中文^"),)
