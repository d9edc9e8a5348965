"""On top of which version somebody wrote on the site, told from the words."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editor_app.services.post_races import Seen, seen_in
from editor_app.services.site_versions import SiteVersion

BEFORE = ("Nước sông lên nhanh.", "Thành phố chuẩn bị.", "Trường học đóng cửa.")
OURS = (*BEFORE[:2], "Trường học đóng cửa hai ngày tới.")


def version(*blocks: str, headline: str = "Lũ về") -> SiteVersion:
    """Return a version of a text."""
    return SiteVersion({"headline": headline, "standfirst": ""}, blocks)


@pytest.mark.parametrize(
    ("theirs", "seen"),
    [
        (OURS, Seen.OURS),
        (("Nước sông lên rất nhanh.", *OURS[1:]), Seen.OURS),
        ((*BEFORE[:2], "Trường học phải đóng cửa hai ngày tới."), Seen.OURS),
        (BEFORE, Seen.TAKEN_BACK),
        (tuple(reversed(BEFORE)), Seen.TAKEN_BACK),
        ((*BEFORE, "Một đoạn mới."), Seen.EARLIER),
        (BEFORE[:2], Seen.EARLIER),
    ],
)
def test_the_paragraph_that_we_changed_tells_what_was_seen(
    theirs: tuple[str, ...], seen: Seen
) -> None:
    assert seen_in(version(*BEFORE), version(*OURS), version(*theirs)) is seen


def test_words_that_we_replaced_tell_that_ours_was_not_seen() -> None:
    before, ours = version("Hai người bị thương.", "Cuối."), version("Ba người bị thương.", "Cuối.")
    assert seen_in(before, ours, version("Hai người bị thương.", "Hết.")) is Seen.EARLIER
    assert seen_in(before, ours, version("Ba người bị thương.", "Hết.")) is Seen.OURS
    assert seen_in(before, ours, version("Bốn người bị thương.", "Hết.")) is Seen.EARLIER
    later = version("Bốn người bị thương.", "Hết.")
    assert seen_in(before, ours, later, soon=False) is Seen.OURS


def test_words_that_both_versions_have_tell_nothing() -> None:
    before = version("Đoạn một nói về sông.", "Đoạn hai nói về cầu.", "Cuối.")
    ours = version("Đoạn hai nói về cầu.", "Cuối.")
    theirs = version("Đoạn hai nói về cầu đổ.", "Cuối.")
    assert seen_in(before, ours, theirs, soon=False) is Seen.OURS


def test_who_has_nothing_of_what_we_took_out_has_seen_it() -> None:
    before, ours = version("Một cây cầu đổ.", "Hai.", "Cuối."), version("Hai.", "Cuối.")
    assert seen_in(before, ours, version("Hai mươi.", "Cuối.")) is Seen.OURS
    assert seen_in(before, ours, version("Một cây cầu gãy.", "Cuối.")) is Seen.EARLIER


def test_a_headline_counts_as_well() -> None:
    before, ours = version("Một."), version("Một.", headline="Lũ rút")
    assert seen_in(before, ours, version("Một, hai.", headline="Lũ về")) is Seen.EARLIER
    assert seen_in(before, ours, version("Một, hai.", headline="Lũ rút")) is Seen.OURS


TEXTS = st.lists(st.text("ab cd", min_size=1, max_size=12), max_size=4)


@given(TEXTS, TEXTS)
@example(["Một."], [])
def test_what_is_as_we_left_it_was_seen(before: list[str], ours: list[str]) -> None:
    assert seen_in(version(*before), version(*ours), version(*ours)) is Seen.OURS
