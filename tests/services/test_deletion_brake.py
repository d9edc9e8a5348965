"""Every way in which a site can seem to have lost what was there: none is believed (R8)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from editor_app.connectors.site_folder import SiteFolder
from editor_app.connectors.site_manifest import MANIFEST
from editor_app.domain.ids import ArticleId, SiteId, new_id
from editor_app.domain.site import OutboxState, RemoteStatus
from editor_app.formats.page_view import SiteFile
from tests.desks import Clock, empty_desk
from tests.servers import cores
from tests.servers import faults as fault
from tests.servers.fault_proxy import FaultProxy, Seen
from tests.servers.faults import PASS, Answer, Fault
from tests.servers.fixtures import Between, Sites
from tests.servers.wordpress import Wishes
from tests.services.test_pulling_doubts import HERE_AND_THERE, Stocked, in_a_later_second
from tests.services.test_review_publishing import Newsroom, newsroom_of
from tests.syncroom import LATER, open_syncroom

PAGES = 25
"""Articles in a site folder: more than may be removed from it without a question."""


# -- a WordPress


@dataclass
class Behind:
    """Eight posts here and on a site behind a proxy, and all sites of the session."""

    stock: Stocked
    faults: FaultProxy
    sites: Sites

    def remove(self, count: int) -> None:
        """Delete the first posts for good."""
        self.stock.room.remove_there(*self.stock.posts[:count])

    def answers(self, decide: Callable[[Seen], Fault]) -> None:
        """Let the proxy do this to what is asked."""
        self.faults.decide = decide

    def leads_to(self, url: str, password: str) -> None:
        """Let the address of the site lead to another one."""
        room = self.stock.room
        with room.desk.place.database.writing() as records:
            site = records.sites.get(room.site.id)
            records.sites.save(replace(site, target=f"{url}/wp-json/"), site.version)
        room.lines.sign_in(room.site.id, password)

    def another(self) -> None:
        """Let another WordPress stand there, that never had those posts."""
        other = self.sites.site(Wishes(core=cores.NEWER))
        self.leads_to(other.url, other.user("editor").password)

    def emptied(self) -> None:
        """Delete all that is on the site, its first post and page too."""
        self.stock.room.wordpress.run(
            "foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any',"
            " 'numberposts' => -1, 'fields' => 'ids']) as $id) wp_delete_post($id, true);"
            "return 1;"
        )

    def restored(self) -> None:
        """Put an older copy of seven posts back, in which the eighth was not yet."""
        self.stock.room.remove_there(self.stock.posts[-1])
        self.stock.restored(slice(0, 7))

    def demoted(self) -> None:
        """Let the account be an author's, who does not see the drafts of others."""
        user = self.stock.room.wordpress.user_id("editor")
        self.stock.room.wordpress.run(f"(new WP_User({user}))->set_role('author'); return 1;")


def no_posts(seen: Seen) -> Fault:
    """Answer every list of posts with nothing, as a broken cache does."""
    headers = (("Content-Type", "application/json"), ("X-WP-TotalPages", "1"))
    empty = replace(PASS, name="an empty list", answer=Answer(200, b"[]", headers))
    return empty if "/posts" in seen.path else PASS


def anonymous(seen: Seen) -> Fault:
    """Answer as to somebody who is not signed in: 200, and nothing in the list."""
    return no_posts(seen) if "/posts" in seen.path else fault.strip_authorization()


AWAY = fault.redirect("https://elsewhere.example/wp-json/")
WORDPRESS: dict[str, Callable[[Behind], None]] = {
    "empty site": Behind.emptied,
    "all posts gone": lambda behind: behind.remove(8),
    "six of eight gone": lambda behind: behind.remove(6),
    "an empty list": lambda behind: behind.answers(no_posts),
    "anonymous list": lambda behind: behind.answers(anonymous),
    "the account sees less": Behind.demoted,
    "wrong site": Behind.another,
    "restored backup": Behind.restored,
    "moved to another host": lambda behind: behind.answers(lambda _seen: AWAY),
    "a page that wants a sign-in": lambda behind: behind.answers(
        lambda _seen: fault.captive_portal()
    ),
    "nothing at its address": lambda behind: behind.answers(
        lambda _seen: fault.page(404, "<h1>404</h1>")
    ),
}


def believed_of_a_site(behind: Behind, spoil: Callable[[Behind], None]) -> list[str]:
    """Spoil a site and sync three times; return what was believed or not said."""
    stock = behind.stock
    texts = stock.texts()
    spoil(behind)
    found = []
    for number in range(3):
        report = stock.room.sync(LATER)
        wrong = {
            "taken for gone": report.gone > 0,
            "taken in": report.received > 0,
            "text changed": stock.texts() != texts,
            "status changed": stock.states() != HERE_AND_THERE,
            "nothing said": not (report.asks or report.troubles),
        }
        found += [f"sync {number + 1}: {name}" for name, is_so in wrong.items() if is_so]
    return found


# -- a site folder


def _fill(folder: Path, owner: str, *names: str) -> None:
    """Let a folder hold pages of a site."""
    folder.mkdir(exist_ok=True)
    files = [SiteFile(name, "", lambda: b"another's page") for name in names]
    SiteFolder(folder, owner).bring_up_to_date(files)


def emptied(folder: Path) -> None:
    """Empty the folder, as one is in whose place a disk is not mounted."""
    shutil.rmtree(folder)
    folder.mkdir()


def away(folder: Path) -> None:
    """Move the folder elsewhere."""
    folder.rename(folder.with_name("moved"))


def of_another_site(folder: Path) -> None:
    """Let the folder of another site stand in its place."""
    away(folder)
    _fill(folder, SiteId(new_id()), "index.html", "vi/index.html", "robots.txt")


def of_somebody(folder: Path) -> None:
    """Let a folder with pages that we did not write stand in its place."""
    away(folder)
    folder.mkdir()
    (folder / "index.html").write_bytes(b"somebody's own page")


def older(folder: Path) -> None:
    """Put an older copy of the folder back, from when it had half of the articles."""
    shutil.rmtree(folder)
    folder.with_name("older").rename(folder)


def half_copied(folder: Path) -> None:
    """Let a copy stand there that was made without hidden files and not to its end."""
    for page in sorted(folder.glob("vi/news/*-*.html"))[: PAGES // 2]:
        page.unlink()
    (folder / MANIFEST).unlink()


FOLDERS: dict[str, Callable[[Path], None]] = {
    "emptied folder": emptied,
    "moved folder": away,
    "moved folder, another site's in its place": of_another_site,
    "moved folder, somebody's in its place": of_somebody,
    "older copy of the folder": older,
    "half a copy of the folder": half_copied,
}
WRITTEN_ANEW = {"emptied folder", "older copy of the folder"}
"""Where the whole site is written anew with the next article; in all others the editor is asked."""


def believed_of_a_folder(newsroom: Newsroom, name: str) -> list[str]:
    """Publish to a spoilt folder; return what was believed, lost, harmed or not said."""
    articles = [newsroom.story(f"Bài {number}") for number in range(PAGES)]
    newsroom.publish(*articles[: PAGES // 2])
    shutil.copytree(newsroom.folder, newsroom.folder.with_name("older"))
    newsroom.publish(*articles[PAGES // 2 :])
    pages = newsroom.pages()
    assert len(pages) == PAGES
    FOLDERS[name](newsroom.folder)
    before = _bytes_of(newsroom.folder)
    more = newsroom.story("Bài mới")
    newsroom.publish(more)
    states, after = newsroom.states(), _bytes_of(newsroom.folder)
    wrong = {"taken for gone": _statuses(newsroom, articles) != {RemoteStatus.PUBLIC}}
    if name in WRITTEN_ANEW:
        wrong["not sent"] = states[more] is not OutboxState.DONE
        wrong["pages lost"] = not set(pages) < set(newsroom.pages())
    else:
        wrong["nothing said"] = states[more] is not OutboxState.NEEDS_YOU
        wrong["folder changed"] = before != after
    return [said for said, is_so in wrong.items() if is_so]


def _statuses(newsroom: Newsroom, articles: list[ArticleId]) -> set[RemoteStatus]:
    return {newsroom.status(article) for article in articles}


def _bytes_of(folder: Path) -> dict[str, bytes] | None:
    if not folder.exists():
        return None
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_that_is_not_the_site_s_any_more_is_not_believed(
    tmp_path: Path, name: str
) -> None:
    assert believed_of_a_folder(_newsroom(tmp_path), name) == []


@pytest.mark.timeout(600)
def test_no_site_that_seems_to_have_lost_everything_is_believed(
    tmp_path: Path, wordpress_sites: Sites, between: Between
) -> None:
    found: dict[str, list[str]] = {}
    for number, (name, spoil) in enumerate(WORDPRESS.items()):
        wordpress = wordpress_sites.site()
        faults = between(wordpress.url)
        room = open_syncroom(tmp_path / str(number), wordpress, url=faults.url)
        stock = in_a_later_second(Stocked(room))
        found[name] = believed_of_a_site(Behind(stock, faults, wordpress_sites), spoil)
        room.lines.close()
        room.desk.place.database.close()
    for name in FOLDERS:
        found[name] = believed_of_a_folder(_newsroom(tmp_path / name), name)
    believed = {name: wrong for name, wrong in found.items() if wrong}
    print(f"R8: {len(found)} scenarios, {len(believed)} believed")
    assert believed == {}


def _newsroom(folder: Path) -> Newsroom:
    folder.mkdir(exist_ok=True)
    return newsroom_of(empty_desk(folder / "desk", Clock()), folder / "site")
