"""Foreign names echo each other in Latin letters and in Chinese characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor_app.text.echoes import echoes


@pytest.mark.parametrize(
    ("latin", "chinese"),
    [
        ("Barack Obama", "巴拉克·奥巴马"),
        ("Bill Clinton", "比尔·克林顿"),
        ("Emmanuel Macron", "埃马纽埃尔·马克龙"),
        ("Angela Merkel", "安格拉·默克尔"),
        ("Washington", "华盛顿"),
        ("Rome, Milano", "罗马，米兰"),
        ("Ông Trump nói", "特朗普说"),
        ("Bệnh viện ở Melbourne", "墨尔本的医院"),
    ],
)
def test_a_name_is_heard_in_both(latin: str, chinese: str) -> None:
    assert set(echoes(latin)) & set(echoes(chinese))


@pytest.mark.parametrize(
    ("latin", "chinese"),
    [("Obama", "克林顿"), ("Washington", "奥巴马"), ("Merkel", "特朗普"), ("Macron", "墨尔本")],
)
def test_other_names_are_not(latin: str, chinese: str) -> None:
    assert not set(echoes(latin)) & set(echoes(chinese))


@pytest.mark.parametrize("text", ["", "Nguyễn Thị Hoa ở Hà Nội", "the river", "洪水淹没街道", "马"])
def test_what_is_no_foreign_name_echoes_nothing(text: str) -> None:
    assert list(echoes(text)) == []


@given(st.text(max_size=40))
def test_an_echo_is_three_consonants_or_the_end_of_a_name(text: str) -> None:
    assert all(len(echo) == 3 and set(echo) <= set("^PTKFWHLMNS$") for echo in echoes(text))
