"""Terms, and what an account learns about itself and the site, on real WordPress."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from editor_app.connectors.web_requests import Credential
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import Taxonomy
from editor_app.domain.errors import EditorError, NotAllowed, NotTheSite, Refused, SignedOut
from editor_app.sentences import sentence
from tests.connectors.accounts import connect
from tests.connectors.loopback import Loopback, answer
from tests.servers import wordpress as servers
from tests.servers.fixtures import Sites

TAGS, CATEGORIES = Taxonomy.TAGS, Taxonomy.CATEGORIES


# --- terms ---------------------------------------------------------------------------------


def test_a_name_comes_back_as_it_was_given(site: WordPress) -> None:
    made = site.terms.create(TAGS, "Arts & “Văn hóa” <3", "arts-van-hoa")
    assert made.name == "Arts & “Văn hóa” <3"
    assert site.terms.read(TAGS, made.id) == made
    assert site.terms.find(TAGS, ["arts-van-hoa", "nothing"]) == {"arts-van-hoa": made}


def test_a_term_that_is_there_is_as_good_as_a_new_one(site: WordPress) -> None:
    made = site.terms.create(TAGS, "Tide & Ebb", "tide-ebb")
    assert site.terms.create(TAGS, "  tide   & EBB ") == made
    assert site.terms.create(TAGS, "Another", "tide-ebb").id != made.id


def test_case_is_passed_over_in_plain_latin_letters_only(site: WordPress) -> None:
    # So whoever makes tags compares the names first: the site would keep both.
    made = site.terms.create(TAGS, "Thủy triều")
    assert site.terms.create(TAGS, "thủy triều").id == made.id
    assert site.terms.create(TAGS, "THỦY TRIỀU").id != made.id
    assert site.terms.create(TAGS, "Thuy trieu").id != made.id


def test_more_than_a_page_of_terms_is_read(debian: WordPress, wordpress: servers.WordPress) -> None:
    wordpress.run("for ($n = 0; $n < 120; $n++) wp_insert_term(\"Tag $n\", 'post_tag');")
    assert len(debian.terms.all(TAGS)) == 120


def test_terms_with_long_slugs_are_asked_for_in_addresses_that_fit() -> None:
    slugs = [f"{'triều-cường' * 6}-{n}" for n in range(120)]
    with Loopback((answer(200, "[]", x_wp_totalpages="0"),)) as server:
        with WordPress(server.url) as site:
            assert site.terms.find(TAGS, slugs) == {}
            assert site.terms.find(TAGS, ()) == {}
        targets = [request.target for request in server.requests]
    assert 1 < len(targets) < 30
    assert max(map(len, targets)) < 4_000
    asked = [unquote(target).partition("&slug=")[2].partition("&")[0] for target in targets]
    assert sorted(slug for some in asked for slug in some.split(",")) == sorted(slugs)


def test_a_site_that_pays_no_heed_to_pages_is_read_once() -> None:
    term = {"id": 5, "name": "Tide", "slug": "tide"}
    with (
        Loopback((answer(200, json.dumps([term])),)) as server,
        WordPress(server.url) as site,
    ):
        assert [found.id for found in site.terms.all(TAGS)] == [5]
    assert len(server.requests) == 2


def test_a_category_has_its_parent(debian: WordPress) -> None:
    parent = debian.terms.create(CATEGORIES, "World")
    child = debian.terms.create(CATEGORIES, "Asia", "asia", parent.id)
    assert child.parent == parent.id


def test_an_author_makes_tags_but_no_categories(wordpress: servers.WordPress) -> None:
    with connect(wordpress, "author") as author:
        assert author.terms.create(TAGS, "Tide").id
        with pytest.raises(NotAllowed) as refused:
            author.terms.create(CATEGORIES, "Sea")
    assert refused.value.message.key == "not-allowed-create"


@pytest.mark.parametrize(("name", "key"), [(" ", "term-name-empty"), ("x" * 201, "term-name-long")])
def test_a_name_that_the_site_cannot_keep_is_not_sent(name: str, key: str) -> None:
    with Loopback((answer(201, "{}"),)) as server, WordPress(server.url) as site:
        with pytest.raises(Refused) as refused:
            site.terms.create(TAGS, name)
        assert site.traffic.requests == 0
    assert refused.value.message.key == key


# --- the account ---------------------------------------------------------------------------


def test_an_account_knows_what_it_may(wordpress: servers.WordPress) -> None:
    rights = {}
    for role in ("administrator", "editor", "author", "contributor", "subscriber"):
        with connect(wordpress, role) as account:
            me = account.me()
            assert me.roles == (role,)
            assert me.id == wordpress.user_id(role)
            rights[role] = [
                me.may(right)
                for right in (
                    "unfiltered_html",
                    "edit_others_posts",
                    "publish_posts",
                    "upload_files",
                    "edit_posts",
                )
            ]
    assert rights == {
        "administrator": [True, True, True, True, True],
        "editor": [True, True, True, True, True],
        "author": [False, False, True, True, True],
        "contributor": [False, False, False, False, True],
        "subscriber": [False, False, False, False, False],
    }


def test_a_password_is_taken_with_and_without_its_spaces(wordpress: servers.WordPress) -> None:
    user = wordpress.user()
    root = f"{wordpress.url}/wp-json/"
    with WordPress(root, Credential(user.name, user.password.replace(" ", ""))) as account:
        assert account.me().login == user.name


def test_a_wrong_password_is_told_from_passwords_turned_off(
    wordpress: servers.WordPress,
) -> None:
    root = f"{wordpress.url}/wp-json/"
    with WordPress(root, Credential("editor", "wrong")) as account:
        with pytest.raises(SignedOut) as refused:
            account.me()
        assert refused.value.message.key == "signed-out-wrong"
        wordpress.switch(application_passwords=False)
        with pytest.raises(SignedOut) as refused:
            account.me()
        assert refused.value.message.key == "signed-out-disabled"
        assert account.index().authorize == ""
        assert "127.0.0.1" in sentence(refused.value.message)


def test_a_host_that_strips_the_credential_looks_like_a_wrong_one(wordpress_sites: Sites) -> None:
    stripping = wordpress_sites.site(servers.Wishes(drop_authorization=True))
    with connect(stripping) as account, pytest.raises(SignedOut) as refused:
        account.me()
    assert refused.value.message.key == "signed-out-wrong"


def test_signing_out_makes_the_password_worthless(site: WordPress) -> None:
    used = site.introspect()
    assert used.name
    site.revoke()
    for attempt in (site.me, site.introspect, site.posts.sweep):
        with pytest.raises(SignedOut):
            attempt()


def test_the_site_says_what_it_is(site: WordPress) -> None:
    index = site.index()
    assert index.wordpress
    assert not index.companion
    assert not index.polylang
    assert index.name == "The Test Courier"
    assert (index.zone, index.offset) == ("Asia/Ho_Chi_Minh", 7)
    assert site.languages() == ()


def test_languages_are_read_where_they_are_kept() -> None:
    told = [
        {"slug": "vi", "locale": "vi", "name": "Tiếng Việt", "is_default": True},
        {"slug": "en", "locale": "en_US", "name": "English", "is_default": False},
    ]
    with Loopback((answer(200, json.dumps(told)),)) as server, WordPress(server.url) as site:
        found = site.languages()
    assert [(one.slug, one.default) for one in found] == [("vi", True), ("en", False)]


def test_colleagues_are_named_as_far_as_they_may_be_seen(wordpress: servers.WordPress) -> None:
    with connect(wordpress, "author") as author:
        ids = {name: wordpress.user_id(name) for name in ("editor", "author", "subscriber")}
        found = author.people(ids.values())
        names = {number: person.name for number, person in found.items()}
        assert names == {ids["editor"]: "Editor", ids["author"]: "Author"}
        assert author.people(()) == {}


def test_a_stranger_at_the_other_end_of_a_list_is_not_believed() -> None:
    for body in ("{}", '[{"id": "five"}]', '[{"id": 5}]', "[null]", '["x"]'):
        with Loopback((answer(200, body),)) as server, WordPress(server.url) as site:
            for attempt in (site.posts.sweep, lambda: site.terms.all(TAGS), site.me):
                with pytest.raises(EditorError) as refused:
                    attempt()
                assert isinstance(refused.value, NotTheSite)
