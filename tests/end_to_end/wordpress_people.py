"""What happens on the site meanwhile: a colleague at its block editor, its readers, its database.

All of it goes past REST and past the proxy.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from pathlib import Path

from tests.servers.processes import PATIENCE
from tests.servers.wordpress import WordPress

WATCH = Path(__file__).with_name("statuses.php")
PUBLIC = frozenset({"publish", "future"})


class Colleague:
    """An editor of the site who works in its own editor, and not on our desk."""

    def __init__(self, wordpress: WordPress) -> None:
        """Work on this site."""
        self.wordpress = wordpress

    def content(self, post: int) -> str:
        """Return the content of a post, byte for byte."""
        return str(self.wordpress.run(f"return get_post({post})->post_content;"))

    def change(self, post: int, **fields: str) -> None:
        """Save fields of a post."""
        self._do("return wp_update_post(wp_slash($given));", {"ID": post, **fields})

    def replace(self, post: int, old: str, new: str) -> None:
        """Change words in the text of a post."""
        text = self.content(post)
        assert text.count(old) == 1, text
        self.change(post, post_content=text.replace(old, new))

    def append(self, post: int, block: str) -> None:
        """Put a block behind the text of a post; what filters take out of it stays in."""
        text = f"{self.content(post)}\n\n{block}"
        self._do(
            "kses_remove_filters(); return wp_update_post(wp_slash($given));",
            {"ID": post, "post_content": text},
        )

    def tag(self, post: int, *names: str) -> None:
        """Give a post tags beside those that it has, and save it."""
        self._do(
            "wp_set_post_tags($given['ID'], $given['names'], true);"
            "return wp_update_post(array('ID' => $given['ID']));",
            {"ID": post, "names": names},
        )

    def upload(self, name: str) -> tuple[int, str]:
        """Put a picture into the library of the site; return its number and address."""
        made = self._do(
            "require_once ABSPATH . 'wp-admin/includes/image.php';"
            "$file = wp_upload_dir()['path'] . '/' . $given['name'];"
            "$picture = imagecreatetruecolor(640, 480);"
            "imagefill($picture, 0, 0, crc32($given['name']) & 0xffffff);"
            "imagejpeg($picture, $file);"
            "$id = wp_insert_attachment("
            "array('post_mime_type' => 'image/jpeg', 'post_title' => $given['name']), $file);"
            "wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $file));"
            "return array($id, wp_get_attachment_url($id));",
            {"name": name},
        )
        assert isinstance(made, list)
        return int(made[0]), str(made[1])

    def gallery(self) -> str:
        """Return a gallery of two pictures of the site's library, as the block editor writes it."""
        images = [self.upload(name) for name in ("ben-pha.jpg", "den-pin.jpg")]
        inner = "\n\n".join(
            f'<!-- wp:image {{"id":{number},"sizeSlug":"full","linkDestination":"none"}} -->\n'
            f'<figure class="wp-block-image size-full"><img src="{url}" alt=""'
            f' class="wp-image-{number}"/></figure>\n<!-- /wp:image -->'
            for number, url in images
        )
        return (
            '<!-- wp:gallery {"linkTo":"none"} -->\n<figure class="wp-block-gallery'
            f' has-nested-images columns-default is-cropped">{inner}</figure>\n'
            "<!-- /wp:gallery -->"
        )

    def hour_comes(self, post: int) -> None:
        """Let the hour of a scheduled post come: the site's clockwork does this and no more."""
        self._do("wp_publish_post($given['ID']); return 1;", {"ID": post})

    def _do(self, code: str, given: dict[str, object]) -> object:
        told = json.dumps(given, ensure_ascii=False).encode().hex()
        return self.wordpress.run(
            f"wp_set_current_user({self.wordpress.user_id('colleague')});"
            f"$given = json_decode(hex2bin('{told}'), true); {code}"
        )


class Statuses:
    """Every change of a status on the site since the watch was set."""

    def __init__(self, wordpress: WordPress) -> None:
        """Set the watch."""
        self._wordpress = wordpress
        wordpress.install_plugin(WATCH)

    def raised(self) -> list[tuple[int, str]]:
        """Return each step towards the public: the post, and what it became."""
        seen = self._wordpress.run("return get_option('seen_statuses', array());")
        assert isinstance(seen, list)
        return [(int(post), new) for post, _old, new in seen if new in PUBLIC]


def status_for_readers(address: str) -> tuple[int, str]:
    """Return what somebody without an account is told at an address: status and page."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(address, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(errors="replace")


# -- what is really there


def column(wordpress: WordPress, post: int, name: str) -> str:
    """Return a column of a post in the site's database."""
    return wordpress.ask(f"SELECT {name} FROM wp_posts WHERE ID={post}")[0][0]


def all_posts(wordpress: WordPress) -> list[tuple[str, str, str]]:
    """Return title, slug and status of all posts but WordPress's own first one, in any state."""
    rows = wordpress.ask(
        "SELECT post_title, post_name, post_status FROM wp_posts WHERE post_type='post'"
        " AND ID<>1 AND post_status<>'auto-draft' ORDER BY ID"
    )
    return [(title, slug, status) for title, slug, status in rows]


def all_media(wordpress: WordPress) -> list[str]:
    """Return the slugs of all that is in the library."""
    rows = wordpress.ask("SELECT post_name FROM wp_posts WHERE post_type='attachment' ORDER BY ID")
    return [row[0] for row in rows]


def all_terms(wordpress: WordPress, taxonomy: str) -> list[str]:
    """Return the names of all terms of a kind."""
    rows = wordpress.ask(
        "SELECT name FROM wp_terms t JOIN wp_term_taxonomy x ON x.term_id=t.term_id"
        f" WHERE taxonomy='{taxonomy}' ORDER BY name"
    )
    return [row[0] for row in rows]


def uploaded_files(wordpress: WordPress) -> list[Path]:
    """Return all pictures in the folder of the site's uploads, each size of each."""
    return sorted((wordpress.folder.path / "site/wp-content/uploads").rglob("*.jpg"))
