"""All checks together: sentences for all, fingerprints that stay, nothing said twice."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import editor_app.text.checks
from editor_app.domain.finding import Severity
from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE
from editor_app.text.checks.house import AS_THEY_COME
from editor_app.wording import WORDING
from editor_app.wording_checks import CHECK_WORDING
from tests.text.checks.proofs import Proof, alone, found, pair, reference


def test_every_check_has_a_sentence() -> None:
    ids = {key.split("-")[1].upper() for key in CHECK_WORDING if key.startswith("check-")}
    assert ids == set(AS_THEY_COME)


def test_every_sentence_that_a_check_names_is_there() -> None:
    named = set()
    for file in Path(editor_app.text.checks.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and str(node.value).startswith("check-"):
                named.add(str(node.value))
    assert {key for key in named if key in WORDING} == {
        key for key in named if not key.endswith("-")
    }


def test_a_dismissal_is_known_again_when_text_before_it_moves() -> None:
    (one,) = found(pair("Có 64 thợ.", "There are 46 weavers."), "N1")
    (other,) = found(pair("Có 64 thợ.", "In the village there are 46 weavers."), "N1")
    assert one.start != other.start
    assert one.fingerprint == other.fingerprint
    (changed,) = found(pair("Có 64 thợ.", "There are 47 weavers."), "N1")
    assert changed.fingerprint != one.fingerprint


def test_the_likeness_of_a_finding_is_the_same_in_another_place() -> None:
    proof = Proof(
        ("Có 64 thợ.", "Cũng 64 thợ."),
        ("There are 46 weavers.", "Also 46 weavers."),
        (VIETNAMESE, ENGLISH),
    )
    one, other = found(proof.material(), "N1")
    assert one.fingerprint != other.fingerprint
    assert one.likeness == other.likeness


def test_what_is_said_well_once_is_not_said_again() -> None:
    material = pair("Ông Tập Cận Bình đến hôm 5/6.", "Mr Tập Cận Bình came on 5/6.")
    assert [item.check for item in found(material) if item.check != "M3"] == ["T4", "N4"]


def test_a_house_may_change_a_severity_but_for_the_fixed_ones() -> None:
    softer = reference(severities={"N1": Severity.WARNING, "S1": Severity.WARNING})
    proof = Proof(("Có 64.",), ("There are 46.",), (VIETNAMESE, ENGLISH), {"headline": ("A", "")})
    severities = {item.check: item.severity for item in found(proof.material(), known=softer)}
    assert severities["N1"] is Severity.WARNING
    assert severities["S1"] is Severity.ERROR


def test_a_check_that_is_off_says_nothing() -> None:
    off = reference(off=frozenset({"N1"}))
    assert found(pair("Có 64 thợ.", "There are 46 weavers."), "N1", known=off) == []


def test_findings_stand_in_the_order_of_reading() -> None:
    proof = Proof(
        ("Có 64.", "Có 65."),
        ("There are 46.", "There (are 56."),
        (VIETNAMESE, ENGLISH),
        {"headline": ("Tít", "")},
    )
    checks = [item.check for item in found(proof.material()) if item.check != "M3"]
    assert checks == ["S1", "N1", "Q1", "N1"]


def test_a_clean_article_is_silent() -> None:
    proof = Proof(
        (
            "Hôm 17/10, bão đánh vỡ hơn 300 chiếc thuyền thúng dọc 20 km bờ biển.",
            "“Chân phải nghe tre”, ông Võ Văn Tư, 69 tuổi, nói.",
        ),
        (
            "On 17 October the storm smashed more than 300 basket boats along 20 km of coast.",
            "“Your feet have to listen to the bamboo,” said Vo Van Tu, 69.",
        ),
        (VIETNAMESE, ENGLISH),
        {"headline": ("Làng thuyền thúng", "The village of basket boats")},
    )
    assert [item.check for item in found(proof.material())] == ["M3"]
    assert found(replace(alone("全村早起。", CHINESE)), "L4", "Q1", "N5") == []
