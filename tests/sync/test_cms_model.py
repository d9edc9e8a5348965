"""The model is WordPress: the same scripts of requests get the same answers from both.

Each script runs on the model and on a real site with one client; the answers are compared field by
field, after numbers were replaced by the order in which they came up, and times by how far from
now they are.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from PIL import Image

from tests.servers.processes import PATIENCE
from tests.servers.wordpress import WordPress
from tests.sync.cms_answers import HOME
from tests.sync.cms_model import ROOT, CmsModel
from tests.sync.cms_site import Account, CmsSite

EDIT = {"context": "edit"}
NUMBERS = frozenset(
    {"id", "featured_media", "author", "categories", "tags", "post", "parent", "term_id"}
)
KINDS = {"author": "person", "categories": "term", "tags": "term", "term_id": "term"}
"""What a number is, where the route does not tell."""

PASSED_OVER = frozenset(
    {"message", "rendered", "block_version", "additional_data", "additional_errors"}
)
TIMES = frozenset({"date_gmt", "modified_gmt", "date", "modified"})
POST = (
    "id,title.raw,content.raw,excerpt.raw,slug,status,date,date_gmt,modified,modified_gmt,link,"
    "categories,tags,featured_media,author,meta,_links"
)
MEDIA = "id,slug,title.raw,caption,alt_text,mime_type,source_url,author,post,modified_gmt"
TERM = "id,name,slug,parent,count,taxonomy"
STUB = "id,modified_gmt,status,slug,link"
NEAR = timedelta(minutes=3)


@dataclass
class Player:
    """One of the two sites; ``said`` is what it answered, comparable."""

    client: httpx2.Client
    root: str
    said: list[Any] = field(default_factory=list)
    names: dict[str, dict[int, str]] = field(default_factory=dict)

    def ask(
        self,
        method: str,
        route: str,
        body: Any = None,
        *,
        query: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        content: bytes | None = None,
        signed: bool = True,
    ) -> Any:
        """Send a request, note the answer, and return its JSON."""
        answer = self.client.request(
            method,
            self.root + route,
            json=body,
            params=dict(query or {}),
            headers=dict(headers or {}),
            content=content,
            auth=httpx2.USE_CLIENT_DEFAULT if signed else None,
        )
        data = answer.json()
        counted = {n: answer.headers.get(n) for n in ("x-wp-total", "x-wp-totalpages")}
        line = f"{method} {route} {dict(query or {})} {body or ''}"
        kind = "term" if re.match("wp/v2/(tags|categories)", route) else "post"
        shown = self._comparable(data, kind=kind) if route != "batch/v1" else ""
        self.said.append((re.sub(r"/\d+", "/N", line), answer.status_code, counted, shown))
        return data

    def post(self, **fields: Any) -> int:
        """Make a post and return its number."""
        made = self.ask("POST", "wp/v2/posts", fields, query={**EDIT, "_fields": POST})
        return int(made["id"])

    def change(self, post: int, **fields: Any) -> Any:
        """Change a post and return it."""
        query = {**EDIT, "_fields": POST}
        return self.ask("POST", f"wp/v2/posts/{post}", fields, query=query)

    def read(self, post: int) -> Any:
        """Read a post."""
        return self.ask("GET", f"wp/v2/posts/{post}", query={**EDIT, "_fields": POST})

    def listed(self, **query: str) -> Any:
        """List posts, shortly."""
        return self.ask("GET", "wp/v2/posts", query={**EDIT, "_fields": STUB, **query})

    def trash(self, post: int) -> Any:
        """Put a post into the trash."""
        return self.ask("DELETE", f"wp/v2/posts/{post}", query={"_fields": "id,status,slug"})

    # -- making answers comparable

    def _comparable(self, data: Any, name: str = "", kind: str = "post") -> Any:
        if name == "wp:term":
            return [[(t["name"], t["slug"], t["taxonomy"]) for t in kind] for kind in data]
        if isinstance(data, list):
            many = [self._comparable(each, name, kind) for each in data]
            return sorted(many) if name in {"categories", "tags"} else many
        if name == "params":
            return sorted(data)
        if isinstance(data, dict):
            return {
                key: self._links(value) if key == "_links" else self._comparable(value, key, kind)
                for key, value in sorted(data.items())
                if key not in PASSED_OVER and not (name == "status" and key == "data")
            }
        if name in NUMBERS and isinstance(data, int):
            return self._name(data, KINDS.get(name, kind))
        if name in TIMES and isinstance(data, str):
            return self._time(data, local=name in {"date", "modified"})
        return self._text(data) if isinstance(data, str) else data

    def _name(self, number: int, kind: str) -> str:
        """Return the same name for a number on both sites: the how-manieth of its kind it was."""
        names = self.names.setdefault(kind, {0: "none"})
        return names.setdefault(number, f"{kind} {len(names)}")

    def _links(self, links: Mapping[str, Any]) -> Any:
        actions = sorted(name for name in links if name.startswith("wp:action"))
        newest = links.get("predecessor-version")
        kept = links["version-history"][0]["count"] if "version-history" in links else "none"
        return (actions, self._name(newest[0]["id"], "post") if newest else "none", kept)

    def _text(self, text: str) -> str:
        text = text.replace(self.root.split("/wp-json")[0], "HOST")
        text = re.sub(r"\?p=(\d+)", lambda found: f"?p={self._name(int(found[1]), 'post')}", text)
        return re.sub(r"^(\d+)-revision", lambda n: self._name(int(n[1]), "post"), text)

    def _time(self, text: str, *, local: bool) -> str:
        found = datetime.fromisoformat(text).replace(tzinfo=UTC)
        found -= timedelta(hours=7) if local else timedelta()
        return "now" if abs(found - datetime.now(UTC)) < NEAR else text


# -- the scripts


def picture(colour: str) -> bytes:
    """A small JPEG."""
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "JPEG")
    return made.getvalue()


def making_and_changing(site: Player) -> None:
    first = site.post(title="  Tide  ", content="<p>a\\b “x” &amp;</p>\r\n", excerpt="Sea")
    site.read(first)
    site.change(first, title="Ebb")
    site.change(first, title="Ebb")
    site.change(first)
    site.change(first, content="<p>b</p>", excerpt="")
    site.change(first, slug="Thủy triều đỏ")
    site.change(first, slug="潮水")
    site.change(first, title="", content="", excerpt="")
    site.change(first, status="nonsense")
    site.ask("POST", "wp/v2/posts", {"title": ""}, query=EDIT)
    site.ask("POST", "wp/v2/posts", {"id": 7, "title": "x"}, query=EDIT)
    site.ask("GET", "wp/v2/posts/999999", query=EDIT)
    site.ask("POST", "wp/v2/posts/999999", {"title": "x"}, query=EDIT)
    site.ask("POST", "wp/v2/nowhere", {"title": "x"})


def slugs_and_markers(site: Player) -> None:
    first = site.post(title="A", slug="cd-0123456789abcdef0123456789abcdef", status="draft")
    second = site.post(title="A", slug="cd-0123456789abcdef0123456789abcdef", status="draft")
    third = site.post(title="A", slug="cd-0123456789abcdef0123456789abcdef", status="draft")
    both = "cd-0123456789abcdef0123456789abcdef,cd-0123456789abcdef0123456789abcdef-2"
    site.listed(slug=both, status="any,trash", orderby="id")
    site.trash(second)
    site.listed(slug=both, status="any,trash", orderby="id")
    site.listed(
        slug=f"{both},cd-0123456789abcdef0123456789abcdef-2__trashed",
        status="any,trash",
        orderby="id",
    )
    site.change(first, slug="high-water")
    site.change(third, slug="high-water")
    site.change(third, status="publish", slug="high-water")
    site.change(second, status="draft")
    fourth = site.post(title="High Water", status="publish")
    site.trash(fourth)
    site.post(title="High Water", slug="high-water-3", status="publish")
    site.change(fourth, status="draft")


def states_and_dates(site: Player) -> None:
    now = datetime.now(UTC)
    draft = site.post(title="Dates")
    site.change(draft, status="publish")
    site.change(draft, status="draft")
    site.change(draft, title="Dates again")
    site.change(draft, status="publish", date_gmt="2031-01-02T03:04:05Z")
    site.change(draft, status="draft")
    site.change(draft, status="future", date_gmt="2020-02-29T23:30:00Z")
    site.change(draft, date="2020-03-01T07:00:00")
    site.change(draft, status="pending")
    site.change(draft, status="private")
    soon = (now + timedelta(seconds=40)).strftime("%Y-%m-%dT%H:%M:%SZ")
    later = (now + timedelta(minutes=20)).strftime("%Y-%m-%dT%H:%M:%S+00:00")
    quick = site.post(title="Soon", status="future", date_gmt=soon)
    site.ask("GET", f"wp/v2/posts/{quick}", query={**EDIT, "_fields": "status"})
    waits = site.post(title="Later", status="publish")
    site.ask(
        "POST",
        f"wp/v2/posts/{waits}",
        {"date_gmt": later},
        query={"_fields": "status,slug"},
    )
    site.post(title="Past", status="publish", date_gmt="2019-05-05T05:05:05Z")
    site.post(title="Ahead", status="draft", date_gmt="2032-05-05T05:05:05Z")


def the_trash(site: Player) -> None:
    post = site.post(title="Waste", content="w", status="publish")
    site.trash(post)
    site.read(post)
    site.trash(post)
    site.listed(status="any", orderby="id")
    site.listed(status="trash")
    site.listed(status="any,trash", orderby="id")
    site.change(post, title="Waste not")
    site.change(post, status="draft")
    site.change(post, status="publish")
    site.ask("DELETE", f"wp/v2/posts/{post}", query={"force": "true", "_fields": "deleted"})
    site.read(post)
    site.trash(post)
    empty = site.post(title="No slug")
    site.trash(empty)
    site.change(empty, status="draft")


def lists(site: Player) -> None:
    made = [site.post(title=f"Post {number}", content="x", status="publish") for number in range(5)]
    site.post(title="Old", status="publish", date_gmt="2001-01-01T00:00:00Z")
    site.post(title="Far", status="future", date_gmt="2041-01-01T00:00:00Z")
    site.listed(orderby="id", order="asc", per_page="2")
    site.listed(orderby="id", order="asc", per_page="2", page="3", status="any")
    site.listed(orderby="id", page="9", status="any")
    site.listed(include=f"{made[3]},{made[1]}", orderby="id")
    site.listed(per_page="101")
    site.listed(status="nonsense")
    hour = datetime.now(UTC) - timedelta(hours=1)
    after = hour.strftime("%Y-%m-%dT%H:%M:%SZ")
    site.listed(modified_after=after, orderby="id", order="asc", status="any,trash")
    site.listed(modified_after="2035-01-01T00:00:00Z", orderby="id", status="any,trash")
    ahead = (datetime.now(UTC) + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    site.listed(modified_after=ahead, status="draft")
    site.listed(search="Post 3")
    site.listed(slug="none-such", status="any")


def revisions(site: Player) -> None:
    query = {**EDIT, "_fields": "id,author,slug,date_gmt,title,content,excerpt"}
    query |= {"orderby": "id", "order": "desc"}
    post = site.post(title="One", content="1")
    site.ask("GET", f"wp/v2/posts/{post}/revisions", query=query)
    site.change(post, status="publish")
    site.change(post, content="2")
    site.change(post, content="2 ")
    site.change(post, content="2\r\n")
    site.change(post, content="2")
    site.change(post, slug="other", tags=[])
    site.change(post, excerpt="short")
    site.ask("GET", f"wp/v2/posts/{post}/revisions", query=query)
    site.ask("GET", f"wp/v2/posts/{post}/revisions", query={**query, "per_page": "2", "page": "2"})
    site.ask("GET", "wp/v2/posts/999999/revisions", query=query)


def terms(site: Player) -> None:
    query = {**EDIT, "_fields": TERM}

    def make(kind: str, **fields: Any) -> Any:
        return site.ask("POST", f"wp/v2/{kind}", fields, query=query)

    tide = make("tags", name="Tide")
    for name in ("tide", " Tide ", "Arts & Culture", "Arts &amp; Culture", "Élection", "Election"):
        make("tags", name=name)
    for name, slug in (("Tide", "other-tide"), ("Water", "tide"), ("C++", ""), ("C#", "")):
        make("tags", name=name, **({"slug": slug} if slug else {}))
    world = make("categories", name="World", slug="world")
    make("categories", name="World")
    make("categories", name="Asia", slug="asia", parent=world["id"])
    make("categories", name="Asia", slug="asia-2")
    make("tags", name="  ")
    make("tags")
    site.ask(
        "GET", "wp/v2/tags", query={**query, "slug": "tide,arts-culture", "hide_empty": "false"}
    )
    site.ask("GET", "wp/v2/tags", query={**query, "orderby": "id", "order": "asc", "page": "7"})
    site.ask("GET", f"wp/v2/tags/{tide['id']}", query=query)
    site.ask("GET", "wp/v2/tags/999999", query=query)
    site.ask("POST", f"wp/v2/tags/{tide['id']}", {"name": "Flood & ebb"}, query=query)
    post = site.post(title="T", tags=[tide["id"], 999999], categories=[world["id"]])
    named = {**EDIT, "_fields": "id,_links", "_embed": "wp:term"}
    site.ask("GET", f"wp/v2/posts/{post}", query=named)
    site.ask("GET", "wp/v2/posts", query={**named, "include": str(post), "status": "any"})
    site.change(post, tags=[], categories=[999999])
    site.change(post, title="T2")
    site.change(post, tags=[tide["id"]], status="publish")
    site.ask("GET", f"wp/v2/tags/{tide['id']}", query=query)
    site.ask("DELETE", f"wp/v2/tags/{tide['id']}")
    site.ask("DELETE", f"wp/v2/tags/{tide['id']}", query={"force": "true", "_fields": "deleted"})
    site.read(post)


def photos(site: Player) -> None:
    query = {**EDIT, "_fields": MEDIA}

    def send(data: bytes, name: str, digest: str = "", **texts: str) -> Any:
        headers = {
            "Content-Type": "image/jpeg",
            "Content-Disposition": f'attachment; filename="{name}"' if name else "inline",
            "Content-MD5": digest or hashlib.md5(data, usedforsecurity=False).hexdigest(),
        }
        return site.ask(
            "POST", "wp/v2/media", query={**query, **texts}, headers=headers, content=data
        )

    slug = "cd-0123456789abcdef0123456789abcdef"
    red = picture("red")
    first = send(
        red, "flood.jpg", slug=slug, title="Flood", caption="<em>Hà Nội</em>", alt_text="A"
    )
    send(red, "flood.jpg", slug=slug, title="Flood")
    send(red, "tide.jpg")
    send(red, "tide.jpg", digest="0" * 32)
    send(b"<?php", "tide.php")
    site.ask("GET", "wp/v2/media", query={**query, "slug": f"{slug},{slug}-2", "orderby": "id"})
    site.ask("POST", f"wp/v2/media/{first['id']}", {"alt_text": "B"}, query=query)
    site.ask("DELETE", f"wp/v2/media/{first['id']}", query={"_fields": "deleted"})
    gone = {"force": "true", "_fields": "deleted"}
    post = site.post(title="With a photo", featured_media=first["id"])
    site.ask("DELETE", f"wp/v2/media/{first['id']}", query=gone)
    site.ask("GET", f"wp/v2/media/{first['id']}", query=query)
    site.read(post)


def without_an_account(site: Player) -> None:
    draft = site.post(title="Secret", content="x")
    public = site.post(title="Public", content="x", status="publish")
    site.ask("GET", "wp/v2/users/me", query=EDIT, signed=False)
    site.ask("GET", "wp/v2/posts", query={"_fields": STUB}, signed=False)
    for status in ("any", "trash", "any,trash"):
        query = {"_fields": STUB, "status": status}
        site.ask("GET", "wp/v2/posts", query=query, signed=False)
    site.ask("GET", "wp/v2/posts", query={**EDIT, "_fields": STUB}, signed=False)
    site.ask("GET", f"wp/v2/posts/{draft}", query={"_fields": STUB}, signed=False)
    site.ask("GET", f"wp/v2/posts/{public}", query={"_fields": "id"}, signed=False)
    site.ask("GET", f"wp/v2/posts/{public}", query=EDIT, signed=False)
    site.ask("POST", "wp/v2/posts", {"title": "x"}, signed=False)
    site.ask("POST", f"wp/v2/posts/{public}", {"title": "x"}, signed=False)
    site.ask("DELETE", f"wp/v2/posts/{public}", signed=False)
    site.ask("POST", "wp/v2/tags", {"name": "x"}, signed=False)
    site.ask("GET", "wp/v2/users/me", query={**EDIT, "_fields": "username,roles"})


def batches(site: Player) -> None:
    post = site.post(title="Batch", content="x")
    changes = [
        {"method": "POST", "path": f"/wp/v2/posts/{post}?_fields={STUB}", "body": {"title": "B"}},
        {"method": "POST", "path": f"/wp/v2/posts/999999?_fields={STUB}", "body": {"title": "B"}},
        {"method": "POST", "path": f"/wp/v2/tags?_fields={TERM}", "body": {"name": "Bt"}},
    ]
    answer = {"validation": "normal", "requests": changes}
    data = site.ask("POST", "batch/v1", answer)
    site.said.append(("batch", [each["status"] for each in data["responses"]]))


SCRIPTS: tuple[Callable[[Player], None], ...] = (
    making_and_changing,
    slugs_and_markers,
    states_and_dates,
    the_trash,
    lists,
    revisions,
    terms,
    photos,
    without_an_account,
    batches,
)


WITHOUT_POSTS = """
foreach (get_posts(['post_type' => ['post', 'attachment'], 'post_status' => 'any,trash,inherit',
    'numberposts' => -1]) as $post) wp_delete_post($post->ID, true);
foreach (get_terms(['taxonomy' => ['post_tag', 'category'], 'hide_empty' => false]) as $term)
    if ($term->slug !== 'uncategorized') wp_delete_term($term->term_id, $term->taxonomy);
"""


@contextmanager
def real(site: WordPress) -> Iterator[Player]:
    """The real site."""
    name, password = site.user("editor")
    with httpx2.Client(auth=(name, password), timeout=PATIENCE) as client:
        yield Player(client, f"{site.url}/wp-json/")


@contextmanager
def modelled(*, notes: bool) -> Iterator[Player]:
    """The model of it."""
    site = CmsSite(lambda: datetime.now(UTC), [Account(3, "editor", "pass")], notes=notes)
    with httpx2.Client(transport=CmsModel(site), auth=("editor", "pass")) as client:
        assert ROOT.startswith(HOME)
        yield Player(client, ROOT)


def test_the_model_answers_as_a_real_site_does(either_wordpress: WordPress) -> None:
    version, asked, differ = either_wordpress.version, 0, []
    for script in SCRIPTS:
        either_wordpress.run(WITHOUT_POSTS)
        with (
            real(either_wordpress) as site,
            modelled(notes=not version.startswith("6.1")) as model,
        ):
            script(site)
            script(model)
        asked += len(site.said)
        differ += [
            f"\n{here[0]}{''.join(unlike(here[1:], there[1:]))}"
            for here, there in zip(site.said, model.said, strict=True)
            if here[1:] != there[1:]
        ]
    print(f"WordPress {version}: {asked} requests, {len(differ)} answered differently by the model")
    assert not differ, "".join(differ)


def unlike(here: Any, there: Any, where: str = "") -> Iterator[str]:
    """Say in what two answers differ."""
    if isinstance(here, dict) and isinstance(there, dict):
        for name in sorted({*here, *there}):
            yield from unlike(here.get(name), there.get(name), f"{where}.{name}")
    elif (
        isinstance(here, list | tuple) and isinstance(there, type(here)) and len(here) == len(there)
    ):
        for number, (one, other) in enumerate(zip(here, there, strict=True)):
            yield from unlike(one, other, f"{where}[{number}]")
    elif here != there:
        yield f"\n  {where}: site {here!r}, model {there!r}"
