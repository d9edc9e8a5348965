"""What is copied: from word processors and pages, as an article or into the middle of one."""

from __future__ import annotations

import base64

import pytest

from editor_app.domain.errors import NoText
from editor_app.formats.clipboard import Origin, origin_of, unwrapped
from editor_app.formats.intake import only_link, read_clipboard, read_paste
from editor_app.formats.intake_values import NoteKind
from tests.formats.office_files import picture

WORD = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w="urn:schemas-microsoft-com:office:word"><body>{}</body></html>'
)


@pytest.mark.parametrize(
    ("html", "origin"),
    [
        (WORD.format("<p>a"), Origin.WORD),
        ("<p class=MsoNormal>a", Origin.WORD),
        ('<b id="docs-internal-guid-1">a</b>', Origin.GOOGLE_DOCS),
        ('<meta name="generator" content="LibreOffice 7.4"/><p>a', Origin.LIBREOFFICE),
        ("<p>a", Origin.WEB),
    ],
)
def test_the_program_is_told_by_its_habits(html: str, origin: Origin) -> None:
    assert origin_of(html) is origin


def test_only_what_was_marked_as_copied_is_read() -> None:
    html = "<html><head><style>a</style></head><body>before<!--StartFragment--><p>in</p>"
    html += "<!--EndFragment-->after</body></html>"
    assert unwrapped(html)[0] == "<html><head><style>a</style></head><p>in</p>"


def test_the_lines_that_windows_adds_tell_the_page() -> None:
    head = "Version:1.0\r\nStartHTML:00\r\nSourceURL:https://a.example/b\r\n"
    assert unwrapped(f"{head}<p>x</p>") == ("<p>x</p>", "https://a.example/b")
    assert unwrapped("Version: the second") == ("Version: the second", "")


def test_rows_copied_from_a_sheet_are_a_table() -> None:
    html = "<table><!--StartFragment--><tr><td>a<td>b<tr><td>c<td>d<!--EndFragment--></table>"
    assert read_paste(html, None).markdown == "| a | b |\n| --- | --- |\n| c | d |"


def test_an_article_can_be_copied_whole() -> None:
    taken = read_clipboard("<h1>Tít bài</h1><p>Một câu trong bài báo này.</p>", "Tít bài ...")
    assert taken.headline == "Tít bài"
    assert taken.markdown == "Một câu trong bài báo này."


def test_html_without_words_falls_back_to_the_text_beside_it() -> None:
    assert read_clipboard("<meta charset='utf-8'>", "Chữ thường.").markdown == "Chữ thường."
    with pytest.raises(NoText):
        read_clipboard("<p> </p>", " ")
    with pytest.raises(NoText):
        read_clipboard(None, None)


def test_a_link_alone_is_told_so_that_it_can_be_offered_to_be_fetched() -> None:
    assert only_link(" https://a.example/b?c=1\n") == "https://a.example/b?c=1"
    assert only_link("see https://a.example") == ""
    assert only_link("javascript:alert(1)") == ""


def test_a_paste_keeps_its_structure_and_takes_no_fields_out() -> None:
    pasted = read_paste("<h1>One</h1><p>Two <b>three</b></p><p>By Anna Quill</p>", None)
    assert pasted.markdown == "## One\n\nTwo **three**\n\nBy Anna Quill"
    assert pasted.dropped == ()


def test_a_paste_leaves_far_pictures_out_and_says_so() -> None:
    data = base64.b64encode(picture()).decode()
    html = f"<p>a</p><img src='https://b.example/c.jpg'><img src='data:image/png;base64,{data}'>"
    pasted = read_paste(html, None)
    assert [photo.data for photo in pasted.photos] == [picture()]
    assert pasted.markdown == f"a\n\n![](photo:{pasted.photos[0].key})"
    assert [message.key for message in pasted.dropped] == ["dropped-pictures-far"]


def test_the_raw_paste_is_kept() -> None:
    assert read_paste("<p onclick='x'>a</p>", "a").raw == "<p onclick='x'>a</p>"
    assert read_paste(None, "a *b*").raw == "a *b*"


def test_an_empty_paste_is_empty() -> None:
    assert read_paste(None, None).markdown == ""
    assert read_paste("", "").markdown == ""
    assert read_paste("<p></p>", None).markdown == ""


def test_hidden_characters_are_dropped_and_turning_ones_kept_and_both_said() -> None:
    pasted = read_paste(None, "a\x00b \ud800 c\u00add \u202eabc\u202c")
    assert pasted.markdown == "ab \ufffd cd \u202eabc\u202c"
    assert {message.key: message.fields["count"] for message in pasted.dropped} == {
        "lone-surrogates": 1,
        "controls-dropped": 1,
        "dropped-invisible": 1,
        "bidi-controls": 2,
    }


def test_decomposed_vietnamese_is_composed() -> None:
    assert read_paste("<p>Ti\u00ea\u0301ng Vi\u00ea\u0323t</p>", None).markdown == "Tiếng Việt"
    assert read_paste("<p>Ti&#234;&#769;ng</p>", None).markdown == "Tiếng"


def test_changes_of_word_are_accepted_and_kept_as_notes() -> None:
    html = WORD.format('<p>A <del cite="mailto:Lan">b</del><ins cite="mailto:Lan">c</ins> d</p>')
    pasted = read_paste(html, None)
    assert pasted.markdown == "A c d"
    (note,) = pasted.notes
    assert (note.author, note.text, note.quote) == ("Lan", "− b + c", "A c d")
    assert note.kind is NoteKind.DELETED


def test_struck_words_of_a_page_are_no_changes() -> None:
    assert read_paste("<p>a <del>b</del> <ins>c</ins></p>", None).markdown == "a ~~b~~ c"


def test_the_wrapper_of_google_docs_makes_nothing_bold() -> None:
    html = '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span>a</span></p></b>'
    assert read_paste(html, None).markdown == "a"


def test_styles_of_word_processors_are_marks() -> None:
    html = (
        "<p><span style='font-weight:700'>a</span> <span style='font-style:italic'>b</span> "
        "<span style='text-decoration:line-through'>c</span> "
        "x<span style='vertical-align:super'>2</span>y<span style='vertical-align:sub'>3</span> "
        "<b style='font-weight:400'>d</b> <sup style='vertical-align:baseline'>e</sup></p>"
    )
    assert read_paste(html, None).markdown == "**a** *b* ~~c~~ x^2^y~3~ d ^e^"


def test_text_that_is_markdown_keeps_its_marks_and_other_text_its_signs() -> None:
    assert read_paste(None, "## Tít\n\n- a\n- b").markdown == "## Tít\n\n- a\n- b"
    assert read_paste(None, "5 * 3 = 15, a_b_c").markdown == "5 * 3 = 15, a_b_c"


def test_a_paragraph_of_fifty_thousand_characters_is_one_paragraph() -> None:
    text = "Một câu dài không xuống dòng. " * 1_700
    pasted = read_paste(None, text)
    assert pasted.markdown == text.strip()


@pytest.mark.parametrize("html", [True, False])
def test_a_paste_of_five_megabytes_comes_in_whole(html: bool) -> None:
    words = "Một đoạn văn thường, không có gì lạ, chỉ để thử sức chứa của bàn làm việc. " * 8
    count = 5_000_000 // len(words.encode())
    if html:
        pasted = read_paste("".join(f"<p class=MsoNormal>{words}</p>" for _ in range(count)), None)
    else:
        pasted = read_paste(None, "\n".join([words] * count))
    assert pasted.markdown.split("\n\n") == [words.strip()] * count
