"""What is kept of public pages: due ones are found fast, damaged ones are looked at anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from editor_app.domain.ids import ArticleId, PublicationId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.public_page import PageCheck, PageVerdict
from editor_app.domain.site import Publication, RemoteStatus
from editor_app.services.page_checks import (
    PREFIX,
    WAITING,
    checks_to_come,
    expect_page,
    forget_check,
    keep_check,
    page_check,
)
from tests.desks import NOON, Desk

ARTICLE, SITE = ArticleId("a" * 32), SiteId("5" * 32)
PUBLIC = Publication(PublicationId("1" * 32), ARTICLE, SITE, "4" * 32, status=RemoteStatus.PUBLIC)
SEEN = PageCheck(
    ARTICLE,
    SITE,
    NOON,
    PageVerdict.DIFFERS,
    NOON,
    (Message("page-photo-gone", {"number": 2}),),
    1,
    "f" * 64,
    ("aa", "bb"),
    ("cc",),
)


def test_what_was_found_comes_back_the_same(desk: Desk) -> None:
    with desk.place.database.writing() as records:
        keep_check(records, SEEN)
        assert page_check(records, ARTICLE, SITE) == SEEN
        assert checks_to_come(records) == (SEEN,)
        keep_check(records, replace(SEEN, due=None))
        assert checks_to_come(records) == ()
        assert page_check(records, ARTICLE, SITE).verdict is PageVerdict.DIFFERS
        forget_check(records, SEEN)
        assert page_check(records, ARTICLE, SITE) == PageCheck(ARTICLE, SITE)


def test_only_what_readers_can_see_is_expected(desk: Desk) -> None:
    with desk.place.database.writing() as records:
        expect_page(records, replace(PUBLIC, status=RemoteStatus.DRAFT), NOON)
        assert checks_to_come(records) == ()
        expect_page(records, PUBLIC, NOON)
        assert checks_to_come(records) == (PageCheck(ARTICLE, SITE, NOON),)


def test_a_change_is_looked_at_anew_and_what_stood_before_is_kept(desk: Desk) -> None:
    later = NOON + timedelta(hours=1)
    with desk.place.database.writing() as records:
        keep_check(records, replace(SEEN, due=None, tries=3))
        expect_page(records, PUBLIC, later)
        assert checks_to_come(records) == (replace(SEEN, due=later, tries=0),)


def test_a_damaged_record_is_looked_at_as_if_nobody_had(desk: Desk) -> None:
    with desk.place.database.writing() as records:
        records.facts.put(f"{PREFIX}{SITE}:{ARTICLE}", '{"due": 5')
        assert page_check(records, ARTICLE, SITE) == PageCheck(ARTICLE, SITE)
        records.facts.put(f"{WAITING}{SITE}:{ARTICLE}", "soon")
        (check,) = checks_to_come(records)
        assert check.due is not None
        assert check.due < NOON


def test_what_to_say_names_the_time_and_the_first_difference() -> None:
    assert [message.key for message in SEEN.told] == ["page-checked-differs", "page-photo-gone"]
    assert PageCheck(ARTICLE, SITE, NOON).told == ()
