"""L1, L2, L4, L6: what is left of another language or encoding."""

from __future__ import annotations

from dataclasses import replace

import pytest

from editor_app.domain.edition import Edition, Quotes
from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from editor_app.domain.photo import PhotoKind
from editor_app.domain.term import TermKind
from tests.text.checks.proofs import alone, found, marked, pair, reference, term


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The boats of Cửa Thúng are new.", ENGLISH, ["Cửa Thúng"]),
        ("He said được and left.", ENGLISH, ["được"]),
        ("她在 Đà Nẵng 工作。", CHINESE, ["Đà Nẵng"]),
        ("The boats of Cua Thung are new.", ENGLISH, []),
        ("A café, a façade and naïve Zoë.", ENGLISH, []),
        ("Novak Đoković won.", ENGLISH, []),
        ("她在岘港工作。", CHINESE, []),
    ],
)
def test_vietnamese_letters_are_an_error_elsewhere(
    text: str, language: Language, words: list[str]
) -> None:
    material = pair("Một câu.", text, language)
    assert marked(material, "L1") == words
    assert {item.severity for item in found(material, "L1")} <= {Severity.ERROR}


def test_vietnamese_letters_are_at_home_in_vietnamese() -> None:
    assert found(alone("Thuyền thúng ở Cửa Thúng.", VIETNAMESE), "L1", "L2", "L4", "L6") == []


def test_terms_that_stay_and_names_of_an_edition_that_keeps_marks_are_allowed() -> None:
    material = pair("Một câu.", "The sign reads RẠNG in Quy Nhơn.")
    keep = reference(terms=(term("RẠNG", "RẠNG", kind=TermKind.KEEP),))
    assert marked(material, "L1", known=keep) == ["Nhơn"]
    quotes = Quotes("“", "”", "‘", "’")
    words = dict.fromkeys(PhotoKind, "{credit}")
    edition = Edition(ENGLISH, "English", 1, "{day}", quotes, words, "", "", keeps_marks=True)
    policy = replace(keep, editions={ENGLISH: edition})
    assert marked(material, "L1", known=policy) == []
    (finding,) = found(material, "L1", known=keep)
    assert finding.fix == "Nhon"  # a name is mended where the edition drops marks
    (finding,) = found(pair("Một câu.", "He said được then."), "L1")
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("The minister, thu tuong of the day, spoke.", ENGLISH, ["thu tuong"]),
        ("This was left: nguoi truoc nhung then.", ENGLISH, ["nguoi truoc nhung"]),
        ("What can a day do? An den of thieves; the pho bo was good.", ENGLISH, []),
        ("Micky van de Ven scored.", ENGLISH, []),
        ("Left was hom nay and no more.", ENGLISH, ["hom nay"]),
        ("他说 khong phai 这样。", CHINESE, ["khong phai"]),
        ("Nguyen Thanh Phuong and Truong Chinh met.", ENGLISH, []),
        ("He can hang the theo on a van.", ENGLISH, []),
        ("今天没有遗留。", CHINESE, []),
    ],
)
def test_vietnamese_without_marks_is_a_warning(
    text: str, language: Language, words: list[str]
) -> None:
    assert marked(pair("Một câu.", text, language), "L2") == words


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cả làng thức dậy từ lúc năm giờ sáng để đan thuyền.", ENGLISH),
        ("全村人清晨五点就起床编船。", ENGLISH),
        ("The whole village gets up at five in the morning to weave.", CHINESE),
        ("Cả làng thức dậy từ lúc năm giờ sáng để đan thuyền.", CHINESE),
        ("The whole village gets up at five in the morning to weave.", VIETNAMESE),
    ],
)
def test_a_paragraph_in_another_language_is_one_error(text: str, language: Language) -> None:
    other = ENGLISH if language == VIETNAMESE else VIETNAMESE
    assert other != language
    assert [item.check for item in found(alone(text, language), "L1", "L2", "L4")] == ["L4"]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The ferry Delta Courier of Cần Thơ, Sa Đéc and Bến Lau is late today.", ENGLISH),
        ("NATO、WHO、UNESCO、ASEAN、APEC 和 G20 都派了代表。", CHINESE),
        ("Theo The New York Times, ông ấy đã về nước hôm qua.", VIETNAMESE),
        ("Bien venue.", ENGLISH),
    ],
)
def test_names_of_another_language_do_not_make_a_paragraph_of_it(
    text: str, language: Language
) -> None:
    assert found(alone(text, language), "L4") == []


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Thủ tướng ng\ufffdời.", VIETNAMESE, ["ng\ufffdời."]),
        ("A cafÃ© by the sea.", ENGLISH, ["Ã©"]),
        ("He said â€œyes.", ENGLISH, ["â€œ"]),
        ("ViÖt Nam ®Çu tiªn.", VIETNAMESE, ["ViÖt", "®Çu"]),
        ("Ngöôøi Vieät Nam.", VIETNAMESE, ["Ngöôøi", "Vieät"]),
        ("Vi?t Nam ng??i.", VIETNAMESE, ["Vi?t", "ng??i"]),
        ("他说\ufffd。", CHINESE, ["他说\ufffd。"]),
        ("“CÀ PHÊ” và “NGÔ”.", VIETNAMESE, []),
        ("Is it? See https://a.vn/p?id=1 now.", ENGLISH, []),
        ("Göring, señor, Citroën, naïve.", ENGLISH, []),
        ("他说好。", CHINESE, []),
    ],
)
def test_broken_characters_are_an_error(text: str, language: Language, words: list[str]) -> None:
    assert marked(alone(text, language), "L6") == words


def test_what_was_read_in_the_wrong_encoding_is_offered_right() -> None:
    (finding,) = found(alone("A cafÃ© by the sea.", ENGLISH), "L6")
    assert finding.fix == "é"
