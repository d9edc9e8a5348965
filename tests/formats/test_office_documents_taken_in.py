"""Word and OpenDocument texts: what the kept cases do not show, and files that somebody broke."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from editor_app.domain.errors import EditorError, TooLarge
from editor_app.formats import word_document
from editor_app.formats.intake import TakenIn, read_file
from tests.formats.office_files import open_document_file, packed, picture, word_file


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def from_word(document: str, **parts: str) -> TakenIn:
    return read_file(word_file({"document": document, **parts}), "a.docx")


ELEMENTS = (
    "p r t del ins tbl tr tc hyperlink pPr rPr b footnoteReference fldChar sym br tab drawing "
    "pict sdt numPr ilvl numId moveFrom moveTo commentReference ruby object"
)
REFUSALS = {
    "intake-damaged",
    "intake-no-text",
    "intake-archive",
    "intake-not-text",
    "intake-protected",
    "intake-other-office",
    "intake-unpacks-too-large",
}


def refusal_of(data: bytes) -> str | None:
    """Return the key of the refusal of a file, None when it was taken in."""
    try:
        read_file(data, "a.docx")
    except EditorError as error:
        return error.message.key
    return None


def from_odt(body: str, **parts: str) -> TakenIn:
    return read_file(open_document_file({"body": body, **parts}), "a.odt")


def test_words_cut_into_runs_are_whole_again() -> None:
    runs = "".join(
        f"<w:r><w:t xml:space='preserve'>{part}</w:t></w:r>"
        for part in ("Th", "ủ tư", "ớng ", "nói", ".")
    )
    assert from_word(f"<w:p>{runs}</w:p>").markdown == "Thủ tướng nói."


def test_half_a_tone_in_another_run_is_put_together() -> None:
    runs = "<w:r><w:t>Tiê</w:t></w:r><w:r><w:t>\u0301ng</w:t></w:r>"
    assert from_word(f"<w:p>{runs}</w:p>").markdown == "Tiếng"


def test_strict_documents_are_read() -> None:
    with zipfile.ZipFile(io.BytesIO(word_file({"document": paragraph("Strict words")}))) as package:
        members = {name: package.read(name).decode() for name in package.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert read_file(packed(members), "a.docx").markdown == "Strict words"


def test_a_link_to_a_file_is_dropped_and_its_words_stay() -> None:
    link = '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>the plan</w:t></w:r></w:hyperlink></w:p>'
    taken = from_word(link, links="rId9 file:///C:/plan.docx")
    assert taken.markdown == "the plan"
    assert [message.key for message in taken.dropped] == ["dropped-links"]


def test_a_picture_that_is_missing_in_the_file_is_passed_over() -> None:
    drawing = (
        "<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill>"
        '<a:blip r:embed="rId101"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )
    document = {"document": paragraph("Words.") + drawing}
    assert read_file(word_file(document, {"a.png": b""}), "a.docx").photos == ()
    (photo,) = read_file(word_file(document, {"a.png": picture()}), "a.docx").photos
    assert photo.data == picture()


def test_a_bold_first_paragraph_is_an_uncertain_standfirst() -> None:
    bold = (
        "<w:r><w:rPr><w:b/></w:rPr><w:t>Ba năm thi công, cây cầu đã xong và thông xe.</w:t></w:r>"
    )
    document = paragraph("Cầu mới thông xe", '<w:pStyle w:val="Title"/>') + f"<w:p>{bold}</w:p>"
    document += paragraph("Đoạn một của bài.") + paragraph("Đoạn hai của bài.")
    styles = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>'
    taken = from_word(document, styles=styles)
    assert taken.standfirst == "Ba năm thi công, cây cầu đã xong và thông xe."
    assert taken.uncertain == {"standfirst"}
    assert taken.markdown == "Đoạn một của bài.\n\nĐoạn hai của bài."


def test_the_author_of_the_file_is_an_uncertain_byline() -> None:
    taken = from_word(paragraph("Words."), core="<dc:creator>Anna Quill</dc:creator>")
    assert taken.byline == ("Anna Quill",)
    assert "byline" in taken.uncertain
    assert from_word(paragraph("A."), core="<dc:creator>admin</dc:creator>").byline == ()


def test_a_document_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_document, "LARGEST_TEXT", 2_000)
    with pytest.raises(TooLarge):
        from_word(paragraph("dài " * 1_000))


def test_a_style_that_is_based_on_itself_does_no_harm() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/>'
        '</w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/>'
        '<w:basedOn w:val="A"/></w:style>'
    )
    assert from_word(paragraph("x", '<w:pStyle w:val="A"/>'), styles=styles).markdown == "x"
    odt = (
        '<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>'
        '<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>'
    )
    assert from_odt('<text:p text:style-name="A">x</text:p>', automatic=odt).markdown == "x"


def test_spaces_of_open_document_are_spaces() -> None:
    assert from_odt("<text:p>a<text:s/>b<text:tab/>c</text:p>").markdown == "a b c"


def test_repeated_cells_are_repeated_within_reason() -> None:
    row = (
        '<table:table-cell table:number-columns-repeated="{}"><text:p>x</text:p></table:table-cell>'
    )
    rows = f"<table:table-row>{row.format(2)}</table:table-row>" * 2
    assert from_odt(f"<table:table>{rows}</table:table>").markdown.startswith("| x | x |")
    rows = f"<table:table-row>{row.format(10**6)}</table:table-row>" * 2
    assert len(from_odt(f"<table:table>{rows}</table:table>").markdown) < 2_000


def test_numbered_headings_of_open_document_are_headings() -> None:
    body = (
        "<text:list><text:list-item><text:h text:outline-level='1'>One</text:h></text:list-item>"
        "</text:list><text:p>Words of some length.</text:p>"
    )
    taken = from_odt(body)
    assert (taken.headline, taken.markdown) == ("One", "Words of some length.")


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_changed_bytes_is_read_or_refused_in_words(seed: int) -> None:
    chance = random.Random(seed)
    whole = (
        word_file({"document": paragraph("Xin chào") * 30, "comments": "<w:comment w:id='1'/>"})
        if seed % 2
        else open_document_file({"body": "<text:p>Xin chào</text:p>" * 30})
    )
    data = bytearray(whole)
    for _ in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    assert refusal_of(bytes(data)) in {None, *REFUSALS}


@pytest.mark.parametrize("seed", range(60))
def test_a_document_with_its_elements_shuffled_is_read_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    names = ELEMENTS.split()

    def element(depth: int) -> str:
        name = chance.choice(names)
        kept = "".join(element(depth - 1) for _ in range(chance.randint(0, 3))) if depth else "x"
        value = chance.choice(["", ' w:val="1"', ' w:id="x"', ' w:char="zz"', ' w:type="page"'])
        return f"<w:{name}{value}>{kept}</w:{name}>"

    document = paragraph("Xin chào") + "".join(element(5) for _ in range(6))
    assert refusal_of(word_file({"document": document})) in {None, *REFUSALS}
