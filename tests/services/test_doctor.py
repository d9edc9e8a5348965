"""The connection doctor on real WordPress sites, well ones and ill ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from editor_app.domain.diagnosis import Diagnosis, Severity
from editor_app.domain.errors import Cancelled
from editor_app.domain.ids import SiteId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import Site, SiteKind
from editor_app.sentences import sentence
from editor_app.services.accounts import AccountService
from editor_app.services.approval import APP_ID
from editor_app.services.doctor import DoctorService
from editor_app.services.doctor_trial import TITLE, trial_marker
from editor_app.services.site_lines import SiteLines
from editor_app.storage.secrets import MemorySecrets
from editor_app.wording import WORDING
from tests.connectors.test_wordpress_companion import PLUGIN
from tests.desks import Desk
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Between, Sites
from tests.servers.wordpress import PLAIN, Wishes, WordPress

OLD_TABLES = "ALTER TABLE wp_posts CONVERT TO CHARACTER SET utf8mb3"


@dataclass
class Practice:
    """A desk with accounts and the doctor."""

    desk: Desk
    lines: SiteLines
    accounts: AccountService
    doctor: DoctorService

    def add(self, site: WordPress, account: str = "editor", url: str = "") -> SiteId:
        user = site.user(account)
        added, _ = self.accounts.add_wordpress("Portal", url or site.url, user.name, user.password)
        return added.id

    def examine(self, site: SiteId, *, trial: bool = True) -> dict[str, Diagnosis]:
        """Findings by what was looked at; each has its sentences."""
        found, _changes = self.doctor.examine(site, trial=trial)
        for one in found:
            for said in (one.means, one.advice):
                assert said is None or (said.key in WORDING and "…" not in sentence(said)), said
            assert one.severity is Severity.OK or one.advice is not None, one
        assert len({one.check for one in found}) == len(found)
        return {one.check: one for one in found}

    def kept(self, site: SiteId) -> Site:
        with self.desk.place.database.reading() as records:
            return records.sites.get(site)


@pytest.fixture
def practice(desk: Desk) -> Iterator[Practice]:
    secrets = MemorySecrets()
    lines = SiteLines(lambda: secrets)
    yield Practice(
        desk,
        lines,
        AccountService(desk.place, lines),
        DoctorService(desk.place, lines),
    )
    lines.close()


def ill(found: dict[str, Diagnosis]) -> dict[str, tuple[Severity, str]]:
    """What is weaker or does not work, by what was looked at."""
    return {
        check: (one.severity, one.means.key)
        for check, one in found.items()
        if one.severity is not Severity.OK
    }


STOCK = {
    "languages": (Severity.WEAK, "doctor-languages-here"),
    "companion": (Severity.WEAK, "doctor-companion-none"),
}
"""What is weaker on a stock site that is otherwise well."""


def traces(site: WordPress) -> list[tuple[str, ...]]:
    """What a trial left on a site: posts of any state, revisions, and meta without a post."""
    return [
        *site.ask(f"SELECT ID FROM wp_posts WHERE post_title = '{TITLE}'"),
        *site.ask(
            "SELECT m.post_id FROM wp_postmeta m LEFT JOIN wp_posts p ON p.ID = m.post_id"
            " WHERE p.ID IS NULL"
        ),
    ]


def test_a_stock_site_is_well_but_for_languages_and_the_companion(
    practice: Practice, either_wordpress: WordPress
) -> None:
    site = practice.add(either_wordpress)
    found = practice.examine(site)
    assert ill(found) == STOCK
    assert " ".join(found) == (
        "api permalinks https redirects passwords account rights upload sizes zone clock writing"
        " emoji trash revisions languages companion"
    )
    kept = practice.kept(site).found
    wanted = {
        "zone": "Asia/Ho_Chi_Minh",
        "plain": "no",
        "companion": "no",
        "polylang": "no",
        "emoji": "yes",
        "trash": "yes",
        "revisions": "yes",
        "noisy": "no",
        "may-publish": "yes",
        "role": "editor",
        "worked": "editor",
        "footnotes": "no" if either_wordpress.version.startswith("6.1") else "yes",
    }
    assert {name: kept.get(name, "") for name in wanted} == wanted
    assert abs(int(kept["skew"])) < 60  # a busy machine reads an answer late
    assert traces(either_wordpress) == []


def test_with_the_companion_all_is_well_and_more_is_told(
    practice: Practice, either_wordpress: WordPress
) -> None:
    either_wordpress.install_plugin(PLUGIN)
    assert APP_ID in PLUGIN.read_text("utf-8")
    site = practice.add(either_wordpress)
    found = practice.examine(site)
    assert ill(found) == {}
    assert found["upload"].means == Message("doctor-upload", {"megabytes": 32})
    kept = practice.kept(site).found
    assert kept["companion"] == "1"
    assert kept["upload-limit"] == str(32 * 1024**2)
    assert "image/jpeg" in kept["upload-types"]
    assert "medium" in kept["sizes"]
    assert kept["threshold"] == "2560"
    assert traces(either_wordpress) == []


@pytest.mark.parametrize(
    ("role", "lacking"),
    [
        ("administrator", set()),
        ("author", {"may-edit-others", "may-manage-terms", "unfiltered-html"}),
        (
            "contributor",
            {"may-publish", "may-edit-others", "may-upload", "may-manage-terms", "unfiltered-html"},
        ),
        (
            "subscriber",
            {
                "may-write",
                "may-publish",
                "may-edit-others",
                "may-upload",
                "may-manage-terms",
                "unfiltered-html",
            },
        ),
    ],
)
def test_what_a_role_may_not_do_is_named_and_kept(
    practice: Practice, wordpress: WordPress, role: str, lacking: set[str]
) -> None:
    site = practice.add(wordpress, role)
    found = practice.examine(site)
    assert {name for name in found if name.startswith(("may-", "unfiltered"))} == lacking
    kept = practice.kept(site).found
    assert {name for name, value in kept.items() if value == "no"} >= lacking
    assert set(ill(found)) == lacking | set(STOCK)
    assert traces(wordpress) == []


def test_a_site_where_nothing_may_be_written_is_looked_at_only(
    practice: Practice, faults: FaultProxy, wordpress: WordPress
) -> None:
    site = practice.add(wordpress, url=faults.url)
    found = practice.examine(site, trial=False)
    assert faults.writes == []
    assert found["writing"].means.key == "doctor-not-tried"
    assert "emoji" not in found


# --- ill sites -------------------------------------------------------------------------------


def plain(site: WordPress) -> None:
    site.permalinks(PLAIN)


def no_revisions(site: WordPress) -> None:
    site.switch(revisions=0)


def noisy(site: WordPress) -> None:
    site.switch(notice="<br />Notice: undefined index<br />")


def offset_only(site: WordPress) -> None:
    site.run("update_option('timezone_string', ''); update_option('gmt_offset', 5.5);")


def other_zone(site: WordPress) -> None:
    site.run("update_option('timezone_string', 'Europe/Berlin');")


def old_tables(site: WordPress) -> None:
    site.ask(OLD_TABLES)


@pytest.mark.parametrize(
    ("make_ill", "check", "key"),
    [
        (plain, "permalinks", "doctor-plain"),
        (no_revisions, "revisions", "doctor-revisions-off"),
        (noisy, "noise", "doctor-noise"),
        (offset_only, "zone", "doctor-zone-offset"),
        (other_zone, "zone", "doctor-zone-other"),
        (old_tables, "emoji", "doctor-emoji-refused"),
    ],
)
def test_what_is_weaker_on_a_site_is_named(
    practice: Practice,
    wordpress: WordPress,
    make_ill: Callable[[WordPress], None],
    check: str,
    key: str,
) -> None:
    make_ill(wordpress)
    site = practice.add(wordpress)
    if make_ill is other_zone:
        with practice.desk.place.database.writing() as records:
            kept = records.sites.get(site)
            records.sites.save(replace(kept, zone="Asia/Ho_Chi_Minh"), kept.version)
    found = practice.examine(site)
    assert ill(found) == {**STOCK, check: (Severity.WEAK, key)}
    assert traces(wordpress) == []


def test_earlier_versions_that_a_firewall_hides_are_named(
    practice: Practice, wordpress: WordPress, faults: FaultProxy
) -> None:
    site = practice.add(wordpress, url=faults.url)
    faults.always(fault.firewall(), path="/revisions")
    found = practice.examine(site)
    assert ill(found) == {**STOCK, "revisions": (Severity.WEAK, "doctor-revisions-refused")}
    assert traces(wordpress) == []


def test_an_api_that_moved_is_named(practice: Practice, wordpress: WordPress) -> None:
    site = practice.add(wordpress)
    wordpress.permalinks(PLAIN)
    found = practice.examine(site)
    assert found["api"].means.key == "doctor-api-moved"
    assert found["api"].severity is Severity.BAD


@pytest.mark.parametrize(
    ("seconds", "severity", "key"),
    [
        (2 * 86_400, Severity.BAD, "doctor-clock-ahead"),
        (-300, Severity.WEAK, "doctor-clock-behind"),
    ],
)
def test_clocks_that_differ_are_named(
    practice: Practice,
    faults: FaultProxy,
    wordpress: WordPress,
    seconds: int,
    severity: Severity,
    key: str,
) -> None:
    site = practice.add(wordpress, url=faults.url)
    faults.always(fault.clock(seconds))
    found = practice.examine(site)
    assert (found["clock"].severity, found["clock"].means.key) == (severity, key)
    assert abs(int(practice.kept(site).found["skew"]) - seconds) < 60


def test_application_passwords_that_are_turned_off_are_named(
    practice: Practice, wordpress: WordPress
) -> None:
    site = practice.add(wordpress)
    wordpress.switch(application_passwords=False)
    found = practice.examine(site)
    assert found["passwords"].means.key == "doctor-passwords-off"
    assert found["account"].means.key == "signed-out-disabled"
    assert found["account"].severity is Severity.BAD


def test_a_revoked_password_is_named(practice: Practice, wordpress: WordPress) -> None:
    site = practice.add(wordpress)
    wordpress.run(
        "WP_Application_Passwords::delete_all_application_passwords("
        "get_user_by('login', 'editor')->ID);"
    )
    account = practice.examine(site)["account"]
    assert account.means.key == "signed-out-revoked"
    assert account.advice == Message("doctor-account-advice", account.means.fields)


def test_a_host_that_drops_the_password_is_told_what_to_set(
    practice: Practice, wordpress_sites: Sites
) -> None:
    stripping = wordpress_sites.site(Wishes(drop_authorization=True))
    site = Site(
        SiteId(new_id()),
        "Portal",
        SiteKind.WORDPRESS,
        stripping.url,
        f"{stripping.url}/wp-json/",
        account="editor",
    )
    with practice.desk.place.database.writing() as records:
        records.sites.add(site)
    practice.lines.sign_in(site.id, stripping.user("editor").password)
    account = practice.examine(site.id)["account"]
    assert account.means.key == "signed-out-wrong"
    assert account.advice is not None
    assert "Authorization" in sentence(account.advice)


@pytest.mark.parametrize(
    ("what", "path", "check", "key", "advice"),
    [
        (
            fault.firewall(),
            "users/me",
            "account",
            "not-allowed-firewall",
            "doctor-firewall-advice",
        ),
        (
            fault.page(401, "Private", headers=(("WWW-Authenticate", 'Basic realm="x"'),)),
            "users/me",
            "account",
            "signed-out-gate",
            "doctor-gate-advice",
        ),
        (fault.captive_portal(), "users/me", "account", "not-the-site", "doctor-again-later"),
        (
            fault.firewall(),
            "wp/v2/posts",
            "writing",
            "not-allowed-firewall",
            "doctor-firewall-advice",
        ),
        (fault.server_error(), "wp/v2/posts", "writing", "busy-crashed", "doctor-again-later"),
    ],
)
def test_what_stands_in_the_way_is_named_with_what_helps(
    practice: Practice,
    faults: FaultProxy,
    wordpress: WordPress,
    what: fault.Fault,
    path: str,
    check: str,
    key: str,
    advice: str,
) -> None:
    site = practice.add(wordpress, url=faults.url)
    faults.always(what, path=path)
    found = practice.examine(site)
    assert (found[check].severity, found[check].means.key) == (Severity.BAD, key)
    assert found[check].advice == Message(advice, found[check].means.fields)


def test_offline_is_one_finding_in_words(
    practice: Practice, faults: FaultProxy, wordpress: WordPress
) -> None:
    site = practice.add(wordpress, url=faults.url)
    before = practice.kept(site).found
    faults.offline()
    found = practice.examine(site)
    faults.online()
    assert ill(found) == {"reach": (Severity.BAD, "unreachable")}
    kept = practice.kept(site).found
    assert {name: kept[name] for name in before} == dict(before)


def test_a_site_whose_address_leads_to_another_host_is_named(
    practice: Practice, wordpress: WordPress, between: Between
) -> None:
    new, old = between(wordpress.url), between(wordpress.url)
    site = practice.add(wordpress, url=new.url_as("localhost"))
    with practice.desk.place.database.writing() as records:
        kept = records.sites.get(site)
        records.sites.save(replace(kept, url=old.url), kept.version)
    old.always(fault.redirect(f"{new.url_as('localhost')}/"))
    found = practice.examine(site)
    assert (found["redirects"].severity, found["redirects"].means.key) == (
        Severity.WEAK,
        "doctor-moved",
    )


def test_nobody_signed_in_is_told_to_sign_in(practice: Practice, wordpress: WordPress) -> None:
    site = practice.add(wordpress)
    practice.accounts.sign_out(site)
    account = practice.examine(site)["account"]
    assert (account.severity, account.means.key) == (Severity.BAD, "signed-out-here")
    assert account.advice == Message("doctor-sign-in", account.means.fields)


# --- the trial -------------------------------------------------------------------------------


def test_a_site_without_trash_is_named_and_its_trial_leaves_nothing(
    practice: Practice, wordpress: WordPress
) -> None:
    site = practice.add(wordpress)
    wordpress.folder.write(
        "site/wp-content/mu-plugins/no-trash.php",
        "<?php add_filter('rest_post_trashable', '__return_false');",
    )
    found = practice.examine(site)
    assert ill(found) == {**STOCK, "trash": (Severity.WEAK, "doctor-trash-off")}
    assert traces(wordpress) == []


@pytest.mark.parametrize("nth", [1, 2, 3, 4, 5])
def test_a_trial_that_breaks_off_is_tidied_up_by_the_next(
    practice: Practice, faults: FaultProxy, wordpress: WordPress, nth: int
) -> None:
    site = practice.add(wordpress, url=faults.url)
    seen = 0

    def after_some(request: Any) -> fault.Fault:
        nonlocal seen
        seen += "wp/v2/posts" in request.path
        return fault.lose_answer() if seen > nth else fault.PASS

    faults.decide = after_some
    assert ill(practice.examine(site))["writing"][0] is Severity.BAD
    faults.clear()
    assert ill(practice.examine(site)) == STOCK
    assert traces(wordpress) == []


def test_a_post_that_took_the_trial_s_place_is_never_removed(
    practice: Practice, wordpress: WordPress
) -> None:
    site = practice.add(wordpress)
    with practice.lines.trial(f"{wordpress.url}/wp-json/", *wordpress.user("editor")) as line:
        post = line.posts.create_draft(trial_marker(site), title="Lũ")
        line.posts.update(post.id, status="publish")
        found = practice.examine(site)
        assert line.posts.read(post.id).status == "publish"
    assert (found["left"].severity, found["left"].means.key) == (Severity.WEAK, "doctor-left")


def test_where_nothing_may_be_tried_the_companion_tells_of_the_database(
    practice: Practice, wordpress: WordPress
) -> None:
    wordpress.install_plugin(PLUGIN)
    old_tables(wordpress)
    found = practice.examine(practice.add(wordpress), trial=False)
    assert ill(found) == {"emoji": (Severity.WEAK, "doctor-emoji-refused")}
    assert found["trash"].severity is Severity.OK


def test_the_doctor_stops_when_asked(practice: Practice, wordpress: WordPress) -> None:
    site = practice.add(wordpress)

    def stop(done: int, total: int, said: Message | None = None) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        practice.doctor.examine(site, stop)


def test_a_folder_is_looked_at_too(practice: Practice, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    site = Site(SiteId(new_id()), "Folder", SiteKind.FOLDER, "https://x.example", str(folder))
    gone = replace(site, id=SiteId(new_id()), name="Gone", target=str(tmp_path / "gone" / "x"))
    with practice.desk.place.database.writing() as records:
        records.sites.add(site)
        records.sites.add(gone)
    assert practice.examine(site.id)["folder"].severity is Severity.OK
    (only,), changes = practice.doctor.examine(gone.id)
    assert only.severity is Severity.BAD
    assert not changes
