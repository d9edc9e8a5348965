"""Requests to one WordPress: routes become addresses, lists are read to the end, 25 go at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from editor_app.connectors.web_answers import Answer, Whole
from editor_app.connectors.web_client import WebClient, with_query
from editor_app.connectors.web_requests import UNWATCHED, Upload, Watch
from editor_app.connectors.web_troubles import Refusal
from editor_app.connectors.wordpress_troubles import judge
from editor_app.domain.errors import ConnectionTrouble, FieldRefused, NotAllowed, NotTheSite

PAGE = 100
BATCH = 25
LONGEST_QUERY = 3_000
"""Bytes of texts that travel in one address; servers refuse addresses over 8 KB."""

Query = Mapping[str, str | int]
EDIT: Mapping[str, str] = MappingProxyType({"context": "edit"})
NOTHING: Mapping[str, str] = MappingProxyType({})
INDEX_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "_fields": "name,description,url,home,gmt_offset,timezone_string,namespaces,authentication,"
        "image_sizes,image_size_threshold"
    }
)
BEYOND_THE_END = "rest_post_invalid_page_number"

Value = TypeVar("Value")


@dataclass(frozen=True)
class ApiRoot:
    """The root of a site's API, for pretty permalinks (``/wp-json/``) and plain ones.

    With plain permalinks the route stands in the query: ``/?rest_route=/wp/v2/posts``.
    """

    url: str

    def address(self, route: str, query: Query = NOTHING) -> str:
        """Return the address of a route such as ``wp/v2/posts``; the empty one is the index."""
        base, plain, _rest = self.url.partition("rest_route=")
        if plain:
            return with_query(f"{base}{plain}{quote('/' + route)}", query)
        return with_query(f"{self.url.rstrip('/')}/{quote(route)}", query)


@dataclass(frozen=True)
class Write:
    """One of the requests of a batch."""

    method: str
    route: str
    body: Mapping[str, Any]
    headers: Mapping[str, str] = field(default_factory=lambda: NOTHING)


class Connection:
    """One site's API through one client; the parts of the connector share it."""

    def __init__(self, client: WebClient, root: ApiRoot) -> None:
        self.client = client
        self.root = root
        self.site = urlsplit(root.url).hostname or ""

    def get(
        self,
        route: str,
        query: Query = EDIT,
        *,
        expect: type[Any] = dict,
        watch: Watch = UNWATCHED,
    ) -> Answer:
        """Read something."""
        url = self.root.address(route, query)
        return self.client.ask("GET", url, expect=expect, watch=watch)

    def post(
        self,
        route: str,
        body: Mapping[str, Any],
        query: Query = NOTHING,
        headers: Mapping[str, str] = NOTHING,
    ) -> Answer:
        """Create or change something."""
        return self.client.ask(
            "POST", self.root.address(route, query), body=dict(body), headers=headers
        )

    def upload(
        self,
        route: str,
        upload: Upload,
        query: Query,
        headers: Mapping[str, str],
        watch: Watch,
    ) -> Answer:
        """Send a file."""
        url = self.root.address(route, query)
        return self.client.ask("POST", url, upload=upload, headers=headers, watch=watch)

    def delete(self, route: str, query: Query = NOTHING) -> Answer:
        """Remove something; a host that lets no DELETE through gets it as a POST."""
        try:
            return self.client.ask("DELETE", self.root.address(route, query))
        except NotAllowed as refused:
            if refused.status != 405:
                raise
        return self.client.ask("POST", self.root.address(route, {**query, "_method": "DELETE"}))

    def pages(self, route: str, query: Query) -> Iterator[list[Any]]:
        """Read a list page by page to its end.

        The number of things is not believed (an author sees fewer than are counted), the number of
        pages is; where it is not told, an empty page or a refused one is the end.
        """
        before: list[Any] | None = None
        for page in count(1):
            try:
                answer = self.get(route, {"per_page": PAGE, **query, "page": page}, expect=list)
            except FieldRefused as refused:
                if refused.code == BEYOND_THE_END and page > 1:
                    return
                raise
            if answer.data and answer.data == before:  # the site pays no heed to pages
                return
            yield answer.data
            before, last = answer.data, answer.number("x-wp-totalpages")
            if page >= last if last is not None else not before:
                return

    def batch(self, writes: Sequence[Write]) -> Iterator[Answer | ConnectionTrouble]:
        """Send many writes, 25 at a time, and give what became of each, in their order.

        Raises when a whole batch got no answer: then any of its writes may have been carried out.
        """
        for start in range(0, len(writes), BATCH):
            yield from self._batch(writes[start : start + BATCH])

    def _batch(self, writes: Sequence[Write]) -> Iterator[Answer | ConnectionTrouble]:
        requests = [
            {
                "method": each.method,
                "path": f"/{each.route}",
                "body": dict(each.body),
                **({"headers": dict(each.headers)} if each.headers else {}),
            }
            for each in writes
        ]
        answer = self.post("batch/v1", {"validation": "normal", "requests": requests})
        found = answer.data.get("responses")
        if not isinstance(found, list) or len(found) != len(writes):
            raise NotTheSite("not-the-site-shape", doubtful=True, site=self.site)
        for each in found:
            yield self._part(answer, each)

    def _part(self, answer: Answer, part: Any) -> Answer | ConnectionTrouble:
        """Return one answer out of a batch."""
        status, body = _status(part), part.get("body") if isinstance(part, dict) else None
        if 200 <= status < 300 and isinstance(body, dict):
            headers = _headers(part)
            return Answer(
                answer.url, status, headers, body, answer.server_time, answer.skew, answer.noisy
            )
        whole = Whole(self.root.url, status, {}, b"", None, self.client.now())
        return judge(Refusal(self.site, whole, body, write=True, upload=False))

    def made(self, make: Callable[[Any], Value], data: Any, *, write: bool = False) -> Value:
        """Return a value made of JSON. Raises NotTheSite when that has another shape."""
        try:
            return make(data)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError):
            pass
        raise NotTheSite("not-the-site-shape", doubtful=write, site=self.site)


def _status(part: Any) -> int:
    status = part.get("status") if isinstance(part, dict) else None
    return status if isinstance(status, int) else 500


def _headers(part: Any) -> dict[str, str]:
    found = part.get("headers") if isinstance(part, dict) else None
    pairs = found.items() if isinstance(found, dict) else ()
    return {str(name).lower(): value for name, value in pairs if isinstance(value, str)}
