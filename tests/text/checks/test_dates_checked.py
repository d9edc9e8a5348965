"""N4 and N5: the form of a date, and its weekday."""

from __future__ import annotations

import pytest

from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from tests.text.checks.proofs import alone, found, marked, pair


@pytest.mark.parametrize(
    ("source", "target", "language", "severity", "right"),
    [
        ("Hôm 5/6 mưa.", "It rained on 5/6.", ENGLISH, Severity.ERROR, "5 June"),
        ("Hôm 17/10 mưa.", "It rained on 17/10.", ENGLISH, Severity.WARNING, "17 October"),
        ("Hôm 17/10/2025.", "On 17/10/2025.", ENGLISH, Severity.ERROR, "17 October 2025"),
        ("Hôm 17/10 mưa.", "17/10下雨。", CHINESE, Severity.WARNING, "10月17日"),
        ("Hôm 17/10/2025.", "17/10/2025下雨。", CHINESE, Severity.ERROR, "2025年10月17日"),
    ],
)
def test_a_date_in_the_form_of_the_source_has_a_fix(
    source: str, target: str, language: Language, severity: Severity, right: str
) -> None:
    (finding,) = found(pair(source, target, language), "N4", "N1")
    assert (finding.check, finding.severity, finding.fix) == ("N4", severity, right)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("Hôm 17/10 mưa.", "It rained on 17 October.", ENGLISH),
        ("Một phần ba số hộ.", "About 1/3 of the households.", ENGLISH),
        ("Hơn 1/3 số hộ.", "More than 1/3 of the households.", ENGLISH),
        ("Cần 2/3 số phiếu.", "It needs a 2/3 majority.", ENGLISH),
        ("Trực 24/7.", "On call 24/7.", ENGLISH),
        ("Hôm 17/10 mưa.", "10月17日下雨。", CHINESE),
    ],
)
def test_a_date_of_the_edition_or_a_fraction_is_no_finding(
    source: str, target: str, language: Language
) -> None:
    assert found(pair(source, target, language), "N4") == []


@pytest.mark.parametrize(
    ("text", "language", "words", "fix"),
    [
        ("On Thursday, 17 October 2025, it rained.", ENGLISH, "Thursday", "Friday"),
        ("On October 17, 2025 (Thursday) it rained.", ENGLISH, "Thursday", "Friday"),
        ("It rained on Thursday 17 October.", ENGLISH, "Thursday", "Friday"),
        ("Hôm thứ Năm, 17/10/2025, trời mưa.", VIETNAMESE, "thứ Năm", "thứ Sáu"),
        ("Thứ Năm ngày 17 tháng 10 trời mưa.", VIETNAMESE, "Thứ Năm", "Thứ Sáu"),
        ("2025年10月17日，星期四，下雨。", CHINESE, "星期四", "星期五"),
        ("10月17日（周四）下雨。", CHINESE, "周四", "周五"),
        ("二〇二五年十月十七日，星期四，下雨。", CHINESE, "星期四", "星期五"),
        ("On Thursday, the seventeenth of October 2025.", ENGLISH, "Thursday", "Friday"),
    ],
)
def test_a_weekday_that_the_date_is_not_is_an_error(
    text: str, language: Language, words: str, fix: str
) -> None:
    material = alone(text, language)
    assert marked(material, "N5") == [words]
    assert [(item.severity, item.fix) for item in found(material, "N5")] == [(Severity.ERROR, fix)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("On Friday, 17 October 2025, it rained.", ENGLISH),
        ("On Thursday it rained, and the 17th of October 2025 was dry.", ENGLISH),
        ("On Thursday, 14 March, years ago.", ENGLISH),
        ("Hôm thứ Sáu, 17/10/2025, trời mưa.", VIETNAMESE),
        ("10月17日（周五）下雨。", CHINESE),
        ("周四下雨，10月17日放晴。", CHINESE),
        ("Thứ Năm, 17 tháng chạp năm 2025.", VIETNAMESE),
    ],
)
def test_a_weekday_that_fits_or_belongs_to_no_date_is_no_finding(
    text: str, language: Language
) -> None:
    assert found(alone(text, language), "N5") == []
