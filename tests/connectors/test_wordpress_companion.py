"""Copydesk's own plugin on real WordPress: what a desk cannot have from the stock site."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import httpx2
import pytest

from editor_app.connectors.web_requests import Credential
from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.errors import ChangedThere, ConnectionTrouble, GoneThere, NotAllowed
from tests.connectors.accounts import connect
from tests.servers import wordpress as servers
from tests.servers.browsing import look_at
from tests.servers.processes import PATIENCE

PLUGIN = Path(__file__).parents[2] / "resources" / "wordpress" / "copydesk-companion.php"
AT_ONCE = 6


@pytest.fixture
def server(either_wordpress: servers.WordPress) -> servers.WordPress:
    """Both cores with the plugin."""
    either_wordpress.install_plugin(PLUGIN)
    return either_wordpress


@pytest.fixture
def site(server: servers.WordPress) -> Iterator[WordPress]:
    """The connector as an editor on a site that has the plugin."""
    with connect(server) as connector:
        yield connector


def test_the_site_says_that_it_has_the_plugin(site: WordPress) -> None:
    assert site.index().companion
    status = site.companion.status()
    assert (status.version, status.polylang, status.languages) == (1, False, ())


def test_a_second_post_for_an_article_is_refused_and_names_the_first(site: WordPress) -> None:
    mark = uuid4().hex
    first = site.posts.create_draft(mark, title="Một")
    with pytest.raises(ChangedThere) as refused:
        site.posts.create_draft(mark, title="Hai")
    assert refused.value.message.key == "there-already"
    assert int(str(refused.value.message.fields["remote"])) == first.id


def test_the_first_post_is_known_by_its_mark_when_its_slug_is_another(site: WordPress) -> None:
    mark = uuid4().hex
    first = site.posts.create_draft(mark, title="Một")
    site.posts.update(first.id, slug="tieu-de", status="publish")
    with pytest.raises(ChangedThere):
        site.posts.create_draft(mark, title="Hai")
    assert site.posts.newest()[0].id == first.id


def test_of_six_creates_at_the_same_moment_one_makes_a_post(site: WordPress) -> None:
    mark = uuid4().hex

    def create(number: int) -> RemotePost | ConnectionTrouble:
        try:
            return site.posts.create_draft(mark, title=f"Post {number}")
        except ConnectionTrouble as trouble:
            return trouble

    with ThreadPoolExecutor(AT_ONCE) as threads:
        answers = list(threads.map(create, range(AT_ONCE)))
    made = [each for each in answers if isinstance(each, RemotePost)]
    refused = [each for each in answers if isinstance(each, ChangedThere)]
    assert (len(made), len(refused)) == (1, AT_ONCE - 1)
    named = {int(str(each.message.fields["remote"])) for each in refused}
    assert named == {made[0].id}
    assert [post.id for post in site.posts.find_by_marker(mark)] == [made[0].id]


def test_a_post_in_the_trash_does_not_stand_in_the_way(site: WordPress) -> None:
    mark = uuid4().hex
    first = site.posts.create_draft(mark, title="Một")
    site.posts.trash(first.id)
    assert site.posts.create_draft(mark, title="Hai").id != first.id


def test_a_write_over_a_newer_text_is_refused(site: WordPress, server: servers.WordPress) -> None:
    made = site.posts.create_draft(uuid4().hex, title="Một")
    read = site.posts.read(made.id)
    assert read.etag == made.etag
    server.run(f"wp_update_post(['ID' => {made.id}, 'post_content' => 'Của tôi']);")
    with pytest.raises(ChangedThere):
        site.posts.update(made.id, if_match=read.etag, title="Hai")
    now = site.posts.read(made.id)
    assert (now.title, now.content) == ("Một", "Của tôi")
    assert site.posts.update(made.id, if_match=now.etag, title="Hai").title == "Hai"


@dataclass
class Packing(httpx2.BaseTransport):
    """The way to a site whose server writes into each ETag that it has packed the answer."""

    form: str
    inner: httpx2.HTTPTransport = field(default_factory=httpx2.HTTPTransport)

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Hand the request on."""
        answer = self.inner.handle_request(request)
        if told := answer.headers.get("etag"):
            answer.headers["etag"] = self.form.format(told.strip('"'))
        return answer

    def close(self) -> None:
        """Close the connections."""
        self.inner.close()


@pytest.mark.parametrize("form", ['"{}-gzip"', '"{}-br"', 'W/"{}"'])
def test_a_server_that_packs_its_answers_lets_posts_be_written(
    server: servers.WordPress, form: str
) -> None:
    root, account = f"{server.url}/wp-json/", Credential(*server.user("editor"))
    with WordPress(root, account, transport=Packing(form)) as site:
        made = site.posts.create_draft(uuid4().hex, title="Một")
        read = site.posts.read(made.id)
        assert read.etag == made.etag != ""
        assert site.posts.update(made.id, if_match=read.etag, title="Hai").title == "Hai"
        with pytest.raises(ChangedThere):
            site.posts.update(made.id, if_match=read.etag, title="Ba")


@pytest.mark.parametrize(
    "change",
    [
        "wp_set_post_tags({id}, 'lụt');",
        "wp_update_post(['ID' => {id}, 'post_name' => 'khac']);",
        "wp_publish_post({id});",
    ],
    ids=["tags", "slug", "status"],
)
def test_changes_that_make_no_revision_are_seen_too(
    site: WordPress, server: servers.WordPress, change: str
) -> None:
    made = site.posts.create_draft(uuid4().hex, title="Một", content="x")
    server.run(change.replace("{id}", str(made.id)))
    with pytest.raises(ChangedThere):
        site.posts.update(made.id, if_match=made.etag, title="Hai")


def test_of_six_writes_on_one_reading_one_is_taken(site: WordPress) -> None:
    made = site.posts.create_draft(uuid4().hex, title="Một")

    def write(number: int) -> bool:
        try:
            site.posts.update(made.id, if_match=made.etag, title=f"Lần {number}")
        except ChangedThere:
            return False
        return True

    with ThreadPoolExecutor(AT_ONCE) as threads:
        assert sum(threads.map(write, range(AT_ONCE))) == 1


HELD = "SELECT option_id FROM wp_options WHERE option_name = 'held'"


def test_a_save_that_names_no_reading_waits_for_the_write_that_is_at_work(
    site: WordPress, server: servers.WordPress
) -> None:
    """The block editor's: it may not come between what ours compared and what ours writes."""
    made = site.posts.create_draft(uuid4().hex, title="Một")
    at_work = (
        f"copydesk_lock('post-{made.id}'); add_option('held', 1);"
        " usleep(1500000); return microtime(true);"
    )
    with ThreadPoolExecutor(1) as threads:
        ours = threads.submit(server.run, at_work)
        while not server.ask(HELD):
            assert not ours.done(), ours.result()
            time.sleep(0.05)
        assert site.posts.update(made.id, title="Ba").title == "Ba"
        assert time.time() > float(str(ours.result()))


@pytest.mark.parametrize("address", ["posts/{id}", "posts"])
def test_who_may_not_write_is_told_so_and_holds_nothing_up(
    site: WordPress, server: servers.WordPress, address: str
) -> None:
    mark = uuid4().hex
    made = site.posts.create_draft(mark, title="Một")
    counting = "add_action('clean_post_cache', function () { add_option('emptied', 1); });"
    server.folder.write("site/wp-content/mu-plugins/counting.php", f"<?php {counting}")
    answer = httpx2.post(
        f"{server.url}/wp-json/wp/v2/{address.format(id=made.id)}",
        headers={"If-Match": '"another"'},
        json={"title": "Hai", "slug": f"cd-{mark}"},
        timeout=PATIENCE,
    )
    assert answer.status_code == 401
    assert server.ask("SELECT option_id FROM wp_options WHERE option_name = 'emptied'") == []


def test_it_may_stand_among_the_plugins_and_the_must_use_plugins(
    site: WordPress, server: servers.WordPress
) -> None:
    server.folder.write(f"site/wp-content/plugins/{PLUGIN.name}", PLUGIN.read_text("utf-8"))
    server.run(
        "require_once ABSPATH . 'wp-admin/includes/plugin.php';"
        f" update_option('active_plugins', ['{PLUGIN.name}']);"
    )
    assert server.run("return get_option('active_plugins');") == [PLUGIN.name]
    assert site.index().companion
    assert look_at(server.url).status_code == 200


def test_posts_are_written_where_the_database_has_no_locks(
    site: WordPress, server: servers.WordPress
) -> None:
    without = "str_replace('SELECT GET_LOCK', 'SELECT NO_SUCH_LOCK', $query)"
    server.folder.write(
        "site/wp-content/mu-plugins/a-without-locks.php",
        f"<?php add_filter('query', function ($query) {{ return {without}; }});",
    )
    made = site.posts.create_draft(uuid4().hex, title="Một")
    assert site.posts.update(made.id, if_match=made.etag, title="Hai").title == "Hai"


def test_language_versions_know_each_other(site: WordPress) -> None:
    vi, en, zh = (site.posts.create_draft(uuid4().hex, title=name) for name in "abc")
    site.posts.update(vi.id, lang="vi")
    site.posts.update(en.id, lang="en", translations={"vi": vi.id})
    written = site.posts.update(zh.id, lang="zh", translations={"vi": vi.id, "en": en.id})
    whole = {"vi": vi.id, "en": en.id, "zh": zh.id}
    assert (written.lang, dict(written.translations)) == ("zh", whole)
    for post in (vi, en):
        assert dict(site.posts.read(post.id).translations) == whole
    left = site.posts.update(vi.id, translations={"en": en.id})
    assert dict(left.translations) == {"vi": vi.id, "en": en.id}
    assert dict(site.posts.read(zh.id).translations) == {}


def linked(site: WordPress, *languages: str) -> list[RemotePost]:
    """Return posts that are versions of each other."""
    posts = [site.posts.create_draft(uuid4().hex, title=language) for language in languages]
    known: dict[str, int] = {}
    for language, post in zip(languages, posts, strict=True):
        site.posts.update(post.id, lang=language, translations=known)
        known[language] = post.id
    return posts


def test_versions_stay_linked_when_another_one_leaves_them(site: WordPress) -> None:
    vi, en, zh = linked(site, "vi", "en", "zh")
    ja, ko = linked(site, "ja", "ko")
    joined = site.posts.update(vi.id, translations={"ja": ja.id})
    assert dict(joined.translations) == {"vi": vi.id, "ja": ja.id}
    for post in (en, zh):
        assert dict(site.posts.read(post.id).translations) == {"en": en.id, "zh": zh.id}
    assert dict(site.posts.read(ko.id).translations) == {}


def test_a_text_is_written_also_when_a_version_of_it_is_gone(
    site: WordPress, server: servers.WordPress
) -> None:
    vi, en, zh = linked(site, "vi", "en", "zh")
    server.run(f"wp_delete_post({en.id}, true);")
    links = {"en": en.id, "zh": zh.id}
    written = site.posts.update(vi.id, title="Mới", status="publish", translations=links)
    assert (written.title, written.status) == ("Mới", "publish")
    assert dict(written.translations) == {"vi": vi.id, "zh": zh.id}


def test_an_author_links_posts_of_others_only_where_they_are_linked_already(
    site: WordPress, server: servers.WordPress
) -> None:
    vi, en = linked(site, "vi", "en")
    server.run(f"wp_update_post(['ID' => {vi.id}, 'post_author' => {server.user_id('author')}]);")
    other = site.posts.create_draft(uuid4().hex, title="Bài khác")
    with connect(server, "author") as author:
        written = author.posts.update(
            vi.id, title="Mới", translations={"en": en.id, "zh": other.id}
        )
    assert written.title == "Mới"
    assert dict(written.translations) == {"vi": vi.id, "en": en.id}
    assert dict(site.posts.read(other.id).translations) == {}


def test_public_pages_tell_search_engines_of_their_versions(site: WordPress) -> None:
    vi, en = (site.posts.create_draft(uuid4().hex, title=name, content=name) for name in "ab")
    site.posts.update(vi.id, lang="vi", status="publish")
    site.posts.update(en.id, lang="en", translations={"vi": vi.id})
    address = site.posts.read(vi.id).link
    assert 'hreflang="en"' not in look_at(address).text
    site.posts.update(en.id, status="publish")
    found = re.findall(r'rel="alternate" hreflang="(\w+)"', look_at(address).text)
    assert sorted(found) == ["en", "vi"]


def test_a_draft_is_shown_to_who_has_the_address_and_to_nobody_else(site: WordPress) -> None:
    made = site.posts.create_draft(uuid4().hex, title="Chưa đăng", content="Nội dung kín")
    other = site.posts.create_draft(uuid4().hex, title="Bài khác", content="Khác")
    address = site.companion.preview_address(made.id)
    shown = look_at(address)
    assert shown.status_code == 200
    assert "Nội dung kín" in shown.text
    assert "noindex" in shown.headers["x-robots-tag"]
    bare = address.split("&copydesk_preview")[0].split("copydesk_preview")[0].rstrip("?&")
    assert "Nội dung kín" not in look_at(bare).text
    elsewhere = address.replace(f"p={made.id}", f"p={other.id}")
    assert "Khác" not in re.sub("<title>.*</title>", "", look_at(elsewhere).text)
    assert "Nội dung kín" not in look_at(f"{address}0").text


def test_the_desk_sees_who_is_editing(site: WordPress, server: servers.WordPress) -> None:
    made, free = (site.posts.create_draft(uuid4().hex, title=name) for name in "ab")
    colleague = server.user_id("colleague")
    server.run(
        f"update_post_meta({made.id}, '_edit_lock', time() . ':{colleague}');"
        f"update_post_meta({free.id}, '_edit_lock', (time() - 3600) . ':{colleague}');"
    )
    (found,) = site.companion.editing([made.id, free.id])
    assert (found.post, bool(found.name)) == (made.id, True)
    assert found.seen is not None


def test_an_author_may_not_look_into_the_posts_of_others(
    site: WordPress, server: servers.WordPress
) -> None:
    made = site.posts.create_draft(uuid4().hex, title="Một")
    server.run(f"update_post_meta({made.id}, '_edit_lock', time() . ':1');")
    with connect(server, "author") as author:
        with pytest.raises(NotAllowed):
            author.companion.preview_address(made.id)
        assert author.companion.editing([made.id]) == ()
        own = author.posts.create_draft(uuid4().hex, title="Hai")
        written = author.posts.update(own.id, lang="en", translations={"vi": made.id})
        assert dict(written.translations) == {"en": own.id}
    assert dict(site.posts.read(made.id).translations) == {}


def test_there_is_no_preview_of_what_is_not_there(site: WordPress) -> None:
    with pytest.raises((GoneThere, NotAllowed)):
        site.companion.preview_address(999_999)
