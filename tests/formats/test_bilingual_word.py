"""Translations as Word tables: out with formatting and hidden ids, back as the translator left."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from editor_app.domain.errors import Unreadable
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language
from editor_app.formats.bilingual_word import read_bilingual, word_form, write_bilingual
from editor_app.formats.exchange_rows import ExchangeFile, ExchangeNote, row_of
from editor_app.formats.translation_files import is_word, read_translation, returned_form
from tests.formats.test_inline_parts import TEXTS

HEADINGS = ("#", "Tiếng Việt", "English")
EMPTY_PROPERTIES = (
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
)
ID = "block.0123456789abcdef0123456789abcdef"


def written(*texts: tuple[str, str], note: str = "") -> bytes:
    units = [
        "field.headline",
        ID,
        "caption.0123456789abcdef0123456789abcdef",
        "alt.0123",
        "field.seo",
    ]
    units += [f"block.{number:032x}" for number in range(len(texts))]
    rows = tuple(row_of(units[at], *both) for at, both in enumerate(texts))
    notes = (ExchangeNote(note, "Copydesk"),) if note else ()
    return write_bilingual(ExchangeFile(VIETNAMESE, ENGLISH, rows, "copydesk.a.b", notes), HEADINGS)


def saved(document: docx.document.Document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_goes_out_and_comes_back(text: str) -> None:
    (row,) = read_bilingual(written((text, text)), "a.docx").rows
    assert (row.source_text, row.target_text) == (text, text)
    assert word_form(text) == text


def test_ids_languages_and_the_sending_are_kept() -> None:
    file = read_bilingual(written(("Tít", "Head"), ("Một.", "One."), ("Ảnh", ""), ("x", "")), "a")
    assert [row.id for row in file.rows] == [
        "field.headline",
        ID,
        "caption.0123456789abcdef0123456789abcdef",
        "alt.0123",
    ]
    assert (file.source_language, file.target_language) == ("vi", "en")
    assert file.original == "copydesk.a.b"


@pytest.mark.parametrize("left", [b"", EMPTY_PROPERTIES], ids=["gone", "emptied"])
def test_a_table_whose_properties_another_program_dropped_is_known_all_the_same(
    left: bytes,
) -> None:
    rows = tuple(row_of(unit, "Một.", "One.") for unit in ("field.headline", ID))
    sent = ExchangeFile(VIETNAMESE, Language("zh-Hant"), rows, f"copydesk.{'a1' * 16}.{'b2' * 16}")
    with ZipFile(BytesIO(write_bilingual(sent, HEADINGS))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts["docProps/core.xml"]
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for part, content in (parts | ({"docProps/core.xml": left} if left else {})).items():
            package.writestr(part, content)
    back = read_bilingual(out.getvalue(), "a.docx")
    assert (back.source_language, back.target_language) == ("vi", "zh-Hant")
    assert back.original == sent.original
    assert [row.id for row in back.rows] == ["field.headline", ID]


def test_every_bookmark_of_a_table_has_a_name_that_word_keeps() -> None:
    original = f"copydesk.{'a1' * 16}.{'b2' * 16}"
    file = ExchangeFile(VIETNAMESE, Language("zh-Hant"), (row_of(ID, "Một.", ""),), original)
    with ZipFile(BytesIO(write_bilingual(file, HEADINGS))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    marks = list(root.iter("{*}bookmarkStart"))
    names = [next(value for key, value in mark.items() if key.endswith("name")) for mark in marks]
    numbers = [next(value for key, value in mark.items() if key.endswith("id")) for mark in marks]
    assert all(re.fullmatch(r"_\w{1,39}", name) for name in names), names
    assert len(set(names)) == len(set(numbers)) == len(marks)


def test_the_translator_sees_formatting_a_note_and_no_signs() -> None:
    document = docx.Document(BytesIO(written(("Nước **lên**", ""), note="Mind the numbers.")))
    assert document.paragraphs[0].text == "Mind the numbers."
    (_, row) = document.tables[0].rows
    runs = row.cells[1].paragraphs[0].runs
    assert [(run.text, run.bold) for run in runs] == [("Nước ", None), ("lên", True)]


def test_what_was_typed_into_the_table_is_read() -> None:
    document = docx.Document(BytesIO(written(("Một.", ""), ("Hai.", "Two."))))
    cell = document.tables[0].rows[1].cells[2]
    paragraph = cell.paragraphs[0]
    paragraph.add_run("One ")
    paragraph.add_run("big").bold = True
    paragraph.add_run(" 2 *x* day.")
    rows = read_bilingual(saved(document), "a.docx").rows
    assert [row.target_text for row in rows] == ["One **big** 2 \\*x\\* day.", "Two."]


def test_rows_may_be_moved_and_left_away() -> None:
    document = docx.Document(BytesIO(written(("Tít", "a"), ("Một.", "b"), ("Hai.", "c"))))
    table = document.tables[0]
    first, second = (row._tr for row in table.rows[1:3])
    first.addprevious(second)
    list(table.rows)[-1]._tr.addnext(first)
    parent = second.getparent()
    assert parent is not None
    etree.SubElement(etree.Element("gone"), "x").addnext(second)
    rows = read_bilingual(saved(document), "a.docx").rows
    assert [(row.id[:8], row.target_text) for row in rows] == [("caption.", "c"), ("field.he", "a")]


def test_a_row_that_lost_its_bookmark_is_known_by_its_source() -> None:
    data = written(("Tít", "a"), ("Một.", "b"))
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "word/document.xml"
    parts[name] = parts[name].replace(b'w:name="_b_', b'w:name="Lost')
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    rows = read_bilingual(out.getvalue(), "a.docx").rows
    assert [(row.id, row.source_text) for row in rows] == [("field.headline", "Tít"), ("", "Một.")]


def test_tracked_changes_count_as_accepted() -> None:
    data = written(("Một.", "One old day."))
    with ZipFile(BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = "word/document.xml"
    changed = (
        b'<w:t xml:space="preserve">One </w:t></w:r><w:del w:id="90" w:author="X">'
        b'<w:r><w:delText>old</w:delText></w:r></w:del><w:ins w:id="91" w:author="X">'
        b"<w:r><w:t>new</w:t></w:r></w:ins><w:r>"
        b'<w:t xml:space="preserve"> day.</w:t>'
    )
    assert b"<w:t>One old day.</w:t>" in parts[name]
    parts[name] = parts[name].replace(b"<w:t>One old day.</w:t>", changed)
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    (row,) = read_bilingual(out.getvalue(), "a.docx").rows
    assert row.target_text == "One new day."


def test_a_word_file_without_such_a_table_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph("Một.")
    with pytest.raises(Unreadable) as refused:
        read_bilingual(saved(document), "a.docx")
    assert refused.value.message.key == "word-no-table"


def test_a_package_of_an_unknown_version_is_refused() -> None:
    data = bytearray(written(("Một.", "One.")))
    data[data.index(b"PK\x01\x02") + 6] = 243
    with pytest.raises(Unreadable):
        read_bilingual(bytes(data), "a.docx")


@pytest.mark.parametrize("cut", [10, 500, 3_000])
def test_a_damaged_file_is_refused(cut: int) -> None:
    with pytest.raises(Unreadable):
        read_bilingual(written(("Một.", "One."))[:cut], "a.docx")


def test_the_kind_of_a_returned_file_is_told_by_its_content() -> None:
    data = written(("Một.", "One."))
    assert is_word(data)
    assert read_translation(data, "x.xlf").rows[0].target_text == "One."
    assert not is_word(b"<xliff/>")
    assert returned_form("a **b**", word=True) == returned_form("a **b**", word=False) == "a **b**"
