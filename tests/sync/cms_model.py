"""A WordPress in memory: the REST API on ``CmsSite``, as a transport for the real connector.

``CmsModel(site)`` answers what nginx, PHP and WordPress would, by the site's own clock. It is
checked against a real WordPress by ``test_cms_model.py``. ``writes`` remembers who wrote what.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2
from PIL import Image

from tests.sync import cms_answers as answers
from tests.sync.cms_site import STATES, Account, CmsSite, Post, Refused, escaped

ROOT = f"{answers.HOME}/wp-json/"
LARGEST_PAGE = 100
STATUS_LISTS = STATES | {"any", "trash", "auto-draft", "inherit"}
BATCH = 25
NAMES = {"featured_media": "featured"}
WRITTEN_BACK = ("title", "content", "excerpt", "slug", "status", "date", "categories", "tags")
"""What WordPress reads of a post before it changes a field, and writes again with it."""


@dataclass(frozen=True)
class Ask:
    """A request, read."""

    method: str
    route: str
    query: Mapping[str, str]
    body: Mapping[str, Any]
    content: bytes
    headers: Mapping[str, str]
    account: Account | None

    @property
    def embed(self) -> bool:
        """Whether the terms of posts are to be told by name."""
        return self.query.get("_embed") == "wp:term"

    @property
    def edit(self) -> bool:
        """Whether sources are asked for."""
        return self.query.get("context") == "edit"


@dataclass(frozen=True)
class Said:
    """An answer before it becomes bytes."""

    status: int
    data: Any
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Written:
    """A change of a post that came through the API: before and after, and which fields it said.

    A post may be another afterwards in what was not said: WordPress writes all of it back as it had
    read it, over what was saved meanwhile.
    """

    by: str
    method: str
    before: Post | None
    after: Post
    said: frozenset[str] = frozenset()


Handler = Callable[["CmsModel", Ask, str], Said]


def _nobody() -> None:
    """Do nothing meanwhile."""


class CmsModel(httpx2.BaseTransport):
    """Answers requests to the site; ``watch`` is told of each change of a post or photo.

    ``meanwhile`` is what others do once, between WordPress reading a post and writing it again.
    """

    def __init__(self, site: CmsSite) -> None:
        self.site = site
        self.watch: Callable[[Written], None] = lambda _written: None
        self.meanwhile: Callable[[], None] = _nobody
        self.asked = 0

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Answer as the site does."""
        request.read()
        self.asked += 1
        self.site.go_on()
        self.site.dawdling = int(request.headers.get(answers.DAWDLING, 0))
        said = self._answer(request)
        self._meanwhile()
        headers = {"Date": format_datetime(self.site.now(), usegmt=True), **said.headers}
        headers["Content-Type"] = "application/json; charset=UTF-8"
        return httpx2.Response(said.status, headers=headers, content=json.dumps(said.data).encode())

    def _meanwhile(self) -> None:
        others, self.meanwhile = self.meanwhile, _nobody
        others()

    def _answer(self, request: httpx2.Request) -> Said:
        query = dict(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        route = unquote(request.url.path.removeprefix("/wp-json").strip("/"))
        body: dict[str, Any] = {}
        headers = {name.lower(): value for name, value in request.headers.items()}
        if headers.get("content-type") == "application/json":
            try:
                body = json.loads(request.content or b"{}")
            except ValueError:
                return _refusal(Refused(400, "rest_invalid_json"))
        account = self._account(headers.get("authorization", ""))
        ask = Ask(request.method, route, query, body, request.content, headers, account)
        return self.answer(ask)

    def answer(self, ask: Ask) -> Said:
        """Answer a request that was read already."""
        try:
            for method, pattern, handler in ROUTES:
                found = re.fullmatch(pattern, ask.route)
                if found and method == ask.method:
                    said = handler(self, ask, found.group(1) if found.groups() else "")
                    return Said(said.status, _shown(said.data, ask), said.headers)
        except Refused as refused:
            return _refusal(refused)
        return _refusal(Refused(404, "rest_no_route"))

    def _account(self, header: str) -> Account | None:
        kind, _space, value = header.partition(" ")
        if kind != "Basic":
            return None
        name, _colon, password = base64.b64decode(value).decode().partition(":")
        found = self.site.accounts.get(name.lower())
        same = found is not None and found.password.replace(" ", "") == password.replace(" ", "")
        return found if same else None

    # -- posts

    def post(self, number: str) -> Post:
        """The post with that number, or the refusal for none."""
        found = self.site.posts.get(int(number))
        if found is None:
            raise Refused(404, "rest_post_invalid_id")
        return found

    def list_posts(self, ask: Ask, _part: str) -> Said:
        _check_list(ask)
        wanted = ask.query.get("status", "publish").split(",")
        for status in wanted:
            if status not in STATUS_LISTS:
                raise _invalid("status", "rest_not_in_enum")
            if status != "publish" and ask.account is None:
                details = {"status": {"code": "rest_forbidden_status"}}
                raise Refused(400, "rest_invalid_param", params={"status": ""}, details=details)
        if ask.edit and ask.account is None:
            raise Refused(401, "rest_forbidden_context")
        states = set(wanted) | (STATES if "any" in wanted else set())
        found = [post for post in self.site.posts.values() if post.status in states]
        return self._listed(ask, found, partial(answers.post, self.site, embed=ask.embed))

    def _listed(self, ask: Ask, found: list[Post], shown: Callable[..., dict[str, Any]]) -> Said:
        found = [post for post in found if _fits(post, ask.query)]
        if text := ask.query.get("search"):
            found = [p for p in found if text in p.title or text in p.content]
        by = ask.query.get("orderby", "date")
        reverse = ask.query.get("order", "desc") == "desc"
        found.sort(key=lambda p: (getattr(p, by), p.id) if by != "id" else p.id, reverse=reverse)
        page, headers = _page(ask.query, found, beyond=True)
        data = [shown(each, edit=ask.edit) for each in page]
        return Said(200, data, headers)

    def read_post(self, ask: Ask, part: str) -> Said:
        found = self.post(part)
        if ask.account is None and (ask.edit or found.status != "publish"):
            raise Refused(401, "rest_forbidden_context" if ask.edit else "rest_forbidden")
        return Said(200, answers.post(self.site, found, edit=ask.edit, embed=ask.embed))

    def create_post(self, ask: Ask, _part: str) -> Said:
        fields = _fields(ask)
        if "id" in ask.body:
            raise Refused(400, "rest_post_exists")
        if ask.account is None:
            raise Refused(401, "rest_cannot_create")
        made = self.site.create(ask.account.id, fields)
        self.watch(Written(ask.account.login, "create", None, made))
        return Said(201, answers.post(self.site, made, edit=True))

    def update_post(self, ask: Ask, part: str) -> Said:
        fields = _fields(ask)
        found = self.post(part)
        if ask.account is None:
            raise Refused(401, "rest_cannot_edit")
        read = _copy(found)
        self._meanwhile()
        self.site.complete(found)
        before = _copy(found)
        for name in WRITTEN_BACK:
            setattr(found, name, getattr(read, name))
        self.site.update(found, ask.account.id, fields)
        self.watch(Written(ask.account.login, "update", before, found, frozenset(fields)))
        return Said(200, answers.post(self.site, found, edit=True))

    def delete_post(self, ask: Ask, part: str) -> Said:
        found = self.post(part)
        if ask.account is None:
            raise Refused(401, "rest_cannot_delete")
        read = before = _copy(found)
        if ask.query.get("force") == "true":
            del self.site.posts[found.id]
            self.watch(Written(ask.account.login, "delete", before, found))
            previous = answers.post(self.site, found, edit=True)
            return Said(200, {"deleted": True, "previous": previous})
        self._meanwhile()
        before = _copy(found)
        for name in WRITTEN_BACK:
            setattr(found, name, getattr(read, name))
        self.site.trash(found, ask.account.id)
        self.watch(Written(ask.account.login, "trash", before, found))
        return Said(200, answers.post(self.site, found, edit=True))

    def list_revisions(self, ask: Ask, part: str) -> Said:
        found = self.site.posts.get(int(part))
        if found is None:
            raise Refused(404, "rest_post_invalid_parent")
        if ask.account is None:
            raise Refused(401, "rest_cannot_read")
        newest = sorted(found.revisions, key=lambda r: r.id, reverse=True)
        page, headers = _page(ask.query, newest, beyond=False)
        return Said(200, [answers.revision(each, found.id) for each in page], headers)

    # -- photos

    def list_media(self, ask: Ask, _part: str) -> Said:
        _check_list(ask)
        return self._listed(ask, list(self.site.photos.values()), answers.photo)

    def photo(self, number: str) -> Post:
        """The photo with that number, or the refusal for none."""
        found = self.site.photos.get(int(number))
        if found is None:
            raise Refused(404, "rest_post_invalid_id")
        return found

    def read_media(self, ask: Ask, part: str) -> Said:
        return Said(200, answers.photo(self.photo(part), edit=ask.edit))

    def create_media(self, ask: Ask, _part: str) -> Said:
        if ask.account is None:
            raise Refused(401, "rest_cannot_create")
        given = ask.headers.get("content-disposition", "")
        name = re.search(r'filename="([^"]+)"', given)
        if not ask.content:
            raise Refused(400, "rest_upload_no_data")
        if name is None:
            raise Refused(
                400,
                "rest_upload_no_content_disposition"
                if not given
                else "rest_upload_invalid_disposition",
            )
        told = ask.headers.get("content-md5")
        if told and told != hashlib.md5(ask.content, usedforsecurity=False).hexdigest():
            raise Refused(412, "rest_upload_hash_mismatch")
        if not name[1].lower().endswith((".jpg", ".jpeg", ".png", ".gif", ".webp")):
            raise Refused(500, "rest_upload_sideload_error")
        mime = ask.headers.get("content-type", "")
        made = self.site.add_photo(ask.account.id, name[1], mime, dict(ask.query))
        with Image.open(io.BytesIO(ask.content)) as image:
            made.size = image.size
        self.watch(Written(ask.account.login, "upload", None, made))
        return Said(201, answers.photo(made, edit=True))

    def update_media(self, ask: Ask, part: str) -> Said:
        found = self.photo(part)
        if ask.account is None:
            raise Refused(401, "rest_cannot_edit")
        found.title = ask.body.get("title", found.title)
        found.excerpt = ask.body.get("caption", found.excerpt)
        found.alt = ask.body.get("alt_text", found.alt)
        found.parent = ask.body.get("post", found.parent)
        found.modified = self.site.now()
        return Said(200, answers.photo(found, edit=True))

    def finish_media(self, ask: Ask, part: str) -> Said:
        return Said(200, answers.photo(self.photo(part), edit=True))

    def delete_media(self, ask: Ask, part: str) -> Said:
        found = self.photo(part)
        if ask.account is None:
            raise Refused(401, "rest_cannot_delete")
        if ask.query.get("force") != "true":
            raise Refused(501, "rest_trash_not_supported")
        self.site.remove_photo(found)
        self.watch(Written(ask.account.login, "delete-photo", found, found))
        return Said(200, {"deleted": True, "previous": answers.photo(found, edit=True)})

    # -- terms

    def list_terms(self, ask: Ask, taxonomy: str) -> Said:
        _check_list(ask)
        found = [term for term in self.site.terms.values() if term.taxonomy == taxonomy]
        if slugs := ask.query.get("slug"):
            found = [term for term in found if term.slug in slugs.split(",")]
        by = ask.query.get("orderby", "name")
        reverse = ask.query.get("order", "asc") == "desc"
        found.sort(key=lambda term: getattr(term, by), reverse=reverse)
        page, headers = _page(ask.query, found, beyond=False)
        return Said(200, [answers.term(self.site, term) for term in page], headers)

    def create_term(self, ask: Ask, taxonomy: str) -> Said:
        if ask.account is None:
            raise Refused(401, "rest_cannot_create")
        if "name" not in ask.body:
            raise Refused(400, "rest_missing_callback_param", params=["name"])
        parent = int(ask.body.get("parent", 0))
        if not str(ask.body["name"]).strip():
            raise Refused(500, "empty_term_name", none=True)
        made = self.site.add_term(taxonomy, ask.body["name"], ask.body.get("slug", ""), parent)
        return Said(201, answers.term(self.site, made))

    def change_term(self, ask: Ask, part: str) -> Said:
        taxonomy, _slash, number = part.partition("/")
        found = self.site.terms.get(int(number))
        if found is None or found.taxonomy != taxonomy:
            raise Refused(404, "rest_term_invalid")
        if ask.method == "POST":
            if ask.account is None:
                raise Refused(401, "rest_cannot_update")
            found.name = escaped(ask.body.get("name", found.name))
        if ask.method == "DELETE":
            if ask.query.get("force") != "true":
                raise Refused(501, "rest_trash_not_supported")
            self.site.remove_term(found)
            return Said(200, {"deleted": True, "previous": answers.term(self.site, found)})
        return Said(200, answers.term(self.site, found))

    # -- accounts and the rest

    def index(self, _ask: Ask, _part: str) -> Said:
        return Said(200, answers.index())

    def me(self, ask: Ask, _part: str) -> Said:
        if ask.account is None:
            raise Refused(401, "rest_not_logged_in")
        return Said(200, answers.account(ask.account))

    def introspect(self, ask: Ask, _part: str) -> Said:
        if ask.account is None:
            raise Refused(401, "rest_not_logged_in")
        data = {"uuid": f"uuid-{ask.account.id}", "name": "Copydesk", "last_used": None}
        return Said(200, data)

    def people(self, ask: Ask, _part: str) -> Said:
        include = {int(each) for each in ask.query.get("include", "").split(",") if each}
        all_of_them = self.site.accounts.values()
        found = [answers.account(each) for each in all_of_them if not include or each.id in include]
        return Said(200, [{"id": each["id"], "name": each["name"]} for each in found])

    def batch(self, ask: Ask, _part: str) -> Said:
        requests = ask.body.get("requests", [])
        if len(requests) > BATCH:
            raise _invalid("requests", "rest_too_many_items")
        responses = []
        for each in requests:
            path, _mark, query = each["path"].partition("?")
            part = Ask(
                each.get("method", "POST"),
                path.strip("/"),
                dict(parse_qsl(query)),
                each.get("body", {}),
                b"",
                {},
                ask.account,
            )
            said = self.answer(part)
            responses.append({"body": said.data, "status": said.status, "headers": {}})
        return Said(207, {"responses": responses})


ROUTES: tuple[tuple[str, str, Handler], ...] = (
    ("GET", "", CmsModel.index),
    ("GET", "wp/v2/users/me", CmsModel.me),
    ("GET", "wp/v2/users/me/application-passwords/introspect", CmsModel.introspect),
    ("GET", "wp/v2/users", CmsModel.people),
    ("POST", "batch/v1", CmsModel.batch),
    ("GET", "wp/v2/posts", CmsModel.list_posts),
    ("POST", "wp/v2/posts", CmsModel.create_post),
    ("GET", r"wp/v2/posts/(\d+)", CmsModel.read_post),
    ("POST", r"wp/v2/posts/(\d+)", CmsModel.update_post),
    ("DELETE", r"wp/v2/posts/(\d+)", CmsModel.delete_post),
    ("GET", r"wp/v2/posts/(\d+)/revisions", CmsModel.list_revisions),
    ("GET", "wp/v2/media", CmsModel.list_media),
    ("POST", "wp/v2/media", CmsModel.create_media),
    ("GET", r"wp/v2/media/(\d+)", CmsModel.read_media),
    ("POST", r"wp/v2/media/(\d+)", CmsModel.update_media),
    ("POST", r"wp/v2/media/(\d+)/post-process", CmsModel.finish_media),
    ("DELETE", r"wp/v2/media/(\d+)", CmsModel.delete_media),
    ("GET", "wp/v2/(tags|categories)", CmsModel.list_terms),
    ("POST", "wp/v2/(tags|categories)", CmsModel.create_term),
    ("GET", r"wp/v2/((?:tags|categories)/\d+)", CmsModel.change_term),
    ("POST", r"wp/v2/((?:tags|categories)/\d+)", CmsModel.change_term),
    ("DELETE", r"wp/v2/((?:tags|categories)/\d+)", CmsModel.change_term),
)


def _copy(post: Post) -> Post:
    return replace(post, revisions=list(post.revisions))


def _refusal(refused: Refused) -> Said:
    data = None if refused.data.get("none") else {"status": refused.status, **refused.data}
    return Said(refused.status, {"code": refused.code, "message": refused.code, "data": data})


def _invalid(name: str, code: str) -> Refused:
    details = {name: {"code": code, "data": None}}
    return Refused(400, "rest_invalid_param", params={name: name}, details=details)


def _check_list(ask: Ask) -> None:
    size = ask.query.get("per_page", "10")
    if not size.isdecimal() or not 1 <= int(size) <= LARGEST_PAGE:
        raise _invalid("per_page", "rest_out_of_bounds")


def _fits(post: Post, query: Mapping[str, str]) -> bool:
    if "slug" in query and post.slug not in query["slug"].split(","):
        return False
    if "include" in query and str(post.id) not in query["include"].split(","):
        return False
    after = query.get("modified_after")
    return after is None or post.modified > _moment(after)


def _page(
    query: Mapping[str, str], found: list[Any], *, beyond: bool
) -> tuple[list[Any], dict[str, str]]:
    """One page of a list, with the headers that count it."""
    size, page = int(query.get("per_page", "10")), int(query.get("page", "1"))
    pages = -(-len(found) // size)
    if beyond and page > pages and found:
        raise Refused(400, "rest_post_invalid_page_number")
    headers = {"X-WP-Total": str(len(found)), "X-WP-TotalPages": str(pages)}
    return found[(page - 1) * size : page * size], headers


def _moment(text: str) -> datetime:
    """A time of a request: with its zone, or the site's own."""
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return found if found.tzinfo else found.replace(tzinfo=UTC) - answers.ZONE


def _fields(ask: Ask) -> dict[str, Any]:
    """The fields of a post that are to be written, as the site knows them."""
    fields: dict[str, Any] = {}
    for name in ("title", "content", "excerpt"):
        if name in ask.body:
            value = ask.body[name]
            fields[name] = value.get("raw", "") if isinstance(value, dict) else value
    for name in ("slug", "categories", "tags", "featured_media"):
        if name in ask.body:
            fields[NAMES.get(name, name)] = ask.body[name]
    if "status" in ask.body:
        if ask.body["status"] not in STATES:
            raise _invalid("status", "rest_not_in_enum")
        fields["status"] = ask.body["status"]
    for name in ("date", "date_gmt"):
        if ask.body.get(name):
            found = datetime.fromisoformat(ask.body[name].replace("Z", "+00:00"))
            shift = answers.ZONE if name == "date" else timedelta()
            found = found if found.tzinfo else found.replace(tzinfo=UTC) - shift
            fields["date"] = found.astimezone(UTC).replace(microsecond=0)
    meta = ask.body.get("meta")
    if isinstance(meta, dict) and "footnotes" in meta:
        fields["footnotes"] = meta["footnotes"]
    return fields


def _shown(data: Any, ask: Ask) -> Any:
    fields = ask.query.get("_fields", "")
    if isinstance(data, list):
        return [answers.chosen(each, fields) for each in data]
    return answers.chosen(data, fields) if isinstance(data, dict) else data
