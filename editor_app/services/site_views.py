"""Gathers what the renderer needs: an article as readers will see it, and the site around it.

What is public on a site is kept there as it was sent (``Publication.base``), so that a page built
again because its neighbour changed shows the text that was published, not the one being edited.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from editor_app.domain.article import Article
from editor_app.domain.block import Block, BlockKind
from editor_app.domain.errors import EditorError
from editor_app.domain.ids import (
    ArticleId,
    BlockId,
    Language,
    OutletId,
    PhotoId,
    PublicationId,
    SectionId,
    StoryId,
    TagId,
)
from editor_app.domain.photo import PhotoKind, PhotoUse
from editor_app.domain.site import Publication, RemoteStatus, Site, SiteKind
from editor_app.domain.story import Role, Story
from editor_app.formats.page_view import (
    ArticleView,
    BylineName,
    CorrectionView,
    EmbedView,
    FigureView,
    GoneView,
    PictureSize,
    SiteView,
    SourceView,
)
from editor_app.services.renditions import RenditionCache
from editor_app.storage.records import Records

MOST_KEPT = 3_000


def article_view(
    records: Records,
    renditions: RenditionCache,
    article: Article,
    *,
    published: datetime,
    updated: datetime | None = None,
    address: str = "",
) -> ArticleView:
    """Return the article as readers will see it. Raises what ``RenditionCache.sizes`` raises."""
    story = records.stories.get(article.story)
    uses = records.uses.of_article(article.id)
    return ArticleView(
        article.id,
        article.story,
        article.language,
        article.headline,
        published,
        article.standfirst,
        article.body,
        story.section,
        article.slug,
        address,
        updated,
        article.dateline,
        article.home,
        article.social,
        article.seo,
        story.tags,
        {use.photo: _figure(records, renditions, use) for use in uses},
        byline=_byline(records, story, article.language),
        outlets=tuple(_outlet(records, item, article.language) for item in story.outlets),
        source=_source(records, story, article.language),
        corrections=_corrections(records, story, article.language),
        is_source=article.translated_from is None,
    )


def _figure(records: Records, renditions: RenditionCache, use: PhotoUse) -> FigureView:
    photo = records.photos.get(use.photo)
    return FigureView(
        photo.id,
        renditions.sizes(photo),
        use.caption,
        use.alt,
        photo.credit,
        photo.creator,
        photo.copyright,
        photo.kind,
        photo.focal,
    )


def _byline(records: Records, story: Story, language: Language) -> tuple[BylineName, ...]:
    names = []
    for credited in story.byline:
        person = records.persons.get(credited.person)
        name = person.names.get(language) or next(iter(person.names.values()), "")
        names.append(BylineName(name, credited.role))
    return tuple(names)


def _outlet(records: Records, outlet_id: OutletId, language: Language) -> str:
    names = records.outlets.get(outlet_id).names
    return names.get(language) or next(iter(names.values()), "")


def _source(records: Records, story: Story, language: Language) -> SourceView | None:
    origin = story.origin
    if origin.outlet is None:
        return None
    licence = records.licences.get(origin.licence) if origin.licence else None
    return SourceView(
        _outlet(records, origin.outlet, language),
        origin.url,
        licence.name if licence else "",
        licence.url if licence else "",
    )


def _corrections(records: Records, story: Story, language: Language) -> tuple[CorrectionView, ...]:
    return tuple(
        CorrectionView(correction.at, dict(correction.texts)[language])
        for correction in records.corrections.of(story.id)
        if language in dict(correction.texts)
    )


class PublishedViews:
    """What was published, read from its JSON once for as long as it stays the same.

    A preview or one more article needs the whole site; reading it anew each time would take the
    longest part of that. Of a very large site some are read anew, to bound the memory.
    """

    def __init__(self, most: int = MOST_KEPT) -> None:
        """Keep at most so many articles."""
        self._most = most
        self._kept: dict[PublicationId, tuple[str, ArticleView]] = {}

    def __call__(self, publication: Publication) -> ArticleView:
        """Return the article as it was sent. Raises EditorError when what was kept is damaged."""
        known = self._kept.get(publication.id)
        if known is not None and known[0] == publication.base:
            return known[1]
        view = view_from_json(publication.base)
        if known is not None or len(self._kept) < self._most:
            self._kept[publication.id] = (publication.base, view)
        return view


def site_view(
    records: Records,
    site: Site,
    now: datetime,
    instead: Iterable[ArticleView] = (),
    without: frozenset[ArticleId] = frozenset(),
    *,
    published: Callable[[Publication], ArticleView],
) -> SiteView:
    """Return the whole site: all that is public there, some articles replaced or left out.

    ``published`` reads what was sent, as PublishedViews does.
    """
    newer = {view.id: view for view in instead}
    shown: dict[ArticleId, ArticleView] = {}
    gone = []
    # What a WordPress shows around an article is its own affair: there is no base of pages.
    ours = site.kind is SiteKind.FOLDER
    for publication in records.publications.of_site(site.id) if ours else ():
        if publication.article in newer:
            continue
        if publication.article in without or publication.status is RemoteStatus.WITHDRAWN:
            gone += _gone(publication)
        elif publication.status is RemoteStatus.PUBLIC and publication.base:
            shown[publication.article] = published(publication)
    return SiteView(
        site.name,
        site.url,
        site.zone,
        now,
        tuple(sorted(records.editions.all(), key=lambda item: item.order)),
        tuple(item for item in records.sections.all() if not item.retired),
        records.tags.all(),
        tuple((shown | newer).values()),
        site.words,
        tuple(gone),
        phrases=_phrases(records),
    )


def _phrases(records: Records) -> dict[str, Language]:
    """Return the words kept as they are in every language, with the language they belong to."""
    kept = (term for term in records.terms.all() if term.kind == "keep" and term.forms)
    return {term.forms[0].text: term.forms[0].language for term in kept}


def _gone(publication: Publication) -> list[GoneView]:
    if not publication.address:
        return []
    view = view_from_json(publication.base) if publication.base else None
    language = view.language if view else Language(publication.address.split("/")[0])
    return [GoneView(publication.address, language, view.headline if view else "")]


# -- kept as JSON


def view_to_json(view: ArticleView) -> str:
    """Return the article as one JSON document, instants in ISO 8601."""
    return json.dumps(_plain(view), ensure_ascii=False)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def digest_of(view: ArticleView) -> str:
    """Return a digest of what readers see of an article, its time of update apart."""
    return sha256(view_to_json(replace(view, updated=None, address="")).encode()).hexdigest()


def view_from_json(text: str) -> ArticleView:
    """Return the article that ``view_to_json`` wrote. Raises EditorError when it is damaged."""
    try:
        return _view(json.loads(text))
    except (KeyError, TypeError, ValueError) as error:
        raise EditorError("base-damaged") from error


def _view(kept: dict[str, Any]) -> ArticleView:
    source, updated = kept["source"], kept["updated"]
    figures = {PhotoId(key): _figure_from(item) for key, item in kept["figures"].items()}
    view = ArticleView(
        ArticleId(kept["id"]),
        StoryId(kept["story"]),
        Language(kept["language"]),
        kept["headline"],
        datetime.fromisoformat(kept["published"]),
    )
    same = ("standfirst", "slug", "address", "dateline", "home", "social", "seo", "is_source")
    return replace(
        view,
        **{name: kept[name] for name in same},
        body=tuple(
            Block(BlockId(item["id"]), BlockKind(item["kind"]), item["text"])
            for item in kept["body"]
        ),
        section=SectionId(kept["section"]) if kept["section"] else None,
        updated=datetime.fromisoformat(updated) if updated else None,
        tags=tuple(TagId(item) for item in kept["tags"]),
        figures=figures,
        embeds={key: EmbedView(**item) for key, item in kept["embeds"].items()},
        lead=PhotoId(kept["lead"]) if kept["lead"] else None,
        byline=tuple(BylineName(item["name"], Role(item["role"])) for item in kept["byline"]),
        outlets=tuple(kept["outlets"]),
        source=SourceView(**source) if source else None,
        corrections=tuple(
            CorrectionView(datetime.fromisoformat(item["at"]), item["text"])
            for item in kept["corrections"]
        ),
    )


def _figure_from(kept: dict[str, Any]) -> FigureView:
    sizes = tuple(PictureSize(**item) for item in kept.pop("sizes"))
    left, top = kept.pop("focal")
    return FigureView(sizes=sizes, focal=(left, top), **{**kept, "kind": PhotoKind(kept["kind"])})
