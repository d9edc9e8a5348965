"""What a WordPress answers: posts, photos, terms and accounts as JSON with ``context=edit``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.sync.cms_site import Account, CmsSite, Post, Revision, Term

DAWDLING = "x-dawdling"
"""The header of a request during which the site dawdles, for the tests' own sake."""

HOME = "http://127.0.0.1:8099"
ZONE = timedelta(hours=7)
"""The site's own time, Asia/Ho_Chi_Minh."""

ACTIONS = (
    "publish",
    "unfiltered-html",
    "sticky",
    "assign-author",
    "create-categories",
    "assign-categories",
    "create-tags",
    "assign-tags",
)
CAPABILITIES = (
    "publish_posts",
    "edit_posts",
    "edit_others_posts",
    "edit_published_posts",
    "upload_files",
    "manage_categories",
    "unfiltered_html",
)


TAXONOMIES = {"tags": "post_tag", "categories": "category"}


def time(moment: datetime, ahead: timedelta = timedelta()) -> str:
    """A time as WordPress writes it: no zone."""
    return (moment + ahead).strftime("%Y-%m-%dT%H:%M:%S")


def raw(text: str, *, edit: bool) -> dict[str, str]:
    """A text with its source, which only who may edit gets."""
    return {"rendered": text, **({"raw": text} if edit else {})}


def post(site: CmsSite, found: Post, *, edit: bool, embed: bool = False) -> dict[str, Any]:
    """A post; ``embed``: with its terms by name."""
    data = {
        "id": found.id,
        "date": time(found.date, ZONE),
        "date_gmt": time(found.date),
        "modified": time(found.modified, ZONE),
        "modified_gmt": time(found.modified),
        "slug": found.slug,
        "status": found.status,
        "type": "post",
        "link": _link(found),
        "title": raw(found.title, edit=edit),
        "content": {**raw(found.content, edit=edit), "protected": False},
        "excerpt": {**raw(found.excerpt, edit=edit), "protected": False},
        "author": found.author,
        "featured_media": found.featured,
        "categories": list(found.categories),
        "tags": list(found.tags),
        "meta": {"footnotes": found.footnotes} if site.notes else [],
        "_links": {"self": [{"href": f"{HOME}/wp-json/wp/v2/posts/{found.id}"}]},
    }
    links = data["_links"]
    assert isinstance(links, dict)
    if found.revisions:
        newest = found.revisions[-1].id
        links["predecessor-version"] = [{"id": newest, "href": ""}]
    links["version-history"] = [{"count": len(found.revisions), "href": ""}]
    if embed:
        kinds = ([site.terms[number] for number in of] for of in (found.categories, found.tags))
        sorted_ = (sorted(kind, key=lambda term: term.name)[:10] for kind in kinds)
        named = [[embedded(term) for term in kind] for kind in sorted_]
        data["_embedded"] = {"wp:term": named}
    if edit:
        links.update({f"wp:action-{name}": [{"href": ""}] for name in ACTIONS})
    return data


def _link(found: Post) -> str:
    if found.status not in {"publish", "private"}:
        return f"{HOME}/?p={found.id}"
    local = found.date + ZONE
    return f"{HOME}/{local:%Y}/{local:%m}/{found.slug}/"


def revision(found: Revision, parent: int) -> dict[str, Any]:
    """A revision of a post."""
    return {
        "id": found.id,
        "author": found.author,
        "parent": parent,
        "slug": f"{parent}-revision-v1",
        "date_gmt": time(found.date),
        "title": raw(found.title, edit=True),
        "content": raw(found.content, edit=True),
        "excerpt": raw(found.excerpt, edit=True),
    }


def photo(found: Post, *, edit: bool) -> dict[str, Any]:
    """A photo in the library."""
    local = found.date + ZONE
    width, height = found.size
    return {
        "id": found.id,
        "date_gmt": time(found.date),
        "modified_gmt": time(found.modified),
        "slug": found.slug,
        "status": "inherit",
        "author": found.author,
        "title": raw(found.title, edit=edit),
        "caption": raw(found.excerpt, edit=edit),
        "alt_text": found.alt,
        "mime_type": found.mime,
        "post": found.parent or None,
        "media_details": {"width": width, "height": height, "file": found.file, "sizes": {}},
        "source_url": f"{HOME}/wp-content/uploads/{local:%Y}/{local:%m}/{found.file}",
        "missing_image_sizes": [],
        "meta": [],
    }


def term(site: CmsSite, found: Term) -> dict[str, Any]:
    """A tag or category."""
    using = [p for p in site.posts.values() if p.status == "publish"]
    field = getattr(using[0], found.taxonomy, None) if using else None
    count = sum(found.id in getattr(p, found.taxonomy) for p in using) if field is not None else 0
    taxonomy = TAXONOMIES[found.taxonomy]
    data = {
        "id": found.id,
        "count": count,
        "description": "",
        "name": found.name,
        "slug": found.slug,
        "taxonomy": taxonomy,
        "meta": [],
    }
    return data if found.taxonomy == "tags" else {**data, "parent": found.parent}


def embedded(found: Term) -> dict[str, Any]:
    """A tag or category inside a post."""
    return {
        "id": found.id,
        "name": found.name,
        "slug": found.slug,
        "taxonomy": TAXONOMIES[found.taxonomy],
    }


def account(found: Account) -> dict[str, Any]:
    """The account of the credential."""
    return {
        "id": found.id,
        "username": found.login,
        "name": found.login.capitalize(),
        "slug": found.login,
        "roles": list(found.roles),
        "capabilities": dict.fromkeys(CAPABILITIES, True),
        "locale": "en_US",
    }


def index() -> dict[str, Any]:
    """What the root of the API says."""
    page = f"{HOME}/wp-admin/authorize-application.php"
    return {
        "name": "The Test Courier",
        "description": "",
        "url": HOME,
        "home": HOME,
        "gmt_offset": 7,
        "timezone_string": "Asia/Ho_Chi_Minh",
        "namespaces": ["oembed/1.0", "wp/v2", "wp-site-health/v1", "wp-block-editor/v1"],
        "authentication": {"application-passwords": {"endpoints": {"authorization": page}}},
    }


def chosen(data: Mapping[str, Any], fields: str) -> dict[str, Any]:
    """Only the fields that ``_fields`` names (``title.raw``, ``id``); all without it.

    What is embedded comes along whatever it names.
    """
    if not fields:
        return dict(data)
    found = {name: data[name] for name in ("_embedded",) if name in data}
    for name in fields.split(","):
        top, _dot, below = name.strip().partition(".")
        if top not in data:
            continue
        value = data[top]
        if below and isinstance(value, dict):
            if below in value:
                found.setdefault(top, {})[below] = value[below]
        else:
            found[top] = value
    return found
