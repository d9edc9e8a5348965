"""A pressroom that also reads its site, for tests of pulling and syncing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from editor_app.domain.ids import ArticleId
from editor_app.domain.site import LogLine, Publication
from editor_app.domain.vocabulary import Tag
from editor_app.services.conflicts import ConflictService
from editor_app.services.pages import PageService
from editor_app.services.pulling import PullService
from editor_app.services.site_posts import SitePostService
from editor_app.services.syncing import SyncReport, SyncService
from editor_app.storage.resources import read_theme
from tests.pressroom import Pressroom, open_pressroom
from tests.servers.wordpress import WordPress

LATER = 120
"""Seconds after which a post need not be looked at again for what its second may hold."""


@dataclass
class Syncroom(Pressroom):
    """A desk and its site, with all that syncs them."""

    pulling: PullService = field(init=False)
    syncing: SyncService = field(init=False)
    site_posts: SitePostService = field(init=False)
    conflicts: ConflictService = field(init=False)
    saves: bool = False

    def __post_init__(self) -> None:
        """Make the services, and the story."""
        super().__post_init__()
        place, pages = self.desk.place, PageService(self.desk.place, read_theme)
        self.pulling = PullService(place, pages, self.desk.photos, self.lines)
        self.syncing = SyncService(
            place, pages, self.publishing, self.pulling, self.lines, saves_data=lambda: self.saves
        )
        self.site_posts = SitePostService(place, self.pulling)
        self.conflicts = ConflictService(place)

    def sync(self, seconds: float = 0) -> SyncReport:
        """Let some seconds pass and sync."""
        self.clock.advance(seconds)
        return self.syncing.sync()

    def log_keys(self, article: ArticleId | None = None) -> list[str]:
        """Return what the log of an article says, newest first."""
        return [line.key for line in self.log(article)]

    def log(self, article: ArticleId | None = None) -> Sequence[LogLine]:
        """Return the log of an article."""
        return self.publishing.log(article or self.article)

    # -- on the site

    def write_there(
        self, posts: Iterable[dict[str, object]], account: str = "colleague"
    ) -> list[int]:
        """Let somebody make posts in the site's own editor, all in one go; return their ids."""
        return self._in_php("$ids[] = wp_insert_post(wp_slash($one));", list(posts), account)

    def change_there(
        self, posts: Iterable[dict[str, object]], account: str = "colleague"
    ) -> list[int]:
        """Let somebody change posts (``ID`` and fields) in one go."""
        return self._in_php("$ids[] = wp_update_post(wp_slash($one));", list(posts), account)

    def remove_there(self, *posts: int) -> None:
        """Delete posts for good."""
        self.wordpress.run(
            f"foreach (json_decode('{json.dumps(posts)}') as $id) wp_delete_post($id, true);"
            "return 1;"
        )

    def photo_there(self) -> tuple[int, str]:
        """Let the site have a photo of its own; return its number and address."""
        made = self.wordpress.run(
            "require_once ABSPATH . 'wp-admin/includes/image.php';"
            "$i = imagecreatetruecolor(700, 500); $f = wp_upload_dir()['path'] . '/cau.jpg';"
            "imagejpeg($i, $f);"
            "$id = wp_insert_attachment("
            "['post_mime_type' => 'image/jpeg', 'post_title' => 'Cầu'], $f);"
            "wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $f));"
            "return [$id, wp_make_link_relative(wp_get_attachment_url($id))];"
        )
        assert isinstance(made, list)
        return int(made[0]), f"{self.site.url}{made[1]}"

    def tag_there(self, name: str) -> int:
        """Let the site have a tag; return its number."""
        made = self.wordpress.run(f"return wp_insert_term('{name}', 'post_tag')['term_id'];")
        assert isinstance(made, int)
        return made

    def new_tag(self, **labels: str) -> Tag:
        """Give the desk a tag that no story has yet."""
        tag = self.add_tag(**labels)
        self.change_story(self.story, tags=())
        with self.desk.place.database.reading() as records:
            return next(one for one in records.tags.all() if one.id == tag)

    def back_in_time(self, posts: Iterable[int], content: str, modified: str) -> None:
        """Let posts be as a backup had them, with their time of change."""
        ids = ",".join(map(str, posts))
        self.wordpress.run(
            "global $wpdb;"
            f"$wpdb->query(\"UPDATE $wpdb->posts SET post_content='{content}',"
            f" post_modified='{modified}', post_modified_gmt='{modified}' WHERE ID IN ({ids})\");"
            "wp_cache_flush(); return 1;"
        )

    def _in_php(self, work: str, given: list[dict[str, object]], account: str) -> list[int]:
        user = self.wordpress.user_id(account)
        told = json.dumps(given, ensure_ascii=False).encode().hex()
        made = self.wordpress.run(
            f"wp_set_current_user({user}); $ids = array();"
            f"foreach (json_decode(hex2bin('{told}'), true) as $one) {{ {work} }}"
            "return $ids;"
        )
        assert isinstance(made, list)
        return [int(one) for one in made]

    def publications(self) -> tuple[Publication, ...]:
        """Return all publications on the site."""
        with self.desk.place.database.reading() as records:
            return records.publications.of_site(self.site.id)


def open_syncroom(
    folder: Path,
    wordpress: WordPress,
    *,
    account: str = "editor",
    url: str = "",
    at: datetime | None = None,
) -> Syncroom:
    """Return a desk that syncs with a WordPress, perhaps by way of a proxy."""
    made = open_pressroom(folder, wordpress, account=account, url=url, at=at)
    return Syncroom(
        made.desk, made.clock, made.wordpress, made.lines, made.site, made.publishing, made.section
    )


def paragraphs(*texts: str) -> str:
    """Return the content of a post in block markup."""
    blocks = (f"<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->" for text in texts)
    return "\n\n".join(blocks)


__all__ = ["LATER", "Syncroom", "open_syncroom", "paragraphs"]
