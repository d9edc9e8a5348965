"""A post of a site read in the desk's terms: what is new to the desk is learnt before.

Both ways of meeting a changed post (pulling it, and sending over it) read it here, so that a tag
or a photo that somebody put in there means the same, whoever met it first.
"""

from __future__ import annotations

from dataclasses import replace

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_posts import marker_in
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.ids import Language
from editor_app.domain.messages import Message
from editor_app.domain.site import Site
from editor_app.formats.wordpress_post import photos_in
from editor_app.services.known_terms import relearn
from editor_app.services.pages import PageService
from editor_app.services.photos import PhotoService
from editor_app.services.post_base import Guide, PostBase, PostMemory, foreign_photos, read_base
from editor_app.services.post_guide import post_guide
from editor_app.services.pull_photos import SitePhotos
from editor_app.services.pull_terms import SiteTerms
from editor_app.services.workplace import Workplace


class PostReading:
    """Reads posts of one site, for one pull or for one article on its way."""

    def __init__(
        self,
        place: Workplace,
        pages: PageService,
        photos: PhotoService,
        line: WordPress,
        site: Site,
    ) -> None:
        """Work on this desk; ``line`` leads to the site."""
        self._place, self._pages, self._site = place, pages, site
        self._photos = SitePhotos(place, photos, line, site)
        self._terms = SiteTerms(place, line, site)
        self._guides: dict[Language, Guide] = {}

    @property
    def troubles(self) -> list[Message]:
        """Photos that could not be had."""
        return self._photos.troubles

    def read(self, found: RemotePost, base: PostBase, language: Language, marker: str) -> PostBase:
        """Return a post in our terms; new photos and terms of the site's are learnt before.

        Raises the troubles of asking the site for them, and Cancelled.
        """
        self._relearnt(found, language)
        guide = self.guide(language)
        if self._terms.recognise(found, base, guide, language):
            guide = self.guide(language, anew=True)
        before = {photo.media for photo in photos_in(base.content.content)}
        shown = [photo for photo in photos_in(found.content) if photo.media not in before]
        fetched = self._photos.bring(foreign_photos(shown, base, guide))
        if fetched:
            known = guide.photo_of
            guide = replace(guide, photo_of=lambda one: fetched.get(one.media) or known(one))
        return read_base(found, base, guide, marker)

    def ground(self, found: RemotePost, memory: PostMemory, language: Language) -> PostBase:
        """Return the base to compare a post with: see ``PostMemory.ground``.

        A tag whose number is another's by now is new to the post, unless we gave it that number
        ourselves a moment ago, or are still making the post: that is no wish of anybody there.
        """
        base, others = memory.ground(found), self._relearnt(found, language)
        if not others or marker_in(found.slug):
            return base
        sent = others & {number for one in memory.sent for number in one.post.tags}
        tags = (set(base.tags) - others) | (sent & set(found.tags))
        return replace(base, tags=tuple(sorted(tags)))

    def _relearnt(self, found: RemotePost, language: Language) -> frozenset[int]:
        changed = relearn(self._place, self._site.id, found, language)
        if changed:
            self._guides.clear()
        return changed

    def guide(self, language: Language, *, anew: bool = False) -> Guide:
        """Return how ids there and here go together, as far as is known by now."""
        if anew or language not in self._guides:
            with self._place.database.reading() as records:
                made = post_guide(records, self._place, self._pages, self._site, language)
            self._guides[language] = made
        return self._guides[language]
