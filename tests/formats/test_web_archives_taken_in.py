"""Saved pages and mails in one file."""

from __future__ import annotations

import base64

import pytest

from editor_app.domain.errors import NoText
from editor_app.formats.intake import read_file
from tests.formats.office_files import picture

PAGE = "<h1>Chợ đêm</h1><p>Chợ mở từ tối đến sáng, người mua kẻ bán nói khẽ.</p>"


def archive(*parts: tuple[str, bytes]) -> bytes:
    """Return a MIME message of parts, each with its header lines."""
    body = b"".join(
        b"--X\r\n"
        + header.encode()
        + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.b64encode(data)
        + b"\r\n"
        for header, data in parts
    )
    head = b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="X"\r\n\r\n'
    return head + body + b"--X--\r\n"


def html_part(text: str, location: str = "https://tin.example/cho") -> tuple[str, bytes]:
    header = f'Content-Type: text/html; charset="utf-8"\r\nContent-Location: {location}'
    return header, text.encode()


def test_the_page_and_its_pictures_come_out_of_the_archive() -> None:
    figure = "<figure><img src='/i/a.png'><figcaption>Chợ. Ảnh: B</figcaption></figure>"
    data = archive(
        html_part(PAGE + figure),
        ("Content-Type: image/png\r\nContent-Location: https://tin.example/i/a.png", picture()),
    )
    taken = read_file(data, "a.mhtml")
    assert taken.headline == "Chợ đêm"
    assert taken.url == "https://tin.example/cho"
    (photo,) = taken.photos
    assert (photo.data, photo.caption, photo.credit) == (picture(), "Chợ.", "B")


def test_pictures_named_by_number_or_beside_the_page_are_found() -> None:
    data = archive(
        html_part(
            f"{PAGE}<p><img src='cid:7@x'></p><p><img src='b.png'></p>", "file:///C:/t/p.htm"
        ),
        ("Content-Type: image/png\r\nContent-ID: <7@x>", picture(5, 5)),
        ("Content-Type: image/png\r\nContent-Location: file:///C:/t/b.png", picture(6, 6)),
    )
    taken = read_file(data, "a.mht")
    assert [photo.data for photo in taken.photos] == [picture(5, 5), picture(6, 6)]
    assert taken.url == ""


def test_a_mail_of_plain_text_is_read() -> None:
    data = archive(("Content-Type: text/plain; charset=utf-8", "Một dòng thư.".encode()))
    assert read_file(data, "a.eml").markdown == "Một dòng thư."


def test_an_archive_without_a_page_is_refused() -> None:
    with pytest.raises(NoText):
        read_file(archive(("Content-Type: image/png", picture())), "a.mhtml")
    with pytest.raises(NoText):
        read_file(b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n--X", "a.mhtml")
