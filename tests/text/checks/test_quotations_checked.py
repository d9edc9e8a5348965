"""Q1 and Q3: quotation marks and brackets in pairs, and a claim that stays a claim."""

from __future__ import annotations

import pytest

from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, Language
from tests.text.checks.proofs import Proof, alone, found, marked, pair


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("He said “yes and left.", ENGLISH, ["“"]),
        ("He said yes” and left.", ENGLISH, ["”"]),
        ("It rained (hard all day.", ENGLISH, ["("]),
        ("It rained hard) all day.", ENGLISH, [")"]),
        ('He said "yes and left.', ENGLISH, ['"']),
        ("Ông nói: “Được rồi.", VIETNAMESE, ["“"]),
        ("他说：“好。", CHINESE, ["“"]),
        ("下雨（很大。", CHINESE, ["（"]),
        ("He said “yes” (twice) and left.", ENGLISH, []),
        ('The 5" pipe and the ’90s; it’s fine.', ENGLISH, []),
        ("Do this: a) weave, b) bend, 1) seal.", ENGLISH, []),
        ("All is well :)", ENGLISH, []),
        ("Ông nói: “Được rồi”.", VIETNAMESE, []),
        ("他说：“好。”（下雨）", CHINESE, []),
        ("See [the page](https://a.vn/1) (now).", ENGLISH, []),
    ],
)
def test_a_mark_without_its_twin_is_an_error(
    text: str, language: Language, words: list[str]
) -> None:
    material = alone(text, language)
    assert marked(material, "Q1") == words
    assert {item.severity for item in found(material, "Q1")} <= {Severity.ERROR}


def test_a_quotation_may_run_over_paragraphs() -> None:
    anew = "He said: “We wove all day.\n\n“Then we slept.\n\n“Then we wove again.” He smiled."
    assert found(alone(anew, ENGLISH), "Q1") == []
    straight = anew.replace("“", '"').replace("”", '"')
    assert found(alone(straight, ENGLISH), "Q1") == []
    through = "他说：“我们编了一天。\n\n然后睡了。”他笑了。"
    assert found(alone(through, CHINESE), "Q1") == []
    never_closed = "He said: “We wove all day.\n\nThen we slept."
    assert marked(alone(never_closed, ENGLISH), "Q1") == ["“"]


def test_the_straight_mark_that_was_never_closed_is_named_not_the_next_pair() -> None:
    text = 'He said: "We wove all day.\n\nIt was a "good" day (a "very" good one).'
    (one,) = found(alone(text, ENGLISH), "Q1")
    assert '"We wove' in one.evidence


@pytest.mark.parametrize(
    ("source", "target", "language", "key"),
    [
        ("“Tôi mệt rồi”, ông Tư nói.", "Tu was tired.", ENGLISH, "check-q3-lost"),
        ("“Tôi mệt rồi”, ông Tư nói.", "武文四累了。", CHINESE, "check-q3-lost"),
        ("Ông Tư mệt.", "“I am tired,” said Tu.", ENGLISH, "check-q3-added"),
        ("Ông Tư mệt.", "“我累了，”武文四说。", CHINESE, "check-q3-added"),
        ("Vụ “khủng bố” đêm qua.", "The terror attack last night.", ENGLISH, "check-q3-lost"),
    ],
)
def test_a_quotation_lost_or_added_is_an_error(
    source: str, target: str, language: Language, key: str
) -> None:
    (finding,) = found(pair(source, target, language), "Q3")
    assert (finding.severity, finding.message.key) == (Severity.ERROR, key)


@pytest.mark.parametrize(
    ("source", "target", "language"),
    [
        ("“Tôi mệt rồi, tôi về”, ông nói.", "“I am tired,” he said. “I go home.”", ENGLISH),
        ("“Tôi mệt rồi”, ông nói.", '"I am tired," he said.', ENGLISH),
        ("Vở “Bến cũ” hay.", "*The Old Landing* is good.", ENGLISH),
        ("Vở “Bến cũ” hay.", "《旧渡口》很好看。", CHINESE),
        ("Tổ chức Cứu trợ Trẻ em đến.", "“救助儿童会”来了。", CHINESE),
        ("> “Chân phải nghe tre.”", "> “Feet must listen to the bamboo.”", ENGLISH),
        ("Ông Tư mệt.", "Tu’s tired.", ENGLISH),
    ],
)
def test_the_same_quotation_in_another_form_is_no_finding(
    source: str, target: str, language: Language
) -> None:
    assert found(pair(source, target, language), "Q3") == []


def test_a_word_in_quotation_marks_may_be_put_otherwise_in_a_headline() -> None:
    body = (("Một.",), ("One.",), (VIETNAMESE, ENGLISH))
    word = Proof(*body, {"headline": ("Máy ‘cục gạch’", "A phone that is a phone")})
    assert found(word.material(), "Q3") == []
    claim = Proof(*body, {"headline": ("Ông Tư: ‘Tôi không làm việc đó’", "Tu did not do it")})
    assert [item.message.key for item in found(claim.material(), "Q3")] == ["check-q3-lost"]
