"""What the desk takes the numbers of a site's terms for, once it has read their names again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.ids import ENGLISH, VIETNAMESE, Language, SiteId, TagId
from editor_app.domain.remote import SiteTermKind, TermPublication
from editor_app.domain.site import Site, SiteKind
from editor_app.domain.vocabulary import Tag
from editor_app.services.known_terms import relearn
from tests.desks import Clock, Desk, empty_desk

SITE = SiteId("5" * 32)
FLOOD, SPORT, STORM, PAPER = (TagId(letter * 32) for letter in "abcd")
LABELS: Mapping[TagId, Mapping[Language, str]] = {
    FLOOD: {VIETNAMESE: "Lũ lụt", ENGLISH: "Floods"},
    SPORT: {VIETNAMESE: "Thể thao", ENGLISH: "Sport"},
    STORM: {VIETNAMESE: "Bão"},
    PAPER: {VIETNAMESE: "Báo"},
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with four tags and a site."""
    made = empty_desk(tmp_path, Clock())
    with made.place.database.writing() as records:
        records.sites.add(Site(SITE, "Courier", SiteKind.WORDPRESS, "https://courier.example", ""))
        for tag, labels in LABELS.items():
            records.tags.put(Tag(tag, labels))
    return made


def know(desk: Desk, number: int, tag: TagId, name: str, language: Language = VIETNAMESE) -> None:
    """Let the desk know a number for a tag."""
    term = TermPublication(SITE, SiteTermKind.TAG, tag, str(number), f"slug-{name}", name, language)
    with desk.place.database.writing() as records:
        records.term_publications.put(term)


def known(desk: Desk) -> dict[tuple[str, str], str]:
    """Return the numbers that the desk knows, by tag and language."""
    with desk.place.database.reading() as records:
        found = records.term_publications.of_site(SITE)
    return {(one.local, one.language or ""): one.remote_id for one in found}


def read(desk: Desk, names: Mapping[int, str], language: Language = VIETNAMESE) -> frozenset[int]:
    """Read a post whose tags are called so."""
    terms = tuple(
        RemoteTerm(number, Taxonomy.TAGS, name, f"slug-{name}") for number, name in names.items()
    )
    post = RemotePost(1, "", "", "", "a", "publish", None, None, "", tags=(*names,), terms=terms)
    return relearn(desk.place, SITE, post, language)


def test_two_tags_that_have_changed_numbers_are_both_known_by_the_new_ones(desk: Desk) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    know(desk, 6, SPORT, "Thể thao")
    assert read(desk, {5: "Thể thao", 6: "Lũ lụt"}) == {5, 6}
    assert known(desk) == {(FLOOD, VIETNAMESE): "6", (SPORT, VIETNAMESE): "5"}


def test_a_tag_with_an_old_number_gets_the_one_that_is_read(desk: Desk) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    know(desk, 6, SPORT, "Thể thao")
    assert read(desk, {5: "Thể thao"}) == {5}
    assert known(desk) == {(SPORT, VIETNAMESE): "5"}


def test_a_number_that_stood_for_a_tag_in_two_languages_is_the_others_in_both(desk: Desk) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    know(desk, 5, FLOOD, "Lũ lụt", ENGLISH)
    assert read(desk, {5: "Thể thao"}) == {5}
    assert known(desk) == {(SPORT, VIETNAMESE): "5", (SPORT, ENGLISH): "5"}


def test_a_new_name_that_is_nobodys_here_changes_nothing_but_the_words(desk: Desk) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    assert read(desk, {5: "Ngập"}) == frozenset()
    assert known(desk) == {(FLOOD, VIETNAMESE): "5"}
    with desk.place.database.reading() as records:
        (term,) = records.term_publications.of_site(SITE)
    assert (term.name, term.slug) == ("Ngập", "slug-Ngập")


def test_a_tag_that_is_called_so_itself_stays_though_another_differs_by_its_marks_alone(
    desk: Desk,
) -> None:
    know(desk, 5, PAPER, "Tin")
    assert read(desk, {5: "Báo"}) == frozenset()
    assert known(desk) == {(PAPER, VIETNAMESE): "5"}


def test_of_two_tags_that_differ_by_their_marks_the_one_that_is_spelled_so_is_meant(
    desk: Desk,
) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    assert read(desk, {5: "Báo"}) == {5}
    assert known(desk) == {(PAPER, VIETNAMESE): "5"}


def test_what_is_read_in_another_language_is_known_in_that_one_too(desk: Desk) -> None:
    know(desk, 5, FLOOD, "Lũ lụt")
    assert read(desk, {5: "Sport"}, ENGLISH) == {5}
    assert known(desk) == {(SPORT, VIETNAMESE): "5", (SPORT, ENGLISH): "5"}
