"""T1 to T5: terms, offices, names."""

from __future__ import annotations

from datetime import date

import pytest

from editor_app.domain.edition import Edition, Quotes
from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.term import TermKind
from tests.text.checks.proofs import Proof, alone, found, marked, pair, reference, term

TERMS = reference(
    terms=(
        term("thuyền trưởng", "skipper", wrong=("captain",)),
        term("thuyền trưởng", "船长", CHINESE, wrong=("舰长",)),
        term("hợp tác xã", "co-operative", wrong=("cooperative",)),
        term("hòa giải", "mediation"),
        term("Đà Nẵng", "Da Nang", wrong=("Danang",), kind=TermKind.PLACE),
        term("Nguyễn Văn Hòa", "Nguyen Van Hoa", kind=TermKind.NAME),
    )
)


@pytest.mark.parametrize(
    ("source", "target", "language", "missing"),
    [
        ("Ông thuyền trưởng cười.", "The master smiled.", ENGLISH, ["skipper"]),
        ("Ông thuyền trưởng cười.", "他笑了。", CHINESE, ["船长"]),
        ("Ông Thuyền trưởng cười.", "The skippers smiled.", ENGLISH, []),
        ("Ông thuyền trưởng cười.", "船长笑了。", CHINESE, []),
        ("Ông Nguyễn Văn Hòa cười.", "Hoa smiled.", ENGLISH, []),
        ("Ông Nguyễn Văn Hòa cười.", "A Hoabinh man smiled.", ENGLISH, ["Nguyen Van Hoa"]),
        ("Ở Đà Nẵng.", "In town.", ENGLISH, ["Da Nang"]),
        ("Cuộc hoà giải đã xong.", "The talks are over.", ENGLISH, ["mediation"]),
        ("Cuộc hoà giải đã xong.", "The mediation is over.", ENGLISH, []),
        ("Con thuyền trở về.", "The boat returned.", ENGLISH, []),
    ],
)
def test_a_term_of_the_source_must_be_rendered_by_one_of_its_forms(
    source: str, target: str, language: Language, missing: list[str]
) -> None:
    findings = found(pair(source, target, language), "T1", known=TERMS)
    assert [item.message.fields["right"] for item in findings] == missing
    assert {item.severity for item in findings} <= {Severity.WARNING}


def test_a_term_that_is_no_longer_valid_is_not_asked_for() -> None:
    old = reference(terms=(term("thị xã", "Town", until=date(2025, 6, 30)),))
    assert found(pair("Ở thị xã.", "In the ward."), "T1", known=old) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "words", "fix"),
    [
        ("Ông thuyền trưởng cười.", "The captain smiled.", ENGLISH, ["captain"], "skipper"),
        ("Ông thuyền trưởng cười.", "舰长笑了。", CHINESE, ["舰长"], "船长"),
        ("Hợp tác xã vay.", "The cooperative borrows.", ENGLISH, ["cooperative"], "co-operative"),
        ("Ở Đà Nẵng.", "In Danang.", ENGLISH, ["Danang"], "Da Nang"),
    ],
)
def test_a_forbidden_form_is_an_error_with_the_right_one_as_its_fix(
    source: str, target: str, language: Language, words: list[str], fix: str
) -> None:
    material = pair(source, target, language)
    assert marked(material, "T2", known=TERMS) == words
    assert [
        (item.check, item.severity, item.fix) for item in found(material, "T1", "T2", known=TERMS)
    ] == [("T2", Severity.ERROR, fix)]


def test_a_forbidden_form_that_means_something_else_is_no_finding() -> None:
    team = pair("Đội trưởng ghi bàn.", "The captain scored.")
    assert found(team, "T2", known=TERMS) == []
    both = pair("Thuyền trưởng và đội trưởng.", "The skipper and the captain of the team.")
    assert found(both, "T2", known=TERMS) == []


@pytest.mark.parametrize(
    ("source", "target", "language", "words", "fix"),
    [
        (
            "Thủ tướng Đức Friedrich Merz.",
            "Prime Minister Friedrich Merz.",
            ENGLISH,
            ["Prime Minister"],
            "Chancellor",
        ),
        (
            "Thủ tướng Áo.",
            "The Austrian Prime Minister.",
            ENGLISH,
            ["Prime Minister"],
            "Chancellor",
        ),
        (
            "Thủ tướng Trung Quốc Lý Cường.",
            "Chinese Prime Minister Li Qiang.",
            ENGLISH,
            ["Prime Minister"],
            "Premier",
        ),
        (
            "Ngoại trưởng Mỹ.",
            "The US Foreign Minister.",
            ENGLISH,
            ["Foreign Minister"],
            "Secretary of State",
        ),
        ("Thủ tướng Nhật Bản.", "日本总理。", CHINESE, ["总理"], "首相"),
        ("Thủ tướng Đức.", "德国首相。", CHINESE, ["首相"], "总理"),
        ("Ngoại trưởng Mỹ.", "美国外交部长。", CHINESE, ["外交部长"], "国务卿"),
        (
            "Trưởng đặc khu Hồng Kông.",
            "The Hong Kong Governor.",
            ENGLISH,
            ["Governor"],
            "Chief Executive",
        ),
    ],
)
def test_an_office_goes_by_the_country(
    source: str, target: str, language: Language, words: list[str], fix: str
) -> None:
    material = pair(source, target, language)
    assert marked(material, "T3") == words
    assert [(item.severity, item.fix) for item in found(material, "T3")] == [(Severity.ERROR, fix)]


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Thủ tướng Đức.", "The German Chancellor.", ENGLISH),
        (
            "Thủ tướng Đức và Thủ tướng Nhật Bản.",
            "The German Chancellor and Japan’s Prime Minister.",
            ENGLISH,
        ),
        ("Thủ tướng Việt Nam.", "The Vietnamese Prime Minister.", ENGLISH),
        ("Ngoại trưởng Pháp.", "The French Foreign Minister.", ENGLISH),
        ("Thủ tướng Nhật Bản.", "日本首相。", CHINESE),
        ("Thủ tướng Việt Nam.", "越南总理。", CHINESE),
    ],
)
def test_the_right_office_is_no_finding(source: str, target: str, language: Language) -> None:
    assert found(pair(source, target, language), "T3") == []


@pytest.mark.parametrize(
    ("target", "language", "words", "fix"),
    [
        ("Mr Tập Cận Bình spoke.", ENGLISH, ["Tập Cận Bình"], "Xi Jinping"),
        ("Mr Tap Can Binh spoke.", ENGLISH, ["Tap Can Binh"], "Xi Jinping"),
        ("He flew to Thuong Hai.", ENGLISH, ["Thuong Hai"], "Shanghai"),
        ("他飞往 Bắc Kinh。", CHINESE, ["Bắc Kinh"], "北京"),
    ],
)
def test_a_foreign_name_in_vietnamese_reading_is_one_error(
    target: str, language: Language, words: list[str], fix: str
) -> None:
    material = pair("Một câu.", target, language)
    assert marked(material, "T4", "L1") == words
    assert [(item.check, item.fix) for item in found(material, "T4", "L1")] == [("T4", fix)]


def test_own_forms_and_vietnamese_text_are_no_finding() -> None:
    assert found(pair("Một câu.", "Xi Jinping flew to Shanghai."), "T4") == []
    assert found(pair("Một câu.", "习近平飞往上海。", CHINESE), "T4") == []
    assert found(alone("Ông Tập Cận Bình đến Thượng Hải.", VIETNAMESE), "T4") == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        (
            "Friedrich Merz came. Then Friedrich Merz spoke. Later Friedrich Mertz left.",
            ENGLISH,
            ["Friedrich Mertz"],
        ),
        (
            "Ông Nguyễn Văn Hoàng đến. Ông Nguyễn Văn Hoàn về. Ông Nguyễn Văn Hoàng.",
            VIETNAMESE,
            ["Nguyễn Văn Hoàn"],
        ),
        (
            "西尔维娅·罗梅罗来了。西尔维娅·罗梅洛走了。西尔维娅·罗梅罗。",
            CHINESE,
            ["西尔维娅·罗梅洛"],
        ),
        ("Friedrich Merz came. Angela Merkel spoke.", ENGLISH, []),
        ("The East Coast and the West Coast.", ENGLISH, []),
        ("Friedrich Merz’s plan. Friedrich Merz spoke.", ENGLISH, []),
        ("Ông Nguyễn Văn Hoàng và bà Lê Thị Hạnh.", VIETNAMESE, []),
        ("西尔维娅·罗梅罗和安娜·席尔瓦。", CHINESE, []),
    ],
)
def test_one_person_in_two_spellings_is_a_warning(
    text: str, language: Language, words: list[str]
) -> None:
    material = alone(text, language)
    assert marked(material, "T5") == words
    assert {item.severity for item in found(material, "T5")} <= {Severity.WARNING}


def test_two_persons_whom_the_source_names_are_no_two_spellings_of_one() -> None:
    source = "Ông Trần Văn Minh gặp ông Trần Văn Mạnh."
    assert found(pair(source, "Tran Van Minh met Tran Van Manh."), "T5") == []
    slip = pair("Ông Trần Văn Minh đến.", "Tran Van Minh came. Tran Van Minh met Tran Van Manh.")
    assert marked(slip, "T5") == ["Tran Van Manh"]


def test_captions_and_headlines_count_as_the_article() -> None:
    proof = Proof(
        ("Ông Merz.",),
        ("Friedrich Merz spoke. Friedrich Merz left.",),
        (VIETNAMESE, ENGLISH),
        {"headline": ("Ông Merz", "Friedrich Mertz speaks")},
    )
    assert marked(proof.material(), "T5") == ["Friedrich Mertz"]


def test_a_name_without_its_marks_is_mended_in_an_edition_that_keeps_them() -> None:
    material = pair("Ông Nguyễn Văn Hùng ở tỉnh Cần Thơ.", "Nguyen Van Hung of Cần Thơ.")
    quotes = Quotes("“", "”", "‘", "’")
    edition = Edition(ENGLISH, "English", 1, "{day}", quotes, {}, "", "", keeps_marks=True)
    assert found(material, "T5") == []
    (finding,) = found(material, "T5", known=reference(editions={ENGLISH: edition}))
    assert (finding.fix, finding.severity) == ("Nguyễn Văn Hùng", Severity.WARNING)
    ours = (term("Nguyễn Văn Hùng", "Nguyen Van Hung", kind=TermKind.NAME),)
    assert found(material, "T5", known=reference(editions={ENGLISH: edition}, terms=ours)) == []
