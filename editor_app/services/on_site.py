"""The article as it stands on its site: its true page, and who has it open there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from editor_app.connectors.wordpress import WordPress
from editor_app.domain.errors import NotTheSite, Refused
from editor_app.domain.ids import ArticleId, SiteId
from editor_app.domain.messages import Message
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind
from editor_app.formats.page_dates import zone_of
from editor_app.services.draft_queue import changed_here
from editor_app.services.pages import PageService
from editor_app.services.post_guide import post_guide
from editor_app.services.post_open import OpenThere, open_posts
from editor_app.services.site_doubts import is_there
from editor_app.services.site_lines import SiteLines
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records


@dataclass(frozen=True)
class OnSite:
    """The true page of an article: an address for the browser, and what to know of it."""

    address: str
    said: tuple[Message, ...]


class OnSiteService:
    """The verbs that look at a site's own copy without changing it."""

    def __init__(self, place: Workplace, pages: PageService, lines: SiteLines) -> None:
        """Look at what this desk has sent; ``lines`` lead to its sites."""
        self._place, self._pages, self._lines = place, pages, lines

    def page(self, article: ArticleId, site: SiteId | None = None) -> OnSite:
        """Return where the article can be seen as its site draws it (default: the first that has).

        A draft is shown through the companion for a quarter of an hour, to whoever has the address;
        without it the site shows it only to people who are signed in there. Raises Refused when it
        is on no site, and the troubles of the connection.
        """
        with self._place.database.reading() as records:
            wanted, known = _sent(records, article, site)
            older = self._older(records, wanted, known)
        said = [older] if older is not None else []
        if known.status is RemoteStatus.PUBLIC:
            return OnSite(known.address, (Message("on-site-public", {}), *said))
        post = int(known.remote_id)
        address = self._shown(self._lines.line(wanted), post)
        if address is not None and _same_host(address, wanted):
            return OnSite(address, (Message("on-site-draft", {}), *said))
        query = urlencode({"p": post, "preview": "true"})
        weaker = Message("on-site-signed-in", {"site": wanted.name})
        return OnSite(f"{wanted.url.rstrip('/')}/?{query}", (weaker, *said))

    def open_there(self, site: SiteId, articles: Iterable[ArticleId]) -> tuple[OpenThere, ...]:
        """Return which of these articles somebody has open on the site at this moment.

        Only a site with the companion tells; elsewhere nobody is named. Times are in the zone of
        the site. Raises NotFound and the troubles of the connection.
        """
        with self._place.database.reading() as records:
            wanted = records.sites.get(site)
            found = (records.publications.find(article, site) for article in articles)
            posts = {
                int(known.remote_id): known.article
                for known in found
                if known is not None and known.remote_id.isdecimal()
            }
        if wanted.kind is not SiteKind.WORDPRESS or not posts:
            return ()
        zone = zone_of(wanted.zone)
        return tuple(
            OpenThere(posts[one.post], one.name, one.seen and one.seen.astimezone(zone))
            for one in open_posts(self._lines.line(wanted), posts)
            if one.post in posts
        )

    def _shown(self, line: WordPress, post: int) -> str | None:
        """Return the address that the companion signs; None on a site without it."""
        try:
            return line.companion.preview_address(post)
        except NotTheSite:
            return None

    def _older(self, records: Records, site: Site, known: Publication) -> Message | None:
        """Return what to say when the text here is newer than what the site has."""
        article = records.articles.get(known.article)
        guide = post_guide(records, self._place, self._pages, site, article.language)
        if known.last_synced is None or not changed_here(records, article, known, guide):
            return None
        until = known.last_synced.astimezone(zone_of(site.zone)).isoformat(timespec="minutes")
        return Message("on-site-older", {"until": until})


def _sent(records: Records, article: ArticleId, site: SiteId | None) -> tuple[Site, Publication]:
    """Return a WordPress that has the article. Raises Refused when there is none."""
    for one in records.sites.all():
        known = records.publications.find(article, one.id)
        fits = one.kind is SiteKind.WORDPRESS and site in {None, one.id}
        if fits and known is not None and is_there(records, known):
            return one, known
    raise Refused("on-site-nowhere")


def _same_host(address: str, site: Site) -> bool:
    """Say whether an address that a site gives leads to the site itself."""
    host = urlsplit(address).hostname
    own = {urlsplit(one).hostname for one in (site.url, site.target)}
    return urlsplit(address).scheme in {"http", "https"} and host in own
