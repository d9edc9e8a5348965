"""Tags and categories of a WordPress: looked up by slug, made when missing, names unescaped."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from editor_app.connectors import wordpress_values as values
from editor_app.connectors.wordpress_connection import (
    EDIT,
    LONGEST_QUERY,
    PAGE,
    Connection,
    Query,
)
from editor_app.connectors.wordpress_values import RemoteTerm, Taxonomy
from editor_app.domain.errors import ConnectionTrouble, Refused

FIELDS = "id,name,slug,parent,count,lang"
LONGEST_NAME = 200
EXISTS = "term_exists"


class Terms:
    """The tags and categories of one site."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, taxonomy: Taxonomy) -> tuple[RemoteTerm, ...]:
        """Return every term, a hundred a request."""
        return tuple(self._list(taxonomy, {"orderby": "id", "order": "asc"}))

    def find(self, taxonomy: Taxonomy, slugs: Collection[str]) -> dict[str, RemoteTerm]:
        """Return terms by slug; those that are not there are left out.

        Of two with one slug (WordPress makes them of two requests at once) it is the first.
        """
        found: dict[str, RemoteTerm] = {}
        for some in _portions(sorted(slugs)):
            query = {"slug": ",".join(some), "orderby": "id", "order": "asc"}
            for term in self._list(taxonomy, query):
                found.setdefault(term.slug, term)
        return found

    def read(self, taxonomy: Taxonomy, term: int) -> RemoteTerm:
        """Return a term. Raises GoneThere."""
        # Not as ``edit``: authors may not see terms so, and there is nothing more to see.
        answer = self._connection.get(f"wp/v2/{taxonomy}/{term}", {"_fields": FIELDS})
        return self._term(taxonomy, answer.data)

    def create(self, taxonomy: Taxonomy, name: str, slug: str = "", parent: int = 0) -> RemoteTerm:
        """Make a term; one that is there already is as good.

        Raises Refused for a name that is empty or over 200 characters, NotAllowed: categories are
        for editors and up.
        """
        body = _body(name, slug, parent)
        query = {**EDIT, "_fields": FIELDS}
        try:
            answer = self._connection.post(f"wp/v2/{taxonomy}", body, query)
        except ConnectionTrouble as trouble:
            return self._known(taxonomy, trouble)
        return self._term(taxonomy, answer.data, write=True)

    def _known(self, taxonomy: Taxonomy, trouble: ConnectionTrouble) -> RemoteTerm:
        """Return the term that made another like it impossible, or raise the trouble."""
        known = int(trouble.message.fields.get("remote", 0))
        if trouble.code != EXISTS or not known:
            raise trouble
        return self.read(taxonomy, known)

    def _list(self, taxonomy: Taxonomy, query: Query) -> Iterator[RemoteTerm]:
        whole = {"_fields": FIELDS, "hide_empty": "false", **query}
        for page in self._connection.pages(f"wp/v2/{taxonomy}", whole):
            for data in page:
                yield self._term(taxonomy, data)

    def _term(self, taxonomy: Taxonomy, data: Any, *, write: bool = False) -> RemoteTerm:
        return self._connection.made(lambda term: values.term(term, taxonomy), data, write=write)


def _portions(slugs: Sequence[str]) -> Iterator[list[str]]:
    """Part slugs so that each part fits into one address and one page of a list."""
    portion: list[str] = []
    size = 0
    for slug in slugs:
        length = len(quote(slug)) + 3
        if portion and (size + length > LONGEST_QUERY or len(portion) == PAGE):
            yield portion
            portion, size = [], 0
        portion.append(slug)
        size += length
    if portion:
        yield portion


def _body(name: str, slug: str, parent: int) -> dict[str, Any]:
    """Return the JSON of a term; the site would answer 500 to a name that it cannot keep."""
    if not name.strip():
        raise Refused("term-name-empty")
    if len(name) > LONGEST_NAME:
        raise Refused("term-name-long", name=name[:40], limit=LONGEST_NAME)
    body: dict[str, Any] = {"name": name}
    if slug:
        body["slug"] = slug
    if parent:
        body["parent"] = parent
    return body
