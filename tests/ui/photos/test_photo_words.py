"""What is said of photos."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from editor_app.domain.ids import CHINESE, ENGLISH, VIETNAMESE, PhotoId
from editor_app.domain.photo import DeskCaption, Photo, PhotoKind, Rights, RightsStatus
from editor_app.ui.photos import photo_words as words
from tests.ui.photos.conftest import described

TODAY = date(2026, 11, 25)
CLEARED = Rights(RightsStatus.CLEARED)
PHOTO = Photo(
    PhotoId("p"),
    "d" * 64,
    "river.jpg",
    "image/jpeg",
    2400,
    1600,
    1_900_000,
    datetime(2026, 11, 20, tzinfo=UTC),
    credit="Delta Courier",
    taken=datetime(2026, 11, 18, tzinfo=UTC),
    rights=CLEARED,
    captions={ENGLISH: DeskCaption("Crew fits a panel.", "Two people on a roof.")},
)


def test_every_kind_and_status_has_words() -> None:
    assert all(words.kind_words(kind) for kind in PhotoKind)
    assert all(words.status_words(status) for status in RightsStatus)


@pytest.mark.parametrize(
    ("rights", "said", "tone"),
    [
        (CLEARED, "", ""),
        (Rights(), "rights unknown", "warn"),
        (Rights(RightsStatus.REFUSED), "may not be used", "err"),
        (Rights(RightsStatus.ONE_TIME, date(2026, 11, 30)), "rights end 30 Nov", "warn"),
        (Rights(RightsStatus.ONE_TIME, date(2026, 11, 24)), "rights ended 24 Nov", "err"),
        (Rights(RightsStatus.ONE_TIME, date(2026, 11, 25)), "rights end 25 Nov", "warn"),
        (Rights(RightsStatus.ONE_TIME, date(2027, 11, 30)), "", ""),
    ],
)
def test_rights_are_said_when_they_matter(rights: Rights, said: str, tone: str) -> None:
    assert words.rights_words(rights, TODAY) == (said, tone)


def test_a_photo_is_called_by_its_caption_then_by_what_its_file_says_then_by_its_name() -> None:
    assert words.title_of(PHOTO) == "Crew fits a panel."
    only_vietnamese = described(PHOTO, captions={VIETNAMESE: DeskCaption("Lắp pin.")})
    assert words.title_of(only_vietnamese) == "Lắp pin."
    from_file = described(PHOTO, captions={}, original_caption="As filed")
    assert words.title_of(from_file) == "As filed"
    assert words.title_of(described(PHOTO, captions={})) == "river.jpg"


def test_what_is_lacking_comes_first_in_the_second_line() -> None:
    assert words.line_of(PHOTO, TODAY) == ("Delta Courier · 18 Nov", "")
    assert words.line_of(described(PHOTO, credit=""), TODAY) == ("no credit · 18 Nov", "err")
    unknown = described(PHOTO, rights=Rights())
    assert words.line_of(unknown, TODAY) == ("Delta Courier · rights unknown", "warn")
    silent = described(PHOTO, captions={CHINESE: DeskCaption("标题", "")})
    assert words.line_of(silent, TODAY) == ("Delta Courier · no alt text", "warn")


def test_the_facts_of_a_file() -> None:
    assert words.file_words(PHOTO) == "2400 × 1600 JPEG, 1.9 MB"
    assert words.size_words(2_300) == "2 KB"
    assert words.size_words(12) == "1 KB"
    assert words.sent_words((480, 960)) == "Sent as 480, 960 px"


def test_use_is_counted_in_words() -> None:
    assert words.used_words(0) == "used in no story yet"
    assert words.used_words(1) == "used in 1 story"
    assert words.used_words(3) == "used in 3 stories"


def test_what_never_leaves_the_desk_is_named() -> None:
    assert words.removed_words(()) == "The file holds nothing private."
    said = words.removed_words(("location", "serial-numbers", "owner"))
    assert said == "Removed when sent: location, serial numbers and the owner's name."


def test_a_day_has_its_year_when_it_is_another_one() -> None:
    assert words.day_words(date(2026, 11, 18), TODAY) == "18 Nov"
    assert words.day_words(date(2025, 1, 2), TODAY) == "2 Jan 2025"
    assert words.day_words(date(2026, 11, 18)) == "18 Nov 2026"
