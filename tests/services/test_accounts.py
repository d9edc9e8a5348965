"""Accounts on real WordPress sites: added, refused, changed, revoked, signed out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from editor_app.domain.edition import Section
from editor_app.domain.errors import (
    ConnectionTrouble,
    NotTheSite,
    Redirected,
    Refused,
    SecretsUnavailable,
    SignedOut,
    Unreachable,
)
from editor_app.domain.ids import ENGLISH, VIETNAMESE, SectionId, SiteId, new_id
from editor_app.domain.site import Site
from editor_app.services.accounts import AccountService, Parted, guess_languages
from editor_app.services.site_lines import SiteLines
from editor_app.storage.secrets import MemorySecrets
from tests.connectors.test_wordpress_companion import PLUGIN
from tests.desks import Desk
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Sites
from tests.servers.wordpress import PLAIN, Wishes, WordPress


@dataclass
class Office:
    """A desk with its accounts, and where their passwords are kept."""

    desk: Desk
    secrets: MemorySecrets
    lines: SiteLines
    accounts: AccountService

    def add(self, site: WordPress, account: str = "editor", url: str = "") -> Site:
        """Add a site with one of its accounts."""
        user = site.user(account)
        added, changes = self.accounts.add_wordpress("", url or site.url, user.name, user.password)
        assert changes.sites == {added.id}
        return added

    def kept(self, site: SiteId) -> Site:
        """A site as the desk has it now."""
        with self.desk.place.database.reading() as records:
            return records.sites.get(site)

    def sites(self) -> tuple[Site, ...]:
        """All sites of the desk."""
        with self.desk.place.database.reading() as records:
            return records.sites.all()


@pytest.fixture
def office(desk: Desk) -> Iterator[Office]:
    secrets = MemorySecrets()
    lines = SiteLines(lambda: secrets)
    yield Office(desk, secrets, lines, AccountService(desk.place, lines))
    lines.close()


def test_a_site_is_found_by_its_address(office: Office, either_wordpress: WordPress) -> None:
    found = office.accounts.find(either_wordpress.url.removeprefix("http://"))
    assert found.root == f"{either_wordpress.url}/wp-json/"
    assert (found.name, found.home) == ("The Test Courier", either_wordpress.url)
    assert found.zone == "Asia/Ho_Chi_Minh"
    assert found.authorize.endswith("/wp-admin/authorize-application.php")
    assert (found.moved, found.plain, found.companion, found.polylang) == (False,) * 4
    assert found.host == either_wordpress.url.removeprefix("http://")


def test_an_account_is_kept_once_the_site_has_taken_it(
    office: Office, either_wordpress: WordPress
) -> None:
    site = office.add(either_wordpress)
    assert office.kept(site.id) == site
    assert (site.name, site.account) == ("The Test Courier", "editor")
    assert site.target == f"{either_wordpress.url}/wp-json/"
    assert site.url == either_wordpress.url
    assert site.zone == "Asia/Ho_Chi_Minh"
    assert site.found["may-publish"] == site.found["unfiltered-html"] == "yes"
    assert site.found["role"] == "editor"
    assert office.accounts.signed_in(site.id)
    assert office.lines.line(site).me().login == "editor"


def test_a_site_with_plain_permalinks_is_added_as_well(
    office: Office, wordpress: WordPress
) -> None:
    wordpress.permalinks(PLAIN)
    site = office.add(wordpress, "author")
    assert "rest_route=" in site.target
    assert (site.found["may-edit-others"], site.found["may-upload"]) == ("no", "yes")


def test_sections_are_matched_with_the_categories_of_the_site(
    office: Office, wordpress: WordPress
) -> None:
    made = wordpress.run("return wp_insert_term('Thế Giới', 'category', ['slug' => 'world']);")
    assert isinstance(made, dict)
    ids = [SectionId(new_id()) for _ in range(3)]
    sections = [
        Section(ids[0], 0, {VIETNAMESE: "Quốc tế", ENGLISH: "World"}, {ENGLISH: "international"}),
        Section(ids[1], 1, {VIETNAMESE: "thế giới"}, {VIETNAMESE: "the-gioi"}),
        Section(ids[2], 2, {VIETNAMESE: "Thể thao"}, {VIETNAMESE: "the-thao"}),
    ]
    with office.desk.place.database.writing() as records:
        for section in sections:
            records.sections.put(section)
    category = str(made["term_id"])
    assert office.add(wordpress).categories == {ids[0]: category, ids[1]: category}


def test_languages_are_matched_by_tag_or_its_first_part() -> None:
    editions = (VIETNAMESE, ENGLISH)
    assert guess_languages(editions, ("en_GB", "vi")) == {"vi": "vi", "en": "en_GB"}
    assert guess_languages(editions, ("fr",)) == {}


@pytest.mark.parametrize(
    ("account", "password", "key"),
    [
        ("editor", "xxxx xxxx xxxx xxxx xxxx xxxx", "signed-out-wrong"),
        ("nobody", "xxxx", "signed-out-wrong"),
        ("", "xxxx", "account-empty"),
        ("editor", "  ", "password-empty"),
    ],
)
def test_an_account_that_is_refused_leaves_nothing_behind(
    office: Office, wordpress: WordPress, account: str, password: str, key: str
) -> None:
    with pytest.raises((SignedOut, Refused)) as refused:
        office.accounts.add_wordpress("Portal", wordpress.url, account, password)
    assert refused.value.message.key == key
    assert office.sites() == ()
    assert office.secrets == MemorySecrets()


def test_a_host_that_drops_the_password_is_not_taken_for_signed_in(
    office: Office, wordpress_sites: Sites
) -> None:
    stripping = wordpress_sites.site(Wishes(drop_authorization=True))
    with pytest.raises(SignedOut) as refused:
        office.add(stripping)
    assert refused.value.message.key == "signed-out-wrong"
    assert office.sites() == ()


def test_a_name_or_account_is_not_added_twice(office: Office, wordpress: WordPress) -> None:
    office.add(wordpress)
    with pytest.raises(Refused) as refused:
        office.add(wordpress, "author")
    assert refused.value.message.key == "site-name-taken"
    user = wordpress.user("editor")
    with pytest.raises(Refused) as refused:
        office.accounts.add_wordpress("Other", wordpress.url, "EDITOR", user.password)
    assert refused.value.message.key == "site-account-taken"
    author = wordpress.user("author")
    other, _ = office.accounts.add_wordpress("Other", wordpress.url, author.name, author.password)
    assert len(office.sites()) == 2
    assert office.lines.line(other).me().login == "author"
    with pytest.raises(Refused) as refused:
        office.accounts.change_password(other.id, user.password, user.name)
    assert refused.value.message.key == "site-account-taken"
    assert office.lines.line(other).me().login == "author"


def test_a_second_site_takes_over_words_and_zone_of_the_first(
    office: Office, wordpress: WordPress
) -> None:
    first = office.add(wordpress)
    author = wordpress.user("author")
    second, _ = office.accounts.add_wordpress("B", wordpress.url, author.name, author.password)
    assert second.words == first.words
    assert second.zone == first.zone


@pytest.mark.parametrize(
    ("address", "kind"), [("copydesk.invalid", Unreachable), ("127.0.0.1:1", Unreachable)]
)
def test_an_address_where_nobody_is_has_its_own_trouble(
    office: Office, address: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        office.accounts.add_wordpress("Portal", address, "lan", "xxxx")
    assert office.sites() == ()


def test_a_site_that_is_no_wordpress_is_not_added(office: Office, faults: FaultProxy) -> None:
    faults.always(fault.captive_portal())
    with pytest.raises(NotTheSite) as refused:
        office.accounts.add_wordpress("Portal", faults.url, "lan", "xxxx")
    assert refused.value.message.key == "not-wordpress"


def test_the_plugin_for_the_site_comes_with_the_program(office: Office) -> None:
    assert office.accounts.companion() == PLUGIN.read_bytes()


# --- another password, no password -----------------------------------------------------------


def test_another_password_is_kept_when_the_site_takes_it(
    office: Office, wordpress: WordPress
) -> None:
    site = office.add(wordpress)
    earlier = office.secrets.get(site.id)
    with pytest.raises(SignedOut):
        office.accounts.change_password(site.id, "xxxx xxxx")
    assert office.secrets.get(site.id) == earlier
    author = wordpress.user("author")
    office.accounts.change_password(site.id, author.password, author.name)
    now = office.kept(site.id)
    assert (now.account, now.found["role"]) == ("author", "author")
    assert office.lines.line(now).me().login == "author"


def test_an_api_that_moved_within_its_host_is_found_when_signing_in_again(
    office: Office, wordpress: WordPress
) -> None:
    site = office.add(wordpress)
    wordpress.permalinks(PLAIN)
    with pytest.raises(ConnectionTrouble):
        office.lines.line(office.kept(site.id)).posts.newest()
    office.accounts.change_password(site.id, wordpress.user("editor").password)
    assert "rest_route=" in office.kept(site.id).target
    assert office.lines.line(office.kept(site.id)).posts.newest()


def test_a_site_that_has_moved_to_another_host_is_followed_when_the_editor_says_so(
    office: Office, wordpress: WordPress, faults: FaultProxy
) -> None:
    site, old = office.add(wordpress), faults.url_as("localhost")
    password = wordpress.user("editor").password
    with office.desk.place.database.writing() as records:
        records.sites.save(replace(site, url=old, target=f"{old}/wp-json/"), site.version)
    faults.always(fault.redirect(wordpress.url))
    there = office.accounts.find(old)
    assert there.moved
    with pytest.raises(Redirected):
        office.accounts.change_password(site.id, password)
    assert office.kept(site.id).url == old
    office.accounts.change_password(site.id, password, there=there)
    now = office.kept(site.id)
    assert (now.url, now.target) == (site.url, site.target)
    assert office.lines.line(now).posts.newest()


def test_categories_are_listed_below_those_above_them(office: Office, wordpress: WordPress) -> None:
    wordpress.run(
        "$t = wp_insert_term('Thế giới', 'category'); return wp_insert_term('Châu Á', 'category',"
        " array('parent' => $t['term_id'])) ? 1 : 0;"
    )
    found = office.accounts.categories(office.add(wordpress).id)
    assert [name for _number, name in found] == ["Thế giới", "Thế giới / Châu Á", "Uncategorized"]
    asked = wordpress.run("return get_term_by('name', 'Châu Á', 'category')->term_id;")
    assert found[1][0] == str(asked)


def test_signing_out_makes_the_password_worthless_there_and_forgets_it_here(
    office: Office, either_wordpress: WordPress
) -> None:
    site = office.add(either_wordpress)
    password = office.secrets.get(site.id) or ""
    parted = office.accounts.sign_out(site.id)
    assert parted.revoked
    assert parted.said.key == "signed-out-done"
    assert not office.accounts.signed_in(site.id)
    assert "worked" not in office.kept(site.id).found
    with office.lines.trial(site.target, "editor", password) as line, pytest.raises(SignedOut):
        line.me()
    with pytest.raises(SignedOut) as refused:
        office.lines.line(site)
    assert refused.value.message.key == "signed-out-here"


def test_signing_out_offline_forgets_the_password_and_tells_to_revoke_it_there(
    office: Office, wordpress: WordPress, faults: FaultProxy
) -> None:
    site = office.add(wordpress, url=faults.url)
    faults.offline()
    parted = office.accounts.sign_out(site.id)
    faults.online()
    assert parted == Parted(False, parted.said, parted.changes)
    assert parted.said.key == "signed-out-not-there"
    assert parted.said.fields["account"] == "editor"
    assert not office.accounts.signed_in(site.id)


def test_a_keyring_that_refuses_keeps_no_site_from_being_removed(
    office: Office, wordpress: WordPress, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = office.add(wordpress)

    def refuse(_name: str) -> None:
        raise SecretsUnavailable

    monkeypatch.setattr(office.secrets, "remove", refuse)
    parted = office.accounts.part(site.id)
    assert parted is not None
    assert parted.revoked  # what stays in the keyring is worth nothing any more
    monkeypatch.setattr(office.secrets, "get", refuse)
    office.lines.hang_up(site.id)
    parted = office.accounts.part(site.id)
    assert parted is not None
    assert (parted.revoked, parted.said.key) == (False, "signed-out-nowhere")


def test_a_revoked_password_is_called_that(office: Office, either_wordpress: WordPress) -> None:
    site = office.add(either_wordpress)
    line = office.lines.line(site)
    either_wordpress.run(
        "WP_Application_Passwords::delete_all_application_passwords("
        "get_user_by('login', 'editor')->ID);"
    )
    attempts = (
        line.me,
        lambda: line.posts.create_draft(new_id(), title="Lũ"),
        line.posts.sweep,
    )
    for attempt in attempts:
        with pytest.raises(SignedOut) as refused:
            attempt()
        assert refused.value.message.key == "signed-out-revoked"
    parted = office.accounts.sign_out(site.id)
    assert parted.revoked


# --- where passwords are kept ----------------------------------------------------------------


class Refusing(MemorySecrets):
    """A keyring that dies after it was opened."""

    def set(self, name: str, value: str) -> None:
        raise SecretsUnavailable(reason="KeyringLocked")


class Forgetting(MemorySecrets):
    """A keyring that gives back something else."""

    def get(self, name: str) -> str | None:
        return "other"


@pytest.mark.parametrize(
    ("keyring", "key"), [(Refusing(), "secret-kept-for-now"), (Forgetting(), "keyring-forgets")]
)
def test_a_keyring_that_fails_midway_costs_no_password_and_is_named(
    desk: Desk, wordpress: WordPress, keyring: MemorySecrets, key: str
) -> None:
    lines = SiteLines(lambda: keyring)
    accounts = AccountService(desk.place, lines)
    assert accounts.trouble() is None
    user = wordpress.user("editor")
    site, _ = accounts.add_wordpress("Portal", wordpress.url, user.name, user.password)
    said = accounts.trouble()
    assert said is not None
    assert said.key == key
    assert lines.line(site).me().login == "editor"
    lines.close()
