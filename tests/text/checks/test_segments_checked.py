"""S1 to S9: each row of a translation against its source."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.link import LeftOut, Made, block_address
from editor_app.domain.term import TermKind
from editor_app.text.checks.material import shortened
from tests.text.checks.proofs import (
    NOON,
    Proof,
    first_block,
    found,
    pair,
    reference,
    term,
)

TWO = (VIETNAMESE, ENGLISH)


def test_a_headline_without_words_is_an_error_while_the_source_has_some() -> None:
    empty = Proof(("Một.",), ("One.",), TWO, {"headline": ("Tít", "")})
    assert [(item.check, item.address.part) for item in found(empty.material(), "S1")] == [
        ("S1", "headline")
    ]
    full = Proof(("Một.",), ("One.",), TWO, {"headline": ("Tít", "Headline")})
    assert found(full.material(), "S1") == []
    assert found(Proof(("Một.",), ("One.",), TWO, {"push": ("", "")}).material(), "S1") == []


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_a_target_that_is_the_source_is_a_warning(language: Language) -> None:
    same = "Con thuyền nhỏ."
    assert [item.severity for item in found(pair(same, same, language), "S2")] == [Severity.WARNING]
    assert found(pair("2025", "2025", language), "S2") == []
    assert found(pair("https://a.vn/x", "https://a.vn/x", language), "S2") == []


def test_what_the_desk_keeps_as_it_is_may_be_the_same() -> None:
    known = reference(terms=(term("Delta Courier", "Delta Courier", kind=TermKind.KEEP),))
    assert found(pair("Delta Courier", "Delta Courier"), "S2", known=known) == []


def test_a_source_block_that_nothing_renders_is_said_and_an_error_if_its_number_is_lost() -> None:
    proof = Proof(("Một.", "Có 64 thợ đan.", "Gió to."), ("One.",), TWO)
    assert [(item.check, item.severity) for item in found(proof.material(), "S3")] == [
        ("S3", Severity.ERROR),
        ("S3", Severity.WARNING),
    ]
    kept = Proof(("Một.", "Có 64 thợ đan."), ("One of the 64 weavers.",), TWO)
    assert [item.severity for item in found(kept.material(), "S3")] == [Severity.WARNING]


def test_a_lost_block_is_quoted_in_whole_words() -> None:
    proof = Proof(
        ("Một.", "Người lái phà Nguyễn Văn Hòa nói rằng đèn trên boong sáng suốt đêm hôm qua."),
        ("One.",),
        (VIETNAMESE, ENGLISH),
    )
    (lost,) = found(proof.material(), "S3")
    quoted = str(lost.message.fields["text"])
    assert quoted == "Người lái phà Nguyễn Văn Hòa nói rằng đèn trên boong sáng…"


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Một hai", 7, "Một hai"),
        ("Một hai ba", 7, "Một hai…"),
        ("Một hai, ba", 9, "Một hai…"),
        ("Một\nhai", 20, "Một hai"),
        ("大坝建于二零一一年", 4, "大坝建于…"),
        ("https://delta.example/a-very-long-address", 20, "https://delta.exampl…"),
    ],
)
def test_what_is_quoted_is_cut_between_words(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short


def test_a_block_that_was_left_out_is_not_lost_and_an_added_one_is_information() -> None:
    material = Proof(("Một.", "Hai con."), ("One.",), TWO).material()
    assert material.source is not None
    source = block_address(material.source.id, material.source.body[1].id)
    decided = LeftOut(material.article.id, source, "Hai con.", "Lan", NOON)
    assert found(replace(material, left_out=(decided,)), "S3") == []
    added = Proof(("Một.",), ("One.", "Two more."), TWO).material()
    assert [(item.severity, item.message.key) for item in found(added, "S3")] == [
        (Severity.INFORMATION, "check-s3-added")
    ]


def test_the_length_is_on_probation_and_counted_when_the_house_wants_it() -> None:
    source = "Cả làng thức dậy từ lúc năm giờ sáng để kịp đan xong thuyền trước mùa cá."
    long = pair(source, "The whole village gets up at five in the morning. " * 4)
    assert found(long, "S4") == []
    wanted = reference(probation=frozenset())
    assert [item.message.key for item in found(long, "S4", known=wanted)] == ["check-s4-long"]
    short = pair(source, "全村早起。", CHINESE)
    assert [item.message.key for item in found(short, "S4", known=wanted)] == ["check-s4-short"]
    right = pair(source, "全村清晨五点就起床，赶在鱼汛之前把船编完。", CHINESE)
    assert found(right, "S4", known=wanted) == []


@pytest.mark.parametrize(
    ("source", "target", "keys"),
    [
        ("Xem [trang](https://a.vn/1).", "See the page.", ["check-s7-missing-link"]),
        ("Xem trang.", "See [the page](https://a.vn/1).", ["check-s7-added-link"]),
        ("**Gấp** lắm.", "Very urgent.", ["check-s7-missing-bold"]),
        ("Báo *Phố*.", "The Town.", ["check-s7-missing-italics"]),
        ("Chào {name}.", "Hello.", ["check-s7-missing-placeholder"]),
        ("Xem [trang](https://a.vn/1).", "See [the page](https://a.vn/en/1).", []),
        ("**Gấp** *lắm*.", "**Very** *urgent*.", []),
    ],
)
def test_markup_must_be_that_of_the_source(source: str, target: str, keys: list[str]) -> None:
    assert [item.message.key for item in found(pair(source, target), "S7")] == keys


def test_chinese_needs_no_italics() -> None:
    assert found(pair("Báo *Phố*.", "《市镇纪事报》。", CHINESE), "S7") == []
    assert found(pair("**Gấp** lắm.", "很急。", CHINESE), "S7") != []


def test_a_source_that_changed_is_an_error_until_it_was_looked_at() -> None:
    old = Proof(("Ba thuyền.",), ("Three boats.",), TWO, made_from="Hai thuyền.")
    assert [(item.check, item.severity) for item in found(old.material(), "S8")] == [
        ("S8", Severity.ERROR)
    ]
    now = Proof(("Ba thuyền.",), ("Three boats.",), TWO, made_from="Ba thuyền.")
    assert found(now.material(), "S8") == []


def test_machine_text_is_an_error_until_a_person_has_read_it() -> None:
    proof = Proof(("Ba thuyền.",), ("Three boats.",), TWO, made=Made.MACHINE)
    material = proof.material()
    assert [(item.check, item.severity) for item in found(material, "S9")] == [
        ("S9", Severity.ERROR)
    ]
    read = {
        address: replace(known, read=datetime(2025, 10, 20, tzinfo=UTC), read_by="Lan")
        for address, known in material.renderings.items()
    }
    assert found(replace(material, renderings=read), "S9") == []
    assert found(pair("Ba thuyền.", "Three boats."), "S9") == []


def test_machine_text_that_renders_nothing_of_the_source_waits_for_a_reader_too() -> None:
    proof = Proof(("Ba thuyền.",), ("Three boats.",), TWO, made=Made.MACHINE)
    material = replace(proof.material(), links=())
    assert [item.address for item in found(material, "S9")] == [first_block(material)]


def test_a_similar_text_of_the_memory_as_it_came_is_a_warning() -> None:
    material = pair("Ba thuyền.", "Three boats.")
    unsure = replace(material, unsure=frozenset({first_block(material)}))
    assert [(item.check, item.severity) for item in found(unsure, "S9")] == [
        ("S9", Severity.WARNING)
    ]


def test_one_place_alone_is_checked_without_what_needs_the_whole_page() -> None:
    proof = Proof(("Có 64 thợ.", "Hai."), ("There are 46.",), TWO, {"headline": ("Tít", "")})
    material = proof.material()
    here = found(material.at(first_block(material)))
    assert [item.check for item in here] == ["N1"]
