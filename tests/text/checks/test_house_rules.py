"""The rules of the house: how grave each check is taken, and what is fixed."""

from __future__ import annotations

import pytest

from editor_app.domain.finding import Severity
from editor_app.text.checks.codes import FIXED
from editor_app.text.checks.house import AS_THEY_COME, Wanted, ruled, rules_of, wanted_in
from editor_app.text.checks.running import check, check_all
from tests.text.checks.proofs import pair, reference

LONG = "Hôm qua ở làng này có một cơn mưa rất to, ai cũng ở nhà và không ai ra đồng."


def test_without_choices_all_checks_are_as_they_come() -> None:
    rules = rules_of({})
    assert [rule.check for rule in rules] == list(AS_THEY_COME)
    assert {rule.wanted for rule in rules} == {Wanted.AS_IT_COMES}
    assert {rule.check for rule in rules if rule.probation} == {"S4"}


def test_a_choice_for_a_fixed_check_is_not_heeded() -> None:
    choices = dict.fromkeys(FIXED, "off")
    known = ruled(reference(), choices)
    assert known.off == frozenset()
    assert {rule.check for rule in rules_of(choices) if rule.fixed} == {"S1", "S9", "F1"}


@pytest.mark.parametrize("word", ["", "grave", "OFF"])
def test_a_word_that_is_no_choice_changes_nothing(word: str) -> None:
    assert wanted_in({"N1": word}, "N1") is Wanted.AS_IT_COMES
    assert ruled(reference(), {"N1": word}).severities == {}


def test_the_house_makes_a_check_softer_or_turns_it_off() -> None:
    material = pair("Có 64 thợ.", "There are 46 weavers.")
    softer = ruled(reference(), {"N1": "information", "M3": "off"})
    (found,) = check(material, softer)
    assert (found.check, found.severity) == ("N1", Severity.INFORMATION)
    assert check(material, ruled(reference(), {"N1": "off", "M3": "off"})) == ()


def test_a_check_on_probation_is_counted_until_the_house_wants_it() -> None:
    material = pair(LONG, "It rained.")
    assert "S4" in {item.check for item in check_all(material, reference())}
    assert "S4" not in {item.check for item in check(material, reference())}
    wanted = ruled(reference(), {"S4": "warning"})
    assert "S4" in {item.check for item in check(material, wanted)}
    assert "S4" not in {
        item.check for item in check_all(material, ruled(reference(), {"S4": "off"}))
    }
