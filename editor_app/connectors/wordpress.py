"""One WordPress as an account may use it: posts, photos, terms, what it says about itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, Self

from editor_app.connectors import wordpress_values as values
from editor_app.connectors.web_client import WebClient
from editor_app.connectors.web_requests import (
    PATIENCE,
    Credential,
    Patience,
    Stopped,
    Traffic,
    Transport,
    never,
)
from editor_app.connectors.wordpress_companion import Companion
from editor_app.connectors.wordpress_connection import (
    EDIT,
    INDEX_FIELDS,
    ApiRoot,
    Connection,
    Query,
)
from editor_app.connectors.wordpress_media import Media
from editor_app.connectors.wordpress_posts import Posts
from editor_app.connectors.wordpress_terms import Terms
from editor_app.connectors.wordpress_troubles import judge, judge_known
from editor_app.connectors.wordpress_values import (
    ApplicationPassword,
    Me,
    RemoteLanguage,
    RemotePerson,
    SiteIndex,
)
from editor_app.domain.errors import NotTheSite, SignedOut

NOT_LOGGED_IN = "rest_not_logged_in"


class WordPress:
    """A site and an account on it. Keep it while you talk to the site, and close it.

    ``root`` is the root of the API as ``wordpress_discovery`` found it. Everything raises the
    children of ConnectionTrouble, and Cancelled once ``stopped`` says so. Threads may share it.
    """

    def __init__(
        self,
        root: str,
        credential: Credential | None = None,
        *,
        known: bool = False,
        patience: Patience = PATIENCE,
        transport: Transport | None = None,
        clock: Callable[[], datetime] | None = None,
        stopped: Stopped = never,
    ) -> None:
        """``known``: the site took this account before, so a refusal means a revoked password."""
        given: dict[str, Any] = {} if clock is None else {"clock": clock}
        self._known = known
        self.client = WebClient(
            root,
            credential,
            judge=judge_known if known else judge,
            patience=patience,
            transport=transport,
            stopped=stopped,
            **given,
        )
        self._connection = Connection(self.client, ApiRoot(self.client.root))
        self.posts = Posts(self._connection)
        self.media = Media(self._connection)
        self.terms = Terms(self._connection)
        self.companion = Companion(self._connection)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"WordPress({self.client.root!r})"

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    @property
    def traffic(self) -> Traffic:
        """What has been asked so far."""
        return self.client.traffic

    def server_now(self) -> datetime:
        """Return the time by the site's clock, as far as its last answer told it.

        It is right to about a second once anything was asked; before, it is our own time.
        """
        return self.client.server_now()

    def index(self) -> SiteIndex:
        """Return what the site says about itself."""
        answer = self._connection.get("", INDEX_FIELDS)
        return self._connection.made(values.index, answer.data)

    def me(self) -> Me:
        """Return the account: the one sure way to see whether the credential is taken.

        A list that is public answers 200 to anybody, also when the credential was lost on the way.
        Raises SignedOut, whose key says whether application passwords are to be had there at all.
        """
        try:
            answer = self._connection.get("wp/v2/users/me", EDIT)
        except SignedOut as refused:
            if refused.code != NOT_LOGGED_IN:
                raise
            trouble = refused
        else:
            return self._connection.made(values.me, answer.data)
        refused_key = "signed-out-revoked" if self._known else "signed-out-wrong"
        key = refused_key if self.index().authorize else "signed-out-disabled"
        raise SignedOut(key, site=self._connection.site, status=trouble.status, code=trouble.code)

    def people(self, ids: Collection[int]) -> dict[int, RemotePerson]:
        """Return colleagues by id, as far as this account may see them."""
        if not ids:
            return {}
        include = ",".join(map(str, sorted(ids)))
        query: Query = {"include": include, "who": "authors", "_fields": "id,name", "per_page": 100}
        answer = self._connection.get("wp/v2/users", query, expect=list)
        found = [self._connection.made(values.person, data) for data in answer.data]
        return {person.id: person for person in found}

    def languages(self) -> tuple[RemoteLanguage, ...]:
        """Return the languages that Polylang keeps; none where there is no Polylang."""
        try:
            answer = self._connection.get("pll/v1/languages", {}, expect=list)
        except NotTheSite as trouble:
            if trouble.status != 404:
                raise
            return ()
        return tuple(self._connection.made(values.language, data) for data in answer.data)

    def introspect(self) -> ApplicationPassword:
        """Return what the site keeps about the application password in use."""
        route = "wp/v2/users/me/application-passwords/introspect"
        answer = self._connection.get(route, EDIT)
        return self._connection.made(values.application_password, answer.data)

    def revoke(self) -> None:
        """Have the site forget the application password in use: it is worth nothing afterwards."""
        used = self.introspect()
        self._connection.delete(f"wp/v2/users/me/application-passwords/{used.uuid}")
