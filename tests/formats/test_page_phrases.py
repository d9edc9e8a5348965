"""Words of another language are marked, and nothing else is changed."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from editor_app.domain.ids import Language
from editor_app.formats.page_phrases import marked, phrases_for
from tests.formats.page_sample import EN, VI, ZH

KNOWN = {"Nhân Dân": VI, "Dân": VI, "Le Monde": Language("fr"), "AT&T": EN}


def test_a_known_phrase_is_wrapped_with_its_language() -> None:
    html = marked("<p>The paper Nhân Dân said</p>", phrases_for(EN, KNOWN))
    assert html == '<p>The paper <span lang="vi">Nhân Dân</span> said</p>'


def test_the_longest_phrase_wins_and_only_whole_words_count() -> None:
    phrases = phrases_for(EN, KNOWN)
    assert marked("Nhân Dân", phrases).count("<span") == 1
    assert marked("Dânh", phrases) == "Dânh"


def test_phrases_of_the_page_s_own_language_stay_plain() -> None:
    assert marked("Nhân Dân", phrases_for(Language("vi-VN"), KNOWN)) == "Nhân Dân"


def test_in_chinese_a_phrase_may_touch_its_neighbours() -> None:
    html = marked("据Le Monde报道", phrases_for(ZH, KNOWN))
    assert html == '据<span lang="fr">Le Monde</span>报道'


def test_attributes_are_never_touched() -> None:
    html = '<a href="https://x.example/Nhân Dân" title="1 > 0 Nhân Dân">x</a>'
    assert marked(html, phrases_for(EN, KNOWN)) == html


def test_escaped_signs_in_a_phrase_are_found() -> None:
    assert marked("by AT&amp;T.", phrases_for(VI, KNOWN)) == ('by <span lang="en">AT&amp;T</span>.')


def test_chinese_words_are_found_without_being_known_but_japanese_is_not_called_chinese() -> None:
    phrases = phrases_for(EN, {})
    assert marked("the magazine 财新 and", phrases) == (
        'the magazine <span lang="zh">财新</span> and'
    )
    assert marked("東京で会う", phrases) == "東京で会う"


@given(st.text(alphabet="Nhân Dâ<>p财新&;\"'/ =ク", max_size=40))
def test_marking_only_adds_spans(text: str) -> None:
    html = marked(text, phrases_for(EN, KNOWN))
    assert re.sub(r'<span lang="\w+">|</span>', "", html) == re.sub(
        r'<span lang="\w+">|</span>', "", text
    )
