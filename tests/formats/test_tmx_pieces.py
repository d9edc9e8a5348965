"""A large TMX file in pieces: the same units in the same order, and the lines they stand in."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
GAPS = st.sampled_from(["", "\n", "\r\n  ", "<!-- between </tu> -->", "\n\n<!-- a -->\n"])


def unit(text: str, number: int = 0) -> str:
    sides = f'<tuv xml:lang="vi"><seg>{text}</seg></tuv><tuv xml:lang="en"><seg>E</seg></tuv>'
    return f'<tu tuid="u{number}">{sides}</tu>'


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
    assert [piece.lines for piece in found][:2] == [0, found[0].data.count(b"</tu>") - 1]
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
    assert not cut((start + unit("a") * 9).encode("utf-16"), 500)


def test_a_file_that_is_not_cut_stands_at_its_beginning() -> None:
    file = BytesIO((HEAD + unit("a") + TAIL).encode())
    assert pieces(file) is None
    assert file.tell() == 0
