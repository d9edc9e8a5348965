"""The test site is what the tests take it for: a real WordPress, private, and put back."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from tests.servers import faults as fault
from tests.servers.browsing import look_at
from tests.servers.fault_proxy import FaultProxy
from tests.servers.fixtures import Between, Sites
from tests.servers.processes import PATIENCE
from tests.servers.wordpress import ACCOUNTS, PLAIN, Wishes, WordPress

ROOT = Path(__file__).resolve().parents[2]
HASTE = httpx2.Timeout(PATIENCE, read=0.2)

NOTES_THE_TIME = """<?php
add_action('save_post', function () {
    $wrote = microtime(true);
    add_action('shutdown', function () use ($wrote) {
        $times = array($_SERVER['REQUEST_TIME_FLOAT'], $wrote, microtime(true));
        update_option('times_of_a_write', $times);
    });
});
"""
"""A plugin that keeps when the last write of a post began, wrote, and was through."""


def _client(site: WordPress, account: str = "editor", url: str = "") -> httpx2.Client:
    return httpx2.Client(
        base_url=f"{url or site.url}/wp-json/wp/v2",
        auth=site.user(account),
        timeout=PATIENCE,
        trust_env=False,
    )


@pytest.fixture
def editor(wordpress: WordPress) -> Iterator[httpx2.Client]:
    with _client(wordpress) as client:
        yield client


def _picture(width: int = 640, height: int = 480) -> bytes:
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).save(kept, "JPEG")
    return kept.getvalue()


def _upload(
    client: httpx2.Client, name: str = "a.jpg", picture: bytes | None = None
) -> httpx2.Response:
    headers = {
        "Content-Type": "image/jpeg",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return client.post("media", content=picture or _picture(), headers=headers)


def _processes_of(folder: Path) -> dict[int, list[int]]:
    """User numbers of all processes whose command line names the folder."""
    found = {}
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "cmdline").read_bytes():
                users = (process / "status").read_text().split("Uid:")[1].splitlines()[0]
                found[int(process.name)] = [int(user) for user in users.split()]
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


# --- A site as it is on its first day ------------------------------------------------------


def test_a_site_answers_and_knows_its_own_address(either_wordpress: WordPress) -> None:
    index = look_at(f"{either_wordpress.url}/wp-json/").json()
    assert index["home"] == either_wordpress.url
    assert index["timezone_string"] == "Asia/Ho_Chi_Minh"
    assert "application-passwords" in index["authentication"]
    page = look_at(either_wordpress.url)
    assert page.status_code == 200
    assert "The Test Courier" in page.text


def test_the_two_cores_differ_by_more_than_a_patch(
    wordpress: WordPress, newer_wordpress: WordPress
) -> None:
    def version(site: WordPress) -> tuple[int, ...]:
        return tuple(int(part) for part in site.version.split("-")[0].split(".")[:2])

    assert version(wordpress) >= (6, 1)
    assert version(newer_wordpress) >= (6, 5)
    assert version(wordpress) < version(newer_wordpress)


@pytest.mark.parametrize("account", ACCOUNTS)
def test_every_account_signs_in_with_its_application_password(
    either_wordpress: WordPress, account: str
) -> None:
    with _client(either_wordpress, account) as client:
        me = client.get("users/me", params={"context": "edit"}).json()
    assert me["roles"] == [ACCOUNTS[account]]
    assert me["id"] == either_wordpress.user_id(account)


def test_a_post_is_made_and_is_gone_after_a_reset(either_wordpress: WordPress) -> None:
    with _client(either_wordpress) as client:
        text = "Đường sắt 总统 🚆"
        made = client.post("posts", json={"title": text, "status": "draft"}).json()
        assert made["title"]["raw"] == text
        assert client.get(f"posts/{made['id']}", params={"context": "edit"}).status_code == 200
        either_wordpress.reset()
        assert client.get(f"posts/{made['id']}").status_code == 404
        again = client.post("posts", json={"title": text}).json()
    assert again["id"] == made["id"]  # also the counting starts anew


def test_a_photo_is_resized_to_few_sizes_and_is_gone_after_a_reset(
    wordpress: WordPress, editor: httpx2.Client
) -> None:
    photo = _upload(editor).json()
    assert photo["media_details"]["sizes"].keys() == {"thumbnail", "medium", "full"}
    assert look_at(photo["source_url"]).content == _picture()
    wordpress.reset()
    assert look_at(photo["source_url"]).status_code == 404
    assert _upload(editor).json()["source_url"] == photo["source_url"]


def test_all_sizes_of_a_photo_are_made_where_a_test_asks_for_them(
    wordpress: WordPress, editor: httpx2.Client
) -> None:
    large = _picture(1600, 1200)
    few = _upload(editor, "few.jpg", large).json()["media_details"]["sizes"]
    wordpress.switch(image_sizes=None)
    all_there_are = _upload(editor, "all.jpg", large).json()["media_details"]["sizes"]
    assert all_there_are.keys() - few.keys() >= {"medium_large", "large"}


def test_a_reset_puts_back_what_people_of_the_site_have_done(wordpress: WordPress) -> None:
    wordpress.run("update_option('blogname', 'Hacked'); wp_delete_post(1, true);")
    wordpress.ask("ALTER TABLE wp_posts CONVERT TO CHARACTER SET utf8mb3")
    wordpress.ask("CREATE TABLE wp_more (id INT)")
    before = wordpress.ask("SELECT option_value FROM wp_options WHERE option_name = 'blogname'")
    assert before == [("Hacked",)]
    wordpress.reset()
    assert wordpress.run("return get_option('blogname');") == "The Test Courier"
    assert wordpress.run("return get_post(1)->post_status;") == "publish"
    assert wordpress.ask("SHOW TABLES LIKE 'wp_more'") == []
    (made,) = wordpress.ask("SHOW CREATE TABLE wp_posts")
    assert "utf8mb4" in made[1]


def test_several_sites_live_side_by_side(wordpress: WordPress, wordpress_sites: Sites) -> None:
    other = wordpress_sites.site(Wishes(title="The Other Courier", time_zone="America/New_York"))
    assert other.url != wordpress.url
    index = look_at(f"{other.url}/wp-json/").json()
    assert (index["name"], index["timezone_string"]) == ("The Other Courier", "America/New_York")
    password = wordpress.user("editor").password
    stranger = look_at(f"{other.url}/wp-json/wp/v2/users/me", ("editor", password))
    assert stranger.status_code == 401


# --- Switches and faults of the site itself -------------------------------------------------


def test_addresses_can_be_plain(wordpress: WordPress) -> None:
    wordpress.permalinks(PLAIN)
    guessed = look_at(f"{wordpress.url}/wp-json/")
    assert (guessed.status_code, guessed.headers["Content-Type"][:9]) == (200, "text/html")
    answer = look_at(f"{wordpress.url}/?rest_route=/wp/v2/posts")
    assert answer.json()[0]["link"] == f"{wordpress.url}/?p=1"
    wordpress.reset()
    index = look_at(f"{wordpress.url}/wp-json/")
    assert index.headers["Content-Type"].startswith("application/json")


def test_a_site_is_slow_before_or_after_it_writes(
    wordpress: WordPress, editor: httpx2.Client, tmp_path: Path
) -> None:
    """The site's own clock tells it: one here would tell how busy this machine is too."""
    watch = tmp_path / "watch.php"
    watch.write_text(NOTES_THE_TIME)
    wordpress.install_plugin(watch)
    wordpress.switch(wait_before=0.5, slow_route="/posts")
    editor.post("posts", json={"title": "late"})
    began, wrote, ended = _times(wordpress)
    assert wrote - began >= 0.5
    assert ended >= wrote
    wordpress.switch(wait_before=0.0, wait_after=0.5)
    editor.post("posts", json={"title": "soon"})
    began, wrote, ended = _times(wordpress)
    assert wrote >= began
    assert ended - wrote >= 0.5


def _times(wordpress: WordPress) -> list[float]:
    """When the last request that wrote a post began, wrote it, and was through."""
    wordpress.wait_until_idle()
    found = wordpress.run("return get_option('times_of_a_write');")
    assert isinstance(found, list)
    return [float(time) for time in found]


def test_a_reset_waits_for_a_request_whose_client_has_gone(
    wordpress: WordPress, editor: httpx2.Client
) -> None:
    wordpress.switch(wait_before=2.0)
    # The answer is there when this process has been asleep for so long: nobody waits then.
    with contextlib.suppress(httpx2.ReadTimeout):
        editor.post("posts", json={"title": "ghost"}, timeout=HASTE)
    wordpress.reset()
    wordpress.wait_until_idle()  # had the reset not waited, the ghost would come now
    assert wordpress.ask("SELECT COUNT(*) FROM wp_posts WHERE post_title = 'ghost'") == [("0",)]


def test_a_plugin_makes_noise_and_another_turns_passwords_off(
    wordpress: WordPress, editor: httpx2.Client
) -> None:
    wordpress.switch(notice="<b>Notice</b>: oh\n")
    assert editor.get("posts").text.startswith("<b>Notice</b>: oh\n[")
    wordpress.switch(notice="", application_passwords=False)
    assert editor.get("users/me").status_code == 401
    index = look_at(f"{wordpress.url}/wp-json/").json()
    assert index["authentication"] == []


def test_a_plugin_of_ours_is_installed_until_the_reset(
    wordpress: WordPress, tmp_path: Path
) -> None:
    plugin = tmp_path / "greeting.php"
    plugin.write_text("<?php add_action('init', function () { header('X-Greeting: hello'); });")
    wordpress.install_plugin(plugin)
    assert look_at(wordpress.url).headers["X-Greeting"] == "hello"
    wordpress.reset()
    assert "X-Greeting" not in look_at(wordpress.url).headers


def test_a_site_is_updated_and_a_site_loses_its_database(
    wordpress: WordPress, editor: httpx2.Client
) -> None:
    wordpress.maintenance(on=True)
    updating = editor.get("posts")
    assert (updating.status_code, updating.headers["Retry-After"]) == (503, "600")
    wordpress.maintenance(on=False)
    wordpress.stop_database()
    assert editor.get("posts").status_code == 500
    wordpress.start_database()
    assert editor.get("posts").status_code == 200
    wordpress.stop_database()
    wordpress.reset()
    assert editor.get("posts").status_code == 200


def test_a_host_strips_the_credential_and_limits_bodies(wordpress_sites: Sites) -> None:
    site = wordpress_sites.site(Wishes(drop_authorization=True, largest_body="1k"))
    with _client(site) as client:
        assert client.get("users/me").status_code == 401
        assert client.get("posts").status_code == 200
        refused = client.post("posts", json={"content": "x" * 2000})
    assert refused.status_code == 413
    assert refused.headers["Content-Type"].startswith("text/html")


# --- Behind the proxy -----------------------------------------------------------------------


def test_behind_the_proxy_all_addresses_lead_through_it(
    wordpress: WordPress, faults: FaultProxy
) -> None:
    with _client(wordpress, url=faults.url) as client:
        post = client.post("posts", json={"title": "a", "status": "publish"}).json()
    assert post["link"].startswith(faults.url)
    root = look_at(faults.url).links["https://api.w.org/"]["url"]
    assert root == f"{faults.url}/wp-json/"
    assert faults.count("write") == 1


def test_a_lost_answer_leaves_one_post_on_the_site(
    wordpress: WordPress, faults: FaultProxy
) -> None:
    faults.plan(fault.lose_answer(), method="POST", path="/posts")
    with _client(wordpress, url=faults.url) as client:
        with pytest.raises(httpx2.TransportError):
            client.post("posts", json={"title": "lost", "slug": "cd-1"})
        found = client.get("posts", params={"slug": "cd-1", "status": "any"}).json()
    assert [post["slug"] for post in found] == ["cd-1"]
    assert faults.requests[0].server_status == 201


def test_over_https_the_site_speaks_of_https(wordpress: WordPress, between: Between) -> None:
    proxy = between(wordpress.url, tls="good")
    with httpx2.Client(
        verify=ssl.create_default_context(cafile=between.certificates.trusted),
        auth=wordpress.user("author"),
        timeout=PATIENCE,
        trust_env=False,
    ) as client:
        me = client.get(f"{proxy.url}/wp-json/wp/v2/users/me").json()
    assert me["link"].startswith(f"{proxy.url}/")
    assert proxy.url.startswith("https://")


# --- Private, and gone with the tests -------------------------------------------------------


def test_nothing_runs_as_root_and_nothing_listens_beyond_this_machine(
    wordpress: WordPress,
) -> None:
    users = _processes_of(wordpress.folder.path)
    assert len(users) >= 4  # keeper, MariaDB, PHP's master, nginx' master
    assert 0 not in {user for all_four in users.values() for user in all_four}
    listening = subprocess.run(
        ["cat", "/proc/net/tcp", "/proc/net/tcp6"], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    port = f":{wordpress.port:04X} "
    places = {line.split()[1] for line in listening if port in line and line.split()[3] == "0A"}
    assert places == {f"0100007F{port.strip()}"}


STARTS_A_SITE = """
import signal
import time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where we run in the background
from tests.servers.wordpress import WordPress
site = WordPress()
print(site.folder.path, flush=True)
time.sleep(600)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_all_servers_end_when_the_tests_are_killed(
    wordpress_sites: Sites, number: signal.Signals
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", STARTS_A_SITE],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=ROOT,
    ) as tests:
        assert tests.stdout is not None
        folder = Path(tests.stdout.readline().strip())
        assert folder.is_absolute(), "the site did not start"
        assert len(_processes_of(folder)) >= 4
        tests.send_signal(number)
    _wait_until(lambda: _processes_of(folder) == {} and not folder.exists())


def test_all_servers_end_when_their_keeper_is_killed(wordpress_sites: Sites) -> None:
    site = WordPress()
    try:
        os.kill(site.folder.keeper_pid, signal.SIGKILL)
        _wait_until(lambda: _processes_of(site.folder.path) == {})
    finally:
        site.close()


def _wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)
