"""XLIFF 1.2 and 2.1: what we write keeps the rules, what comes back is understood."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import EditorError, Unreadable
from editor_app.domain.ids import ENGLISH, VIETNAMESE
from editor_app.domain.link import Made, State
from editor_app.formats.exchange_rows import (
    ExchangeFile,
    ExchangeNote,
    ExchangeRow,
    restored,
    row_of,
)
from editor_app.formats.inline_parts import Form, Part, PartKind, markdown_of, parts_of
from editor_app.formats.xliff import XliffVersion, read_xliff, write_xliff
from tests.formats.encoded_xml import DECLARED, ENCODINGS, encoded
from tests.formats.test_inline_parts import TEXTS
from tests.formats.xliff_rules import broken_rules

SIGNS = st.text(st.sampled_from("ab <&*~^`[]()\\\n#-|>.1"), max_size=40)
VERSIONS = pytest.mark.parametrize("version", XliffVersion)
NOTE = ExchangeNote("Mind the numbers <&>.", "Copydesk")


def file_of(*rows: ExchangeRow, notes: tuple[ExchangeNote, ...] = ()) -> ExchangeFile:
    at = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    return ExchangeFile(VIETNAMESE, ENGLISH, rows, "copydesk.a.b", notes, "Copydesk", at)


def turned(file: ExchangeFile, version: XliffVersion) -> ExchangeFile:
    """Return the file as it is read back, after a look at the rules."""
    data = write_xliff(file, version)
    assert broken_rules(data) == []
    (back,) = read_xliff(data, "a.xlf")
    return back


@VERSIONS
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_goes_out_and_comes_back(text: str, version: XliffVersion) -> None:
    (row,) = turned(file_of(row_of("u1", text, text)), version).rows
    assert (row.id, row.source_text, row.target_text) == ("u1", text, text)


@VERSIONS
def test_a_file_of_many_rows_keeps_the_rules(version: XliffVersion) -> None:
    rows = [row_of(f"u{number}", text, TEXTS[-number]) for number, text in enumerate(TEXTS, 1)]
    back = turned(file_of(*rows, notes=(NOTE,)), version)
    assert [row.source_text for row in back.rows] == list(TEXTS)
    assert back.notes == (NOTE,)
    assert (back.source_language, back.target_language) == ("vi", "en")
    assert back.original == "copydesk.a.b"


@VERSIONS
@given(SIGNS, SIGNS)
def test_any_signs_keep_the_rules(version: XliffVersion, source: str, target: str) -> None:
    (row,) = turned(file_of(row_of("u1", source, target)), version).rows
    assert row.source_text == markdown_of(parts_of(source))


@VERSIONS
def test_codes_of_any_tool_keep_the_rules_when_written(version: XliffVersion) -> None:
    parts = (
        Part(PartKind.CLOSE, "{/1}", 1),
        Part(PartKind.WORDS, "a"),
        Part(PartKind.OPEN, "**", 2, Form.BOLD),
        Part(PartKind.OPEN, "*", 3, Form.ITALIC),
        Part(PartKind.WORDS, "b"),
        Part(PartKind.CLOSE, "**", 2, Form.BOLD),
        Part(PartKind.ALONE, "{2}", 2),
        Part(PartKind.CLOSE, "*", 3, Form.ITALIC),
    )
    assert broken_rules(write_xliff(file_of(ExchangeRow("u1", parts, parts)), version)) == []


@VERSIONS
@pytest.mark.parametrize("state", [State.TO_DO, State.DRAFT, State.TRANSLATED, State.REVIEWED])
def test_states_and_origins_are_kept(state: State, version: XliffVersion) -> None:
    for made in Made:
        target = "" if state is State.TO_DO else "One."
        row = row_of("u1", "Một.", target, state=state, made=made, name="headline")
        (back,) = turned(file_of(row), version).rows
        assert (back.state, back.name) == (state, "headline")
        assert back.made == (made if target and (made, version) != (Made.HAND, "1.2") else None)


@VERSIONS
def test_notes_of_a_row_and_rows_not_to_be_translated_are_kept(version: XliffVersion) -> None:
    row = ExchangeRow("u1", parts_of("Một."), None, notes=(NOTE,), translate=False)
    (back,) = turned(file_of(row), version).rows
    assert (back.notes, back.translate, back.target) == ((NOTE,), False, None)


def test_the_same_code_has_the_same_number_on_both_sides() -> None:
    row = row_of("u1", "**a** *b*", "*b* **a** ~~new~~")
    numbers = {(part.kind, part.text): part.number for part in row.source}
    for part in row.target or ():
        if part.kind is PartKind.OPEN and part.text != "~~":
            assert numbers[part.kind, part.text] == part.number
    assert max(part.number for part in row.target or ()) > max(numbers.values())


def test_a_tool_may_rewrite_what_a_code_hides() -> None:
    sent = "[Nước](https://a.vn) **lên**"
    back = (
        Part(PartKind.OPEN, "{1}", 1),
        Part(PartKind.WORDS, "Water"),
        Part(PartKind.CLOSE, "{/1}", 1),
        Part(PartKind.WORDS, " "),
        Part(PartKind.OPEN, "{2}", 2),
        Part(PartKind.WORDS, "up"),
        Part(PartKind.CLOSE, "{/2}", 2),
    )
    assert markdown_of(restored(back, sent, "")) == "[Water](https://a.vn) **up**"


# -- files of other tools, 1.2


def v12(units: str, attributes: str = 'source-language="vi" target-language="en"') -> bytes:
    return (
        '<?xml version="1.0"?><xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        f'<file original="x" datatype="plaintext" {attributes}><body>{units}</body></file></xliff>'
    ).encode()


def unit12(source: str, target: str | None = None, extra: str = "", more: str = "") -> str:
    given = "" if target is None else f"<target {extra}>{target}</target>"
    return f'<trans-unit id="1"><source>{source}</source>{given}{more}</trans-unit>'


def only(data: bytes) -> ExchangeRow:
    (file,) = read_xliff(data, "a.xlf")
    (row,) = file.rows
    return row


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('a <g id="1" ctype="bold">b</g>', "a **b**"),
        ('a <g id="7" ctype="x-color">b</g>', "a {7}b{/7}"),
        ('a<x id="2"/>b', "a{2}b"),
        ('a<x id="2" ctype="lb"/>b', "a\\\nb"),
        ('<bx id="1" ctype="italic"/>a<ex id="2" rid="1"/>', "*a*"),
        (
            '<bpt id="1" rid="9" ctype="bold">&lt;b></bpt>a<ept id="2" rid="9">&lt;/b></ept>',
            "**a**",
        ),
        ('a <mrk mtype="seg" mid="1">b</mrk> <mrk mtype="seg" mid="2">c</mrk>', "a b c"),
        ("a<ept id='3'>&lt;/b></ept>", "a{3}"),
        ('a<it id="1" pos="open">&lt;b></it>', "a{1}"),
        ('a<ph id="1">&lt;img alt="<sub>b</sub>"/></ph>', "a{1}"),
    ],
)
def test_codes_of_other_tools_become_marks_or_numbers(code: str, text: str) -> None:
    assert only(v12(unit12(code))).source_text == text


@pytest.mark.parametrize(
    ("said", "state", "made"),
    [
        ('state="final"', State.REVIEWED, None),
        ('state="needs-translation"', State.TO_DO, None),
        ('state="needs-l10n" state-qualifier="fuzzy-match"', State.DRAFT, Made.MEMORY),
        ('state="translated" state-qualifier="mt-suggestion"', State.TRANSLATED, Made.MACHINE),
        ('state="x-own"', None, None),
        ("", None, None),
    ],
)
def test_states_of_other_tools_are_understood(
    said: str, state: State | None, made: Made | None
) -> None:
    row = only(v12(unit12("Một.", "One.", said)))
    assert (row.state, row.made) == (state, made)


def test_proposals_beside_a_unit_are_not_its_translation() -> None:
    proposed = "<alt-trans><source>Một.</source><target>Eins.</target></alt-trans>"
    assert only(v12(unit12("Một.", None, "", proposed))).target is None


def test_rows_in_groups_and_an_older_version_are_read() -> None:
    data = v12(f"<group><group>{unit12('Một.', 'One.')}</group></group>")
    assert only(data.replace(b'"1.2"', b'"1.1"')).target_text == "One."


# -- files of other tools, 2.x


def v20(units: str, attributes: str = 'srcLang="vi" trgLang="en"') -> bytes:
    return (
        f'<xliff version="2.0" {attributes} xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f1">{units}</file></xliff>'
    ).encode()


def unit20(*segments: str, extra: str = "") -> str:
    return f'<unit id="1">{extra}{"".join(segments)}</unit>'


def segment(source: str, target: str | None = None, said: str = "", order: str = "") -> str:
    given = "" if target is None else f"<target {order}>{target}</target>"
    return f"<segment {said}><source>{source}</source>{given}</segment>"


def test_segments_that_a_tool_cut_are_put_together() -> None:
    row = only(
        v20(
            unit20(
                segment("Một.", "One.", 'state="translated"'),
                "<ignorable><source> </source></ignorable>",
                segment("Hai.", "Two.", 'state="final"'),
            )
        )
    )
    assert (row.source_text, row.target_text) == ("Một. Hai.", "One. Two.")
    assert row.state is State.TRANSLATED


def test_segments_stand_in_the_order_that_the_translator_gave_them() -> None:
    row = only(
        v20(
            unit20(
                segment("Một. ", "One.", order='order="3"'),
                "<ignorable><source> </source></ignorable>",
                segment("Hai.", "Two.", order='order="1"'),
            )
        )
    )
    assert row.target_text == "Two. One."


def test_a_unit_half_translated_is_a_draft() -> None:
    row = only(v20(unit20(segment("Một. ", "One. ", 'state="translated"'), segment("Hai."))))
    assert (row.target_text, row.state) == ("One. ", State.DRAFT)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('a <pc id="1" type="fmt" subType="xlf:b">b</pc>', "a **b**"),
        ('a <pc id="c1" dispStart="&lt;i>" dispEnd="&lt;/i>">b</pc>', "a *b*"),
        ('<sc id="1" subType="xlf:i" type="fmt"/>a<ec startRef="1"/>', "*a*"),
        ('a<ph id="1" type="fmt" subType="xlf:lb"/>b', "a\\\nb"),
        ('a<ph id="p" equiv="x"/>', "a{1}"),
        ('a <mrk id="m1" type="term">b</mrk><sm id="m2"/>c<em startRef="m2"/>', "a bc"),
        ('a<cp hex="0007"/>b', "ab"),
        ('a<ec id="4" isolated="yes"/>', "a{4}"),
    ],
)
def test_codes_of_version_2_become_marks_or_numbers(code: str, text: str) -> None:
    assert only(v20(unit20(segment(code)))).source_text == text


@pytest.mark.parametrize("data", [v12(unit12("a&eacute;")), v20(unit20(segment("a&eacute;")))])
def test_names_of_letters_that_a_file_s_type_would_declare_are_read(data: bytes) -> None:
    declared = b'<!DOCTYPE xliff SYSTEM "xliff.dtd">' + data[data.index(b"<xliff") :]
    assert only(declared).source_text == "aé"


def test_what_is_not_to_be_translated_is_told_from_around() -> None:
    unit = unit20(segment("Một."))
    assert not only(v20(f'<group id="g1" translate="no">{unit}</group>')).translate
    assert only(v20(f'<group id="g1" translate="yes">{unit}</group>')).translate


@ENCODINGS
@DECLARED
@VERSIONS
def test_a_mark_of_the_encoding_counts_whatever_is_declared(
    version: XliffVersion, declared: str, encoding: str
) -> None:
    row = row_of("u1", "Nước sông **lên**.", "“Water” 水 **rises**.")
    back = only(encoded(write_xliff(file_of(row), version), encoding, declared))
    assert (back.source_text, back.target_text) == (row.source_text, row.target_text)


# -- refusals

ENTITY = b'<!DOCTYPE xliff [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"", "exchange-empty"),
        (b"words", "exchange-damaged"),
        (b"<xliff version='1.2'><file", "exchange-damaged"),
        (b"<tmx/>", "xliff-none"),
        (b"<xliff version='9'/>", "xliff-version"),
        (b"<xliff/>", "xliff-version"),
        (b"<xliff version='1.2'/>", "xliff-element-missing"),
        (v12("").replace(b"<body></body>", b""), "xliff-element-missing"),
        (v12(unit12("a"), 'target-language="en"'), "xliff-attribute-missing"),
        (v12(unit12("a"), 'source-language="?"'), "xliff-language"),
        (v12(unit12("a", "b", 'xml:lang="de"')), "xliff-language-differs"),
        (v12(unit12("a") * 2), "xliff-id-twice"),
        (v12("<trans-unit><source>a</source></trans-unit>"), "xliff-attribute-missing"),
        (v12('<trans-unit id="1"><target>a</target></trans-unit>'), "xliff-element-missing"),
        (ENTITY + v12(unit12("&b;")).partition(b"?>")[2], "exchange-entities"),
        (v20(unit20(segment("a")), 'trgLang="en"'), "xliff-attribute-missing"),
        (v20(unit20(segment("a")), 'srcLang="!"'), "xliff-language"),
        (v20(""), None),
        (v20(unit20(segment("a")) * 2), "xliff-id-twice"),
        (v20('<unit id="1"></unit>'), "xliff-element-missing"),
        (v20(unit20("<segment><target>a</target></segment>")), "xliff-element-missing"),
        (v20('<unit id="a/b"><segment><source/></segment></unit>'), "xliff-attribute-odd"),
        (v20(unit20(segment("a", said='state="done"'))), "xliff-attribute-odd"),
        (v20(unit20(segment("a", said='translate="no"'))), "xliff-attribute-odd"),
        (v20(unit20(segment("a", "b", order='order="x"'))), "xliff-attribute-odd"),
        (v20(unit20(segment('<cp hex="?"/>'))), "xliff-attribute-odd"),
        (v20(unit20(segment('<ph id="1" subFlows="a, b"/>'))), "xliff-attribute-odd"),
        (v20(unit20(segment('<ph id="1" dataRef="d1"/>'))), "xliff-reference"),
        (v20(unit20(segment('<ph id="1" copyOf="2"/>'))), "xliff-reference"),
        (v20(unit20(segment('<mrk id="1" type="comment" ref="#n1">a</mrk>'))), "xliff-reference"),
        (v20(unit20(segment('a<em startRef="m1"/>'))), "xliff-unbalanced"),
        (v20(unit20(segment('<sc id="1"/>a'))), "xliff-unbalanced"),
        (v20(unit20(segment('<sm id="1"/>a'))), "xliff-unbalanced"),
        (v20(unit20(segment('<ph id="1"/><ph id="1"/>'))), "xliff-id-twice"),
        (v20(f'<group id="g" xml:lang="ja">{unit20(segment("a"))}</group>'), "xliff-attribute-odd"),
        (
            v20(unit20('<segment><source xml:lang="ja">a</source></segment>')),
            "xliff-language-differs",
        ),
    ],
)
def test_broken_files_are_refused_with_a_reason(data: bytes, key: str | None) -> None:
    if key is None:
        assert read_xliff(data, "a.xlf")[0].rows == ()
        return
    with pytest.raises(Unreadable) as refused:
        read_xliff(data, "a.xlf")
    assert refused.value.message.key == key


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    key = outcome(data)
    assert not key or key.startswith(("exchange-", "xliff-"))


def outcome(data: bytes) -> str:
    """Return the key of the refusal; nothing when the bytes were read."""
    try:
        read_xliff(data, "a.xlf")
    except EditorError as error:
        return error.message.key
    return ""


def test_an_untranslated_row_goes_out_with_a_copy_that_is_known_again() -> None:
    data = write_xliff(file_of(row_of("u1", "Nước **lên**", "")), XliffVersion.V12)
    assert data.count("Nước ".encode()) == 2
    assert b'state="needs-translation"' in data
    row = only(data)
    assert (row.target, row.state) == (None, State.TO_DO)
    given = data.replace("Nước ".encode(), b"Water ").replace(b"Water ", "Nước ".encode(), 1)
    assert only(given).target_text == "Water **lên**"
