"""TMX: read from any tool, of any size, and written so that it comes back the same."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO, RawIOBase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import EditorError, NoText, TooLarge, Unreadable
from editor_app.formats.language_tags import fitting, same_language, tag_of
from editor_app.formats.tmx import ANY, TmxUnit, TmxVariant, pairings, read_units, units_in
from editor_app.formats.tmx_facts import Facts, Note, Property
from editor_app.formats.tmx_writing import write_units

HEAD = '<tmx version="1.4"><header srclang="vi" creationtool="t" creationtoolversion="1"'
HEAD += ' segtype="block" o-tmf="t" adminlang="en" datatype="plaintext"/><body>'
TAIL = "</body></tmx>"


def unit(source: str, target: str, attributes: str = "") -> str:
    return (
        f'<tu {attributes}><tuv xml:lang="vi"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="en"><seg>{target}</seg></tuv></tu>'
    )


def read(text: str | bytes) -> list[TmxUnit]:
    """Read a file unit by unit, and see that reading it in one says the same."""
    data = text if isinstance(text, bytes) else text.encode()
    found, refused = said_of(read_units(BytesIO(data), "a.tmx"))
    other, why = said_of(units_in(data, "a.tmx"))
    assert other == found
    if refused is None or why is None:
        assert refused is why
        return found
    assert (type(why), why.message) == (type(refused), refused.message)
    raise refused


def said_of(units: Iterator[TmxUnit]) -> tuple[list[TmxUnit], EditorError | None]:
    """Return the units before the trouble, and the trouble."""
    found: list[TmxUnit] = []
    try:
        found.extend(units)
    except EditorError as error:
        return found, error
    return found, None


def texts(text: str | bytes) -> list[tuple[str, ...]]:
    return [tuple(item.text for item in found.variants) for found in read(text)]


def key_of(text: str | bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(text)
    return refused.value.message.key


def test_texts_and_what_is_said_of_them_are_read() -> None:
    facts = (
        'tuid="7" creationdate="20260301T083000Z" creationid="Lan" changedate="20260302T090000Z"'
    )
    extra = f'<tu {facts} changeid="Minh"><note>Lũ</note><prop type="client">A</prop>'
    text = HEAD + extra + '<tuv xml:lang="vi"><seg>Nước lên.</seg></tuv></tu>' + TAIL
    (found,) = read(text)
    assert found.id == "7"
    assert found.facts == Facts(
        datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
        "Lan",
        datetime(2026, 3, 2, 9, tzinfo=UTC),
        "Minh",
        (Note("Lũ"),),
        (Property("client", "A"),),
    )


@pytest.mark.parametrize("version", ["1.1", "1.2", "1.3", "1.4"])
def test_older_versions_are_read(version: str) -> None:
    text = f'<!DOCTYPE tmx SYSTEM "tmx11.dtd"><tmx version="{version}"><header srclang="VI"/><body>'
    text += '<tu><tuv lang="VI"><seg>Một.</seg></tuv><tuv lang="EN-US"><seg>One.</seg></tuv></tu>'
    (found,) = read(text + TAIL)
    (pair,) = pairings(found)
    assert (pair.source.text, pair.target.text) == ("Một.", "One.")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("declared", ["", '<?xml version="1.0" encoding="{}"?>'])
def test_encodings_are_read_with_and_without_a_mark(encoding: str, declared: str) -> None:
    said = declared.format(encoding.removesuffix("-sig").removesuffix("-le").removesuffix("-be"))
    assert texts((said + HEAD + unit("Nước", "水位") + TAIL).encode(encoding)) == [("Nước", "水位")]


def test_a_file_that_names_a_wide_encoding_and_is_not_wide_is_read() -> None:
    declared = '<?xml version="1.0" encoding="utf-16"?>'
    assert texts((declared + HEAD + unit("Nước", "Water") + TAIL).encode()) == [("Nước", "Water")]


def test_bytes_that_are_not_what_they_say_are_refused() -> None:
    assert key_of((HEAD + unit("Nước", "Water") + TAIL).encode("utf-8").replace(b"W", b"\xff")) == (
        "exchange-encoding"
    )


def test_text_is_kept_in_normal_form_and_signs_stay_words() -> None:
    assert texts(HEAD + unit("Nu\u031bo\u031b\u0301c", "5 *new*, 3 * 4") + TAIL) == [
        ("N\u01b0\u1edbc", "5 \\*new\\*, 3 \\* 4")
    ]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('a <bpt i="1" type="bold">&lt;b&gt;</bpt>b<ept i="1">&lt;/b&gt;</ept>', "a **b**"),
        ('a <bpt i="1">&lt;i&gt;</bpt>b<ept i="1">&lt;/i&gt;</ept>', "a *b*"),
        ('a <hi type="italic">b</hi>', "a *b*"),
        ('a <bpt i="2" x="1">{\\ul</bpt>b<ept i="2">}</ept>', "a {1}b{/1}"),
        ('a<ph x="3">&lt;img/&gt;</ph>', "a{3}"),
        ('a<ph type="lb">&lt;br/&gt;</ph>b', "a\\\nb"),
        ('a<it pos="begin" x="1">&lt;b&gt;</it>b', "a{1}b"),
        (
            '<bpt i="1">&lt;a href="https://a.vn/x"&gt;</bpt>b<ept i="1">&lt;/a&gt;</ept>',
            "[b](https://a.vn/x)",
        ),
        (
            '<bpt i="1">&lt;a href="javascript:x"&gt;</bpt>b<ept i="1">&lt;/a&gt;</ept>',
            "{1}b{/1}",
        ),
        ('<ept i="1">&lt;/b&gt;</ept> <bpt i="1">&lt;b&gt;</bpt>', ""),
    ],
)
def test_codes_become_marks_or_numbers(code: str, text: str) -> None:
    assert texts(HEAD + unit(code, "x") + TAIL)[0][0] == text


def test_names_of_letters_that_a_file_s_type_would_declare_are_read() -> None:
    text = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">' + HEAD + unit("a&nbsp;&eacute;&strange;", "x") + TAIL
    assert texts(text)[0][0] == "a\u00a0é&strange;"


def test_a_unit_without_its_source_language_gives_no_pair() -> None:
    single = '<tu><tuv xml:lang="en"><seg>One.</seg></tuv></tu>'
    other = (
        '<tu><tuv xml:lang="vi-VN"><seg>Hai.</seg></tuv><tuv xml:lang="en"><seg>2</seg></tuv></tu>'
    )
    found = read(HEAD + single + other + unit(" ", "x") + unit("Ba.", "") + TAIL)
    assert [len(pairings(item)) for item in found] == [0, 1, 0, 0]


def test_any_language_may_be_the_source_where_the_file_says_so() -> None:
    (found,) = read(HEAD + unit("Một.", "One.", 'srclang="*all*"') + TAIL)
    assert found.source_language == ANY
    assert [pair.target.language for pair in pairings(found)] == ["en"]


def test_a_source_language_of_spaces_alone_is_none() -> None:
    (found,) = read(HEAD.replace('srclang="vi"', 'srclang=" "') + unit("Sông.", "River.") + TAIL)
    assert found.source_language == ANY
    assert len(pairings(found)) == 1
    (found,) = read(HEAD + unit("Sông.", "River.", 'srclang=" "') + TAIL)
    assert found.source_language == "vi"


def test_what_is_no_language_gives_no_pair() -> None:
    (found,) = read((HEAD + unit("Một.", "One.") + TAIL).replace('"en"><seg', '"English!"><seg'))
    assert pairings(found) == ()


BOMB = '<!DOCTYPE tmx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (BOMB + HEAD + unit("&b;", "x") + TAIL, "exchange-entities"),
        (BOMB + HEAD.replace('"vi"', '"&b;"') + unit("x", "x") + TAIL, "exchange-entities"),
        (
            '<!DOCTYPE tmx [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
            + HEAD
            + unit("&a;", "x")
            + TAIL,
            "exchange-entities",
        ),
        (HEAD + unit("a", "b") + "<tu><tuv", "exchange-damaged"),
        (HEAD + "<tu></tuv></tu>" + TAIL, "exchange-damaged"),
        ("just words", "exchange-damaged"),
        ("<html><body>x</body></html>", "tmx-none"),
        ("<x/>", "tmx-none"),
        (HEAD.replace("1.4", "2.0") + TAIL, "tmx-version"),
        ("", "exchange-empty"),
        (" \n\t", "exchange-empty"),
        ("\ufeff", "exchange-empty"),
    ],
)
def test_broken_files_are_refused_with_a_reason(text: str, key: str) -> None:
    assert key_of(text) == key


def test_the_line_of_the_damage_is_named() -> None:
    with pytest.raises(Unreadable) as refused:
        read(HEAD + "\n\n<tu>" + "<</tu>" + TAIL)
    assert refused.value.message.fields["line"] == 3


def test_an_entity_bomb_of_many_levels_is_refused_at_once() -> None:
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE tmx [<!ENTITY e0 "ha">{levels}]>' + HEAD + unit("&e11;", "x") + TAIL
    assert key_of(bomb) == "exchange-entities"


def test_a_text_nested_without_end_is_refused() -> None:
    with pytest.raises((TooLarge, Unreadable)):
        read(HEAD + unit("<hi>" * 5_000 + "x" + "</hi>" * 5_000, "x") + TAIL)


class LongFile(RawIOBase):
    """A TMX file of many units that is made while it is read."""

    def __init__(self, units: int) -> None:
        self._rest = b""
        self._parts = self._made(units)
        self._at = 0
        self.told = 0

    def _made(self, units: int) -> Iterator[bytes]:
        yield HEAD.encode()
        for number in range(units):
            yield unit(f"Câu số {number} {'dài ' * 20}", f"Sentence {number}").encode()
        yield TAIL.encode()

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        while len(self._rest) < size:
            more = next(self._parts, None)
            if more is None:
                break
            self._rest += more
        out, self._rest = self._rest[:size], self._rest[size:]
        self.told += len(out)
        self._head = out if self.told == len(out) else b""
        return out

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go back to the start, from the head that was looked at."""
        assert whence == 1
        assert offset == -len(self._head)
        self._rest = self._head + self._rest
        self.told = 0
        return 0


def test_a_long_file_is_read_in_bounded_memory() -> None:
    file = LongFile(20_000)
    tracemalloc.start()
    try:
        count = 0
        for _ in read_units(file, "long.tmx"):  # type: ignore[arg-type]  # all that is read of a file
            count += 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 20_000
    assert file.told > 4_000_000
    assert peak < 2_000_000


# -- writing

UNITS = (
    TmxUnit(
        (
            TmxVariant("vi", "Nước **lên** & <xuống>.\n\n- một"),
            TmxVariant("en", "[Up](https://a.vn)"),
        ),
        "vi",
        'id "1"',
        Facts(
            datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
            "Lan",
            datetime(2026, 3, 2, tzinfo=UTC),
            "Minh & Mei",
            (Note("một < hai", "vi"), Note("dòng 1\ndòng 2")),
            (Property("x-context-pre", "Trước."), Property("x-copydesk-story", "abc", "vi")),
            (("usagecount", "3"),),
        ),
    ),
    TmxUnit((TmxVariant("zh-Hant", "水"), TmxVariant("en", "water"))),
)


def written(units: tuple[TmxUnit, ...], source: str = ANY) -> bytes:
    out = BytesIO()
    assert write_units(out, units, tool_version="1", source_language=source) == len(units)
    return out.getvalue()


@pytest.mark.parametrize("source", [ANY, "vi"])
def test_what_is_written_comes_back_the_same(source: str) -> None:
    assert read(written(UNITS, source))[0] == UNITS[0]
    if source == ANY:
        assert tuple(read(written(UNITS))) == UNITS


def test_a_header_has_all_that_the_standard_asks_for() -> None:
    from lxml import etree

    header = etree.fromstring(written(UNITS)).find("header")
    assert header is not None
    assert set(header.keys()) >= {
        "creationtool",
        "creationtoolversion",
        "segtype",
        "o-tmf",
        "adminlang",
        "srclang",
        "datatype",
    }


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
def test_any_text_survives_going_out_and_coming_in(text: str) -> None:
    once = read(written((TmxUnit((TmxVariant("vi", text), TmxVariant("en", "x")), "vi"),)))
    again = read(written(tuple(once)))
    assert again == once


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    key = outcome(data)
    assert not key or key.startswith(("exchange-", "tmx-"))


def outcome(data: bytes) -> str:
    """Return the key of the refusal; nothing when the bytes were read."""
    try:
        read(data)
    except EditorError as error:
        return error.message.key
    return ""


# -- languages


@pytest.mark.parametrize(
    ("said", "tag"),
    [("EN-US", "en-US"), ("zh_hant_tw", "zh-Hant-TW"), ("VI", "vi"), (" x! ", "x!")],
)
def test_a_tag_gets_its_customary_capitals(said: str, tag: str) -> None:
    assert tag_of(said) == tag


@pytest.mark.parametrize(
    ("said", "ours"),
    [
        ("EN-us", "en"),
        ("zh-CN", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant", "zh-Hant"),
        ("fr", "fr"),
        ("vi-VN", "vi"),
    ],
)
def test_a_tag_means_a_language_of_the_desk_where_it_can(said: str, ours: str) -> None:
    from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE

    assert fitting(said, (VIETNAMESE, ENGLISH, CHINESE)) == ours


def test_a_region_makes_no_other_language() -> None:
    assert same_language("en-GB", "EN")
    assert not same_language("en-GB", "en-US")


def test_an_empty_file_says_so() -> None:
    with pytest.raises(NoText):
        read(b"")
