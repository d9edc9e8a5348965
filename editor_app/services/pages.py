"""Pages: what readers will see, before anything is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from editor_app.domain.article import Article
from editor_app.domain.errors import Cancelled, EditorError
from editor_app.domain.ids import ArticleId, SiteId, new_id
from editor_app.domain.messages import Message
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind
from editor_app.formats.page import SitePages
from editor_app.formats.page_addresses import article_address
from editor_app.formats.page_dates import zone_of
from editor_app.formats.page_view import ArticleView, SiteFile, SiteView, Theme
from editor_app.formats.wordpress_foreign import card_name
from editor_app.services.page_checks import seen_page
from editor_app.services.renditions import RenditionCache
from editor_app.services.site_views import PublishedViews, article_view, digest_of, site_view
from editor_app.services.workplace import Progress, Workplace, silent
from editor_app.storage.records import Records
from editor_app.text.blocks import foreign_of


@dataclass(frozen=True)
class Preview:
    """One article as a page of its site, with everything the page asks for.

    ``address`` is where the page stands on the site, ``public_url`` its full address there.
    ``label`` says how true the preview is, ``notes`` since when the site has the article and what
    its public page was found to show. ``view`` holds headline, standfirst and lead photo for
    the search result and the social card.
    """

    article: ArticleId
    address: str
    public_url: str
    site_name: str
    label: Message
    view: ArticleView
    pages: SitePages
    media: dict[str, SiteFile] = field(repr=False)
    notes: tuple[Message, ...] = ()

    def get(self, address: str) -> bytes | None:
        """Return the bytes at an address of the site (page, stylesheet or photo), or None."""
        if address in self.media:
            return self.media[address].make()
        return self.pages.get(address)

    def block_html(self, number: int, text: str) -> str:
        """Return the HTML of block ``number`` (counted from 1) with other Markdown, for a patch."""
        return self.pages.block_html(self.article, number, text)


class PageService:
    """The verbs on pages."""

    def __init__(self, place: Workplace, read_theme: Callable[[str], Theme]) -> None:
        """Work on this desk with the themes that ``read_theme`` finds by name."""
        self._place = place
        self._read_theme = read_theme
        self._themes: dict[str, Theme] = {}
        self.renditions = RenditionCache(place)
        self._published = PublishedViews()

    def preview(
        self,
        article_id: ArticleId,
        site_id: SiteId | None = None,
        said: Callable[[Message], str] | None = None,
    ) -> Preview:
        """Return the page as the site (default: the first) would show it now. Posts nothing.

        With ``said`` (which makes words of a message), blocks that only another site can show
        stand in the page as boxes with their names; without it, as nothing. Raises NotFound, and
        Unreadable when a photo cannot be shown.
        """
        with self._place.database.reading() as records:
            article = records.articles.get(article_id)
            site = self.site(records, site_id)
            publication = records.publications.find(article_id, site.id)
            view = self.view_of(records, article, publication, self._place.now())
            siblings = self._siblings(records, article, site)
            whole = self.whole(records, site, (view, *siblings))
            if said is not None:
                placed = {found for block in article.body if (found := foreign_of(block))}
                blocks = records.foreign.some(placed).values()
                whole = replace(whole, foreign={it.id: said(card_name(it)) for it in blocks})
            notes = _notes(records, site, publication)
        address = article_address(whole, view)
        return Preview(
            article_id,
            address,
            f"{site.url.rstrip('/')}/{address}",
            site.name,
            _label(site, publication),
            view,
            SitePages(self.theme(site), whole),
            self.renditions.files(whole.articles),
            notes,
        )

    def clean_photos(self, articles: Iterable[ArticleId], progress: Progress = silent) -> None:
        """Make the files of the photos of articles as they go out, before they are sent.

        For the ten seconds of Undo: sending makes what is lacking. One that cannot be made is
        passed over, as its sending tells it. Raises Cancelled when ``progress`` does.
        """
        with self._place.database.reading() as records:
            uses = [use for article in articles for use in records.uses.of_article(article)]
            photos = [records.photos.get(one) for one in dict.fromkeys(use.photo for use in uses)]
        for number, photo in enumerate(photos):
            progress(number, len(photos))
            try:
                self.renditions.sizes(photo)
            except Cancelled:
                raise
            except EditorError:
                continue

    def view_of(
        self, records: Records, article: Article, publication: Publication | None, now: datetime
    ) -> ArticleView:
        """Return the article as readers will see it when it goes out at ``now``.

        What went out already is updated by that, unless readers would see no change.
        """
        first = publication.first_published if publication else None
        view = article_view(
            records,
            self.renditions,
            article,
            published=first or article.planned or now,
            address=publication.address if publication else "",
        )
        if publication is None or first is None:
            return view
        same = bool(publication.base) and publication.digest == digest_of(view)
        return replace(view, updated=self._published(publication).updated if same else now)

    def _siblings(self, records: Records, article: Article, site: Site) -> list[ArticleView]:
        """Return the other language versions that are not public yet, for the edition switcher."""
        views = []
        for version in records.articles.of_story(article.story):
            known = records.publications.find(version.id, site.id)
            public = known is not None and known.status is RemoteStatus.PUBLIC
            if version.id != article.id and version.headline and not public:
                views.append(self.view_of(records, version, known, self._place.now()))
        return views

    def whole(
        self,
        records: Records,
        site: Site,
        instead: Iterable[ArticleView] = (),
        without: frozenset[ArticleId] = frozenset(),
    ) -> SiteView:
        """Return the whole site as it is now, some articles replaced or left out."""
        now = self._place.now()
        return site_view(records, site, now, instead, without, published=self._published)

    def address_of(self, records: Records, site: Site, view: ArticleView) -> str:
        """Return the address that the article has, or will have, on the site."""
        return article_address(self.whole(records, site, (view,)), view)

    def site(self, records: Records, site_id: SiteId | None) -> Site:
        """Return the site, or the first one; a plain one when the desk has none yet."""
        if site_id is not None:
            return records.sites.get(site_id)
        return next(iter(records.sites.all()), NO_SITE)

    def theme(self, site: Site) -> Theme:
        """Return the site's theme, read once."""
        if site.theme not in self._themes:
            self._themes[site.theme] = self._read_theme(site.theme)
        return self._themes[site.theme]


NO_SITE = Site(SiteId(new_id()), "", SiteKind.FOLDER, "https://desk.invalid", "", zone="UTC")


def _label(site: Site, publication: Publication | None) -> Message:
    fields = {"site": site.name}
    if site is NO_SITE:
        return Message("preview-no-site")
    exact = site.kind is SiteKind.FOLDER
    if publication is None or publication.status is not RemoteStatus.PUBLIC:
        return Message("preview-new-exact" if exact else "preview-new-approximate", fields)
    return Message("preview-update-exact" if exact else "preview-update-approximate", fields)


def _notes(records: Records, site: Site, publication: Publication | None) -> tuple[Message, ...]:
    """Say of an article that a site has of its own accord since when, and what its page shows."""
    if publication is None or site.kind is SiteKind.FOLDER or not publication.remote_id:
        return ()
    seen = seen_page(records, publication.article, site.id)
    if seen is not None:
        return seen.told
    if publication.last_synced is None:
        return ()
    until = publication.last_synced.astimezone(zone_of(site.zone)).isoformat(timespec="minutes")
    return (Message("preview-there-since", {"site": site.name, "until": until}),)
