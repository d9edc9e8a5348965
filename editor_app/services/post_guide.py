"""What reading and writing a post need to know of the desk: words, photos, sections, tags."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from editor_app.domain.errors import NotFound
from editor_app.domain.ids import Language, PhotoId, SectionId, TagId
from editor_app.domain.photo import Photo
from editor_app.domain.remote import SiteTermKind
from editor_app.domain.site import Site
from editor_app.formats.page_contents import attribution, byline, credit_line
from editor_app.formats.page_site import Site as PageSite
from editor_app.formats.page_view import ArticleView, FigureView, SiteView
from editor_app.formats.page_words import Chrome, chrome_of
from editor_app.formats.wordpress_frame import PLACE, Frame, Part, framed_paragraph
from editor_app.formats.wordpress_lines import line_html
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.formats.wordpress_words import attribute_text
from editor_app.services.pages import PageService
from editor_app.services.post_base import Guide
from editor_app.services.renditions import name_of
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records

NEXT_LINE = "<br>"
BETWEEN = " · "


@dataclass(frozen=True)
class EditionWords:
    """The words of an edition as the site's pages have them."""

    site: PageSite
    chrome: Chrome
    language: Language

    @property
    def dateline(self) -> str:
        """The pattern of a dateline, with {place}."""
        pattern = self.chrome.words.get("dateline", "")
        return pattern if PLACE in pattern else PLACE

    def credit(self, photo: Photo) -> str:
        """Return the credit line of a photo."""
        figure = FigureView(photo.id, (), credit=photo.credit, kind=photo.kind)
        return credit_line(self.site, self.language, figure)

    def frame(self, view: ArticleView, *, classic: bool = False) -> Frame:
        """Return what stands around the body: dateline, corrections, byline and sources."""
        place = self.dateline.replace(PLACE, view.dateline).strip() if view.dateline else ""
        told = {
            Part.DATELINE: line_html(place),
            Part.CORRECTIONS: NEXT_LINE.join(
                escape(one.text, quote=False)
                for one in sorted(view.corrections, key=lambda one: one.at)
            ),
            Part.CREDITS: self._credits(view),
        }
        return {
            part: framed_paragraph(part, html, classic=classic)
            for part, html in told.items()
            if html
        }

    def _credits(self, view: ArticleView) -> str:
        names = [*byline(view, self.chrome), attribution(self.site, view)]
        lines = [escape(BETWEEN.join(filter(None, names)), quote=False)]
        if view.source is not None and view.source.url:
            source = view.source
            told = _link(source.url, self.chrome.say("source_link", outlet=source.outlet))
            if source.licence:
                licence = self.chrome.say("licence", licence=source.licence)
                told += BETWEEN + _link(source.licence_url, licence)
            lines.append(told)
        return NEXT_LINE.join(filter(None, lines))


def _link(address: str, words: str) -> str:
    told = escape(words, quote=False)
    return f'<a href="{attribute_text(address)}">{told}</a>' if address else told


def edition_words(
    records: Records, place: Workplace, pages: PageService, site: Site, language: Language
) -> EditionWords:
    """Return the words of an edition on a site. Raises NotFound when the desk has no such one."""
    editions = records.editions.all()
    if not any(edition.language == language for edition in editions):
        raise NotFound("edition-unknown", name=language)
    view = SiteView(
        site.name, site.url, site.zone, place.now(), editions, (), (), (), words=site.words
    )
    page_site = PageSite(view)
    return EditionWords(page_site, chrome_of(page_site, pages.theme(site), language), language)


def post_guide(
    records: Records,
    place: Workplace,
    pages: PageService,
    site: Site,
    language: Language,
    words: EditionWords | None = None,
) -> Guide:
    """Return what is needed to read a post of a site in a language. It may outlive ``records``.

    ``words`` are the edition's, when they are known already.
    """
    words = words or edition_words(records, place, pages, site, language)
    sections: dict[int, SectionId] = {}
    tags: dict[int, TagId] = {}
    for term in records.term_publications.of_site(site.id):
        if term.remote_id.isdecimal() and term.language in {None, language}:
            if term.kind is SiteTermKind.CATEGORY:
                sections[int(term.remote_id)] = SectionId(term.local)
            else:
                tags[int(term.remote_id)] = TagId(term.local)
    for local, remote in site.categories.items():
        if remote.isdecimal():
            sections[int(remote)] = SectionId(local)

    def photo_of(photo: PostPhoto) -> PhotoId | None:
        with place.database.reading() as now:
            return photo_there(now, site, photo)

    def credit_of(photo: PhotoId) -> str:
        with place.database.reading() as now:
            return words.credit(now.photos.get(photo))

    return Guide(photo_of, credit_of, sections, tags, words.dateline, site.url)


def photo_there(records: Records, site: Site, photo: PostPhoto) -> PhotoId | None:
    """Return the desk's photo that a photo of the site is, or None when the desk has none."""
    if not photo.media:
        return None
    of_site = records.media.of_site(site.id)
    digest = next((one.digest for one in of_site if one.remote_id == str(photo.media)), None)
    if digest is None:
        return None
    known = records.photos.by_digest(digest)
    if known is not None:
        return known.id
    everything = (*records.photos.all(), *records.photos.all(trashed=True))
    return next((one.id for one in everything if name_of(one) == digest), None)
