"""A large TMX file in pieces: the same units in the same order, and the lines they stand in."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import Unreadable
from editor_app.formats import tmx_pieces
from editor_app.formats.tmx import TmxUnit, read_units
from editor_app.formats.tmx_pieces import Piece, Waiting, pieces

HEAD = '<tmx version="1.4">\n<header srclang="vi"\n datatype="plaintext"/>\n<body>\n'
TAIL = "\n</body>\n</tmx>\n"
TEXTS = st.sampled_from(
    [
        "Một con tàu.",
        "Dòng\n<!-- </tu> -->hai",
        "<![CDATA[</tu><tu>]]>",
        "a --&gt; b",
        "a --> b ?> c",
        "<!-- a ?> <! </tu> <? -->b",
        "<?pi </tu> ?>Ba",
        '<bpt i="1">&lt;b></bpt>x<ept i="1">&lt;/b></ept>',
        "",
    ]
)
SPACES = ("", "", " \r\n ")
GAPS = st.sampled_from(["", "\n", "\r\n  ", "<!-- between </tu> -->", "\n\n<!-- a -->\n"])


def unit(text: str, number: int = 0) -> str:
    sides = f'<tuv xml:lang="vi"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>E</seg></tuv>'
    return f'<tu tuid="u{number}">{sides}</tu{SPACES[number % 3]}>'


def read(data: bytes) -> list[TmxUnit]:
    return list(read_units(BytesIO(data), "a.tmx"))


def cut(data: bytes, size: int) -> list[Piece]:
    found = pieces(BytesIO(data), size)
    return [] if found is None else list(found)


@given(st.lists(st.tuples(TEXTS, GAPS), max_size=12), st.integers(100, 700))
def test_the_pieces_hold_the_units_of_the_file_in_their_order(
    parts: list[tuple[str, str]], size: int
) -> None:
    units = (unit(text, number) + gap for number, (text, gap) in enumerate(parts))
    data = (HEAD + "".join(units) + TAIL).encode()
    found = cut(data, size)
    if found:
        assert [item for piece in found for item in read(piece.data)] == read(data)
        assert found[-1].end == len(data)
        begin = head = len(HEAD.encode())
        for piece in found:
            assert piece.lines == data[head:begin].count(b"\n")
            assert piece.data[head:].startswith(data[begin : piece.end])
            begin = piece.end


def test_a_large_file_is_cut_at_the_ends_of_its_units() -> None:
    data = (HEAD + "\n".join(unit("Sông.", n) for n in range(100)) + TAIL).encode()
    found = cut(data, 2_000)
    assert len(found) > 5
    assert [piece.lines for piece in found][:2] == [0, found[0].data[len(HEAD) :].count(b"\n")]
    assert all(len(piece.data) < 4_300 for piece in found)


def test_an_empty_unit_at_the_beginning_is_in_one_piece() -> None:
    data = (HEAD + "<tu/>" + "\n".join(unit("Sông.", n) for n in range(9)) + TAIL).encode()
    assert [item for piece in cut(data, 500) for item in read(piece.data)] == read(data)


def test_the_end_of_a_comment_that_nobody_opened_makes_no_piece_longer() -> None:
    stray = unit("a --> b ?>") + "<!-- c -->" + "\n".join(unit("Sông.", n) for n in range(100))
    found = cut((HEAD + stray + TAIL).encode(), 2_000)
    assert all(len(piece.data) < 4_300 for piece in found)


@pytest.mark.parametrize("open_", ["", "<!--", "<![CDATA[", "<?"])
def test_every_byte_is_looked_at_once(open_: str) -> None:
    waiting = Waiting()
    certain = HEAD + unit("a --> b")
    parts = certain, unit(f"{open_}b"), *[unit("]] -- c")] * 20
    for part in parts:
        waiting.feed(part.encode())
        assert len(waiting.data) - waiting.looked < len("<![CDATA[")
    assert waiting.hidden == bool(open_)
    assert waiting.take().decode() == (certain if open_ else "".join(parts))


@pytest.mark.parametrize(
    ("prolog", "root"),
    [
        ("", "<tmx><body>"),
        ('<?xml version="1.0" encoding="windows-1258"?>', "<tmx><body>"),
        ('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "<tmx><body>"),
        ("<!-- written by hand -->", '<tmx version="1.4"><header/>\n<body >'),
    ],
)
def test_what_is_certain_is_cut(prolog: str, root: str) -> None:
    assert cut((prolog + root + unit("a") * 9 + "</body></tmx>").encode(), 500)


@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE tmx [<!ENTITY a "b">]><tmx><body>',
        '<?xml version="1.0" encoding="utf-16"?><tmx><body>',
        '<?xml version="1.0" encoding="iso-2022-jp"?><tmx><body>',
        '<t:tmx xmlns:t="x"><t:body>',
        "<!-- <tmx><body>",
        "<html>",
    ],
)
def test_what_is_not_certain_is_read_in_one(start: str) -> None:
    assert not cut((start + unit("a") * 9 + "</body></tmx>").encode(), 500)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["", '<?xml version="1.0" encoding="UTF-16"?>'])
def test_a_file_in_utf_16_with_its_mark_is_cut_as_well(encoding: str, said: str) -> None:
    units = "\n".join(unit("Sông 𠮷.", number) for number in range(60))
    data = ("\ufeff" + said + HEAD + units + TAIL).encode(encoding)
    found = cut(data, 1_000)
    assert len(found) > 5
    assert [item for piece in found for item in read(piece.data)] == read(data)
    assert found[-1].end == len(data)
    assert data[: found[0].end].decode(encoding).count("<tu ") == found[0].data.count(b"<tu ")
    assert not cut(data[2:], 1_000)


@pytest.mark.parametrize("wrong", [b"\x00\xd8", b"\x00\xdc"])
def test_half_a_letter_in_utf_16_is_no_text(wrong: bytes) -> None:
    units = "\n".join(unit("Sông.", number) for number in range(60))
    data = ("\ufeff" + HEAD + units + TAIL).encode("utf-16-le")
    at = data.index("u30".encode("utf-16-le"))
    found = cut(data[:at] + wrong + data[at:], 1_000)
    with pytest.raises(Unreadable):
        [item for piece in found for item in read(piece.data)]


def test_a_file_with_a_long_head_is_cut() -> None:
    head = HEAD.replace("<body>", "<!-- long -->\n" * 300 + "<body>")
    data = (head + "\n".join(unit("Sông.", number) for number in range(400)) + TAIL).encode()
    found = cut(data, 1_000)
    assert len(found) > 2
    assert [item for piece in found for item in read(piece.data)] == read(data)
    assert [piece.lines for piece in found][1] == found[0].data[len(head) :].count(b"\n")


def test_a_file_with_a_head_beyond_all_bounds_is_read_in_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tmx_pieces, "LARGEST_HEAD", 2_000)
    head = HEAD.replace("<body>", "<note>long</note>\n" * 300 + "<body>")
    data = (head + unit("Sông.") * 400 + TAIL).encode()
    assert not cut(data, 1_000)


def test_a_file_that_is_not_cut_stands_at_its_beginning() -> None:
    file = BytesIO((HEAD + unit("a") + TAIL).encode())
    assert pieces(file) is None
    assert file.tell() == 0
