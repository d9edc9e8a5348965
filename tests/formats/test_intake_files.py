"""Files at the door: told by their content, refused in words, never too large."""

from __future__ import annotations

import io
import zipfile

import pytest

from editor_app.domain.errors import NoText, Protected, TooLarge, Unreadable
from editor_app.formats import file_kinds
from editor_app.formats.file_kinds import FileKind, kind_of_file, picture_kind
from editor_app.formats.intake import read_file
from editor_app.sentences import sentence
from tests.formats.office_files import open_document_file, packed, picture, word_file

WORD = word_file({"document": "<w:p><w:r><w:t>Xin chào</w:t></w:r></w:p>"})
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def wide(name: str) -> bytes:
    """Return a name as an OLE directory has it."""
    return OLE + name.encode("utf-16-le") + bytes(64)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (WORD, FileKind.WORD),
        (open_document_file({"body": "<text:p>a</text:p>"}), FileKind.OPEN_DOCUMENT),
        (b"<!DOCTYPE html><html></html>", FileKind.HTML),
        (b"  <!-- a --> <!-- b -->\n<p>a", FileKind.HTML),
        (b"\xef\xbb\xbf<html>", FileKind.HTML),
        ("<html><p>a".encode("utf-16"), FileKind.HTML),
        (b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">', FileKind.HTML),
        (b"Words <b>and</b></p> some</p> tags</p>", FileKind.HTML),
        (b"# Markdown <b>with</b> HTML", FileKind.TEXT),
        ("Chữ thường".encode(), FileKind.TEXT),
        ("Chữ thường".encode("utf-16-le"), FileKind.TEXT),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", FileKind.WEB_ARCHIVE),
        (b"From: a note to myself", FileKind.TEXT),
    ],
)
def test_a_file_is_told_by_its_content(data: bytes, kind: FileKind) -> None:
    assert kind_of_file(data, "some.name") is kind


@pytest.mark.parametrize(
    ("data", "error", "key"),
    [
        (b"", NoText, "intake-empty-file"),
        (b" \n\t ", NoText, "intake-empty-file"),
        (picture(), Unreadable, "intake-picture"),
        (b"\xff\xd8\xff\xe0JFIF", Unreadable, "intake-picture"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", Unreadable, "intake-picture"),
        (b"\x00\x00\x00\x20ftypheic\x00", Unreadable, "intake-picture"),
        (b"\x00\x00\x00\x20ftypmp42\x00", Unreadable, "intake-sound-or-film"),
        (b"{\\rtf1\\ansi Xin ch\\'e0o}", Unreadable, "intake-rtf"),
        (b"%PDF-1.7\n", Unreadable, "intake-pdf"),
        (wide("EncryptedPackage"), Protected, "intake-protected"),
        (wide("WordDocument"), Unreadable, "intake-old-word"),
        (wide("Workbook"), Unreadable, "intake-other-office"),
        (WORD[: len(WORD) // 2], Unreadable, "intake-damaged"),
        (WORD[:-8], Unreadable, "intake-damaged"),
        (packed({"a.txt": "x"}), Unreadable, "intake-archive"),
        (packed({"[Content_Types].xml": "x", "xl/a": "y"}), Unreadable, "intake-other-office"),
        (packed({"mimetype": "application/epub+zip"}), Unreadable, "intake-archive"),
        (b"\x1f\x8b\x08\x00", Unreadable, "intake-archive"),
        (b"\x7fELF\x02\x01", Unreadable, "intake-not-text"),
        (bytes(range(1, 32)) * 30, Unreadable, "intake-not-text"),
        (b'<?xml version="1.0"?><rss version="2.0"></rss>', Unreadable, "intake-other-xml"),
        (b"<html><body><script>1</script></body></html>", NoText, "intake-no-text"),
        (b"<html><img src='a.gif' width=1 height=1></html>", NoText, "intake-no-text"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_in_words(
    data: bytes, error: type[Unreadable], key: str
) -> None:
    with pytest.raises(error) as caught:
        read_file(data, "report.docx")
    assert type(caught.value) is error
    assert caught.value.message.key == key
    said = sentence(caught.value.message)
    assert "report.docx" in said
    assert "{" not in said


def test_a_picture_named_docx_is_said_to_be_a_picture() -> None:
    with pytest.raises(Unreadable) as caught:
        read_file(picture(), "bài.docx")
    assert "PNG" in sentence(caught.value.message)


def test_a_file_over_the_limit_is_refused_with_its_size() -> None:
    with pytest.raises(TooLarge) as caught:
        read_file(b"a" * (60 * file_kinds.MEGABYTE), "big.txt")
    assert caught.value.message.fields["size"] == 60.0
    assert "60" in sentence(caught.value.message)


def test_a_package_that_unpacks_to_too_much_is_not_unpacked() -> None:
    bomb = packed({"[Content_Types].xml": "x", "word/document.xml": b"0" * 301_000_000})
    assert len(bomb) < file_kinds.MEGABYTE
    with pytest.raises(TooLarge):
        read_file(bomb, "bomb.docx")


def test_a_package_with_too_many_members_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_file(packed({f"word/{n}": "" for n in range(5_001)}), "many.docx")


def test_a_part_over_the_limit_is_refused() -> None:
    large = packed({"[Content_Types].xml": "x", "word/document.xml": b" " * 63_000_000})
    with pytest.raises(TooLarge):
        read_file(large, "large.docx")


def test_a_member_that_is_not_what_the_directory_says_is_damage() -> None:
    data = bytearray(
        packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "META-INF/manifest.xml": "<m/>",
                "content.xml": "x" * 500,
            }
        )
    )
    place = bytes(data).index(b"content.xml") + 20
    data[place : place + 6] = b"\xff" * 6
    with pytest.raises(Unreadable):
        read_file(bytes(data), "a.odt")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("entity", ["", '<!ENTITY a "x"><!ENTITY b "&a;&a;&a;">'])
def test_a_document_with_a_document_type_is_refused(encoding: str, entity: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE w [{entity}]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>"
    )
    document = packed({"[Content_Types].xml": "<T/>", "word/document.xml": text.encode(encoding)})
    with pytest.raises(Unreadable) as caught:
        read_file(document, "a.docx")
    assert caught.value.message.key == "intake-entities"


def test_an_encrypted_open_document_asks_for_its_password() -> None:
    manifest = "<file-entry><encryption-data/></file-entry>"
    data = open_document_file({"body": "<text:p>a</text:p>", "manifest": manifest})
    with pytest.raises(Protected):
        read_file(data, "a.odt")


def test_a_package_with_encrypted_members_asks_for_its_password() -> None:
    data = bytearray(WORD)
    directory = data.index(b"PK\x01\x02")
    data[directory + 8] |= 1
    with pytest.raises(Protected):
        read_file(bytes(data), "a.docx")


@pytest.mark.parametrize("document", ["", "not xml", "<w:document/>", "<a><b></a>"])
def test_a_word_file_without_a_document_is_damaged(document: str) -> None:
    data = packed({"[Content_Types].xml": "<T/>", "word/document.xml": document})
    with pytest.raises(Unreadable):
        read_file(data, "a.docx")


def test_pictures_are_told_apart() -> None:
    assert picture_kind(b"GIF89a") == "GIF"
    assert picture_kind(b"\x00\x00\x00\x1cftypavif") == "AVIF"
    assert picture_kind(b"hello") == ""


def test_a_zip_is_really_looked_into_before_it_is_opened() -> None:
    with zipfile.ZipFile(io.BytesIO(WORD)) as package:
        assert "word/document.xml" in package.namelist()
    assert read_file(WORD, "photo.jpg").markdown == "Xin chào"
