"""Terms in files: TBX of both versions, CSV and TSV, with days, standings, sources and notes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.errors import EditorError, NoText, Unreadable
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, TermId
from editor_app.domain.term import Term, TermForm, TermKind
from editor_app.formats.tbx import read_tbx
from editor_app.formats.tbx_writing import TbxVersion, write_tbx
from editor_app.formats.term_tables import read_term_table, write_term_table
from tests.formats.encoded_xml import DECLARED, ENCODINGS, encoded

SAME = TermId("")
TERMS = (
    Term(
        SAME,
        TermKind.OFFICE,
        (
            TermForm(VIETNAMESE, "Thủ tướng"),
            TermForm(ENGLISH, "prime minister"),
            TermForm(ENGLISH, "PM"),
            TermForm(ENGLISH, "premier", forbidden=True),
            TermForm(CHINESE, "总理"),
        ),
        date(2021, 4, 5),
        date(2026, 4, 4),
        "VGP <2021>",
        "of Việt Nam & others",
    ),
    Term(SAME, TermKind.KEEP, (TermForm(VIETNAMESE, "VinFast"), TermForm(ENGLISH, "VinFast"))),
    Term(SAME, TermKind.TERM, (TermForm(VIETNAMESE, "đê"), TermForm(ENGLISH, "dyke, levee"))),
)


def bare(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(replace(term, id=SAME) for term in terms)


@pytest.mark.parametrize("version", TbxVersion)
def test_terms_survive_tbx(version: TbxVersion) -> None:
    assert bare(read_tbx(write_tbx(TERMS, version), "a.tbx")) == TERMS


@ENCODINGS
@DECLARED
@pytest.mark.parametrize("version", TbxVersion)
def test_a_mark_of_the_encoding_counts_whatever_tbx_declares(
    version: TbxVersion, declared: str, encoding: str
) -> None:
    data = encoded(write_tbx(TERMS, version), encoding, declared)
    assert bare(read_tbx(data, "a.tbx")) == TERMS


@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_terms_survive_a_table(delimiter: str, encoding: str) -> None:
    data = write_term_table(TERMS, delimiter).decode().encode(encoding)
    assert bare(read_term_table(data, "a.csv")) == TERMS


def test_read_terms_have_ids_of_their_own() -> None:
    ids = {term.id for term in read_tbx(write_tbx(TERMS), "a.tbx")}
    assert len(ids) == len(TERMS)
    assert "" not in ids


V2 = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><text><body><termEntry id="c1">
<descrip type="subjectField">Water</descrip>
<langSet xml:lang="VI"><ntig><termGrp><term>  đê\n điều </term></termGrp>
<descrip type="context">Đê điều sông Hồng.</descrip></ntig></langSet>
<langSet xml:lang="en"><tig><term>levee</term><termNote type="administrativeStatus">
supersededTerm-admn-sts</termNote></tig><tig><term>dyke</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig></langSet>
</termEntry><termEntry id="c2"><langSet xml:lang="en"><tig><term/></tig></langSet></termEntry>
</body></text></martif>"""

V3 = """<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:basic="http://www.tbxinfo.net/ns/basic" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c1"><basic:definition>A bank.</basic:definition>
<langSec xml:lang="vi"><termSec><term>đê</term></termSec></langSec>
<langSec xml:lang="en"><termSec><term>levee</term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec>
</conceptEntry></body></text></tbx>"""


def test_terms_of_version_2_of_others_are_read() -> None:
    (term,) = read_tbx(V2.encode(), "a.tbx")
    assert term.forms == (
        TermForm(VIETNAMESE, "đê điều"),
        TermForm(ENGLISH, "dyke"),
        TermForm(ENGLISH, "levee", forbidden=True),
    )
    assert term.note == "Water\nĐê điều sông Hồng."


def test_terms_of_version_3_of_others_are_read() -> None:
    (term,) = read_tbx(V3.encode(), "a.tbx")
    assert [(form.text, form.forbidden) for form in term.forms] == [("đê", False), ("levee", True)]
    assert term.note == "A bank."


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("", "exchange-empty"),
        ("<martif><text>", "exchange-damaged"),
        ("<tmx/>", "tbx-none"),
        ("<martif/>", "tbx-empty"),
        (V2.replace('"VI"', '"?"'), "xliff-language"),
        ('<!DOCTYPE martif [<!ENTITY a "x">]><martif/>', "exchange-entities"),
    ],
)
def test_broken_tbx_is_refused_with_a_reason(data: str, key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_tbx(data.encode(), "a.tbx")
    assert refused.value.message.key == key


HEAD = "source_language,source,target_language,target"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("", "table-empty"),
        (HEAD, "table-empty"),
        ("source,target\na,b", "table-without-columns"),
        (HEAD + "\nvi,,en,b", "table-cell-empty"),
        (HEAD + "\n?,a,en,b", "table-cell-unclear"),
        (HEAD + ",valid_from\nvi,a,en,b,soon", "table-cell-unclear"),
        (HEAD + ",kind\nvi,a,en,b,thing", "table-cell-unclear"),
        (HEAD + ",target_standing\nvi,a,en,b,best", "table-cell-unclear"),
    ],
)
def test_broken_tables_are_refused_with_a_reason(data: str, key: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_term_table(data.encode(), "a.csv")
    assert refused.value.message.key == key


def test_a_table_that_is_not_utf_8_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read_term_table((HEAD + "\nvi,é,en,b").encode("cp1252"), "a.csv")
    assert refused.value.message.key == "table-not-utf-8"


def test_cells_with_delimiters_quotes_and_lines_are_read() -> None:
    (term,) = read_term_table((HEAD + '\nvi,"đê, ""lớn""",en,"big\ndyke"\n\n').encode(), "a.csv")
    assert [form.text for form in term.forms] == ['đê, "lớn"', "big dyke"]


def test_an_empty_table_has_no_text() -> None:
    with pytest.raises(NoText):
        read_term_table(b"\xef\xbb\xbf\n", "a.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    for reader in (read_tbx, read_term_table):
        try:
            reader(data, "a")
        except EditorError as error:
            key = error.message.key
        else:
            key = "tbx-"
        assert key.startswith(("exchange-", "tbx-", "table-", "xliff-language"))
