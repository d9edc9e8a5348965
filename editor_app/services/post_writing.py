"""An article as the fields of a WordPress post: what goes out, and what of it has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from editor_app.connectors.wordpress_posts import PostFields, marker_slugs
from editor_app.connectors.wordpress_values import RemotePost
from editor_app.domain.article import Article
from editor_app.domain.ids import ArticleId, ForeignId, Language, PhotoId
from editor_app.domain.photo import PhotoUse
from editor_app.domain.remote import ForeignBlock
from editor_app.domain.site import OutboxEntry, Publication, Site
from editor_app.domain.story import Story
from editor_app.formats.page_view import ArticleView
from editor_app.formats.wordpress_composing import Material, write_post
from editor_app.formats.wordpress_equality import same_content, same_footnotes
from editor_app.formats.wordpress_frame import Frame, Part, with_frame
from editor_app.formats.wordpress_lines import line_html
from editor_app.formats.wordpress_photos import PostPhoto
from editor_app.formats.wordpress_post import PostContent
from editor_app.services.pages import PageService
from editor_app.services.post_base import FOOTNOTES, Guide, PostBase, PostMemory, memory_of
from editor_app.services.post_guide import EditionWords, edition_words, post_guide
from editor_app.services.post_photos import ShownPhoto
from editor_app.services.post_terms import PostTerms
from editor_app.services.site_doubts import is_there
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import foreign_of, photo_of
from editor_app.text.slugs import slug

Stamp = tuple[object, ...]
"""All that a post is made of, for seeing whether somebody has edited meanwhile."""


@dataclass(frozen=True)
class Going:
    """An article on its way to a site, as one moment saw it."""

    entry: OutboxEntry
    site: Site
    publication: Publication
    memory: PostMemory
    article: Article
    story: Story
    view: ArticleView
    words: EditionWords
    guide: Guide
    shown: tuple[ShownPhoto, ...]
    foreign: Mapping[ForeignId, ForeignBlock]
    siblings: Mapping[str, int]
    stamp: Stamp

    @property
    def slug(self) -> str:
        """The slug that the post is to have."""
        return slug_wanted(self.article)

    @property
    def language(self) -> str:
        """The site's own code for the language."""
        return language_there(self.site, self.article.language)


def slug_wanted(article: Article) -> str:
    """Return the slug that the post of an article is to have: its own, or the headline's."""
    return article.slug or slug(article.headline, article.language)


def language_there(site: Site, language: Language) -> str:
    """Return a site's code for a language: as mapped, or the language without its region."""
    return site.languages.get(language) or language.split("-", 1)[0].lower()


def going(
    records: Records,
    place: Workplace,
    pages: PageService,
    entry: OutboxEntry,
    publication: Publication,
) -> Going:
    """Gather an article that is to go out. Raises NotFound, and Unreadable for a damaged photo."""
    site = records.sites.get(entry.site)
    article = records.articles.get(entry.article)
    story = records.stories.get(article.story)
    view = pages.view_of(records, article, publication, place.now())
    words = edition_words(records, place, pages, site, article.language)
    uses = {use.photo: use for use in records.uses.of_article(article.id)}
    placed = {found for block in article.body if (found := foreign_of(block))}
    return Going(
        entry,
        site,
        publication,
        memory_of(publication),
        article,
        story,
        view,
        words,
        post_guide(records, place, pages, site, article.language, words),
        tuple(_shown(records, article, uses, words)),
        records.foreign.some(placed),
        _siblings(records, article, site),
        _stamp(records, article, story),
    )


def kept_since(records: Records, item: Going) -> Going:
    """Return an article on its way with what is kept of its post by now, and all else as it was.

    What somebody writes meanwhile is seen at the end, by the stamp.
    """
    known = records.publications.find(item.article.id, item.site.id) or item.publication
    return replace(
        item,
        publication=known,
        memory=memory_of(known),
        view=replace(item.view, address=known.address),
        siblings=_siblings(records, item.article, item.site),
    )


def _shown(
    records: Records, article: Article, uses: Mapping[PhotoId, PhotoUse], words: EditionWords
) -> list[ShownPhoto]:
    name = article.slug or "photo"
    placed = dict.fromkeys(photo for block in article.body if (photo := photo_of(block)))
    photos = [(records.photos.get(photo), uses[photo]) for photo in placed if photo in uses]
    return [
        ShownPhoto(photo, use.caption, use.alt, words.credit(photo), name) for photo, use in photos
    ]


def shown_photos(
    records: Records, place: Workplace, pages: PageService, site: Site, article: Article
) -> tuple[ShownPhoto, ...]:
    """Return the photos of an article as ``going`` does, and nothing else."""
    words = edition_words(records, place, pages, site, article.language)
    uses = {use.photo: use for use in records.uses.of_article(article.id)}
    return tuple(_shown(records, article, uses, words)) if uses else ()


def _siblings(records: Records, article: Article, site: Site) -> dict[str, int]:
    """Return the posts of the other language versions, by the site's code for the language."""
    found = {}
    for other in records.articles.of_story(article.story):
        known = records.publications.find(other.id, site.id) if other.id != article.id else None
        if known is not None and is_there(records, known):
            found[language_there(site, other.language)] = int(known.remote_id)
    return found


def stamp_of(records: Records, article_id: ArticleId) -> Stamp:
    """Return all that the post of an article is made of, as it is now."""
    article = records.articles.get(article_id)
    return _stamp(records, article, records.stories.get(article.story))


def _stamp(records: Records, article: Article, story: Story) -> Stamp:
    return (
        article.headline,
        article.standfirst,
        article.dateline,
        article.slug,
        tuple(block.text for block in article.body),
        records.uses.of_article(article.id),
        (story.section, story.tags, story.byline, story.outlets, story.origin),
    )


# -- the post as it is to be


def compose(
    item: Going,
    base: PostBase,
    found: RemotePost | None,
    terms: PostTerms,
    photos: Mapping[PhotoId, PostPhoto],
) -> PostBase:
    """Return the post as it is to be, on the ground of what stands there (``base``).

    Raises NotReady for a photo or foreign block that the site cannot show.
    """
    article = item.article
    content, frame, asked = _content(item, base, found, photos)
    headline = base.known and base.headline == article.headline
    standfirst = base.known and base.standfirst == article.standfirst
    marked = found is None or found.slug in marker_slugs(item.publication.marker)
    same_slug = not marked and (base.slug_asked == item.slug or not item.slug)
    told = found is not None and found.lang is not None
    return replace(
        base,
        title=base.title if headline else line_html(article.headline),
        excerpt=base.excerpt if standfirst else line_html(article.standfirst),
        content=content,
        slug=base.slug if same_slug else item.slug,
        categories=_categories(item, base, found, terms),
        tags=_tags(item, found, terms),
        featured=_featured(item, base, found, photos),
        lang=item.language if told else None,
        translations={**(found.translations if found else {}), **item.siblings} if told else {},
        headline=article.headline,
        standfirst=article.standfirst,
        slug_asked=base.slug_asked if same_slug else item.slug,
        dateline=article.dateline,
        frame=frame,
        asked=asked,
        credits={one.photo.id: one.credit for one in item.shown},
        section_asked=item.story.section or "",
    )


def _content(
    item: Going,
    base: PostBase,
    found: RemotePost | None,
    photos: Mapping[PhotoId, PostPhoto],
) -> tuple[PostContent, Frame, Frame]:
    texts = [block.text for block in item.article.body]
    native = found is not None and FOOTNOTES in found.meta
    material = Material(photos, item.foreign, footnotes=native, base_url=item.site.url)
    ground = base.body
    body = write_post(texts, material, ground, item.article.id)
    wanted = item.words.frame(item.view, classic=body.classic)
    frame = {
        part: raw
        for part in (*wanted, *(part for part in base.frame if part not in wanted))
        if (raw := _framed(base, part, wanted.get(part, "")))
    }
    if body.content == ground.content and frame == base.frame:
        return replace(base.content, footnotes=body.footnotes, notes=body.notes), frame, wanted
    return with_frame(body, frame, base.content), frame, wanted


def _framed(base: PostBase, part: Part, wanted: str) -> str:
    """Return the paragraph that a part is to have: the site's own until it is changed here."""
    there = base.frame.get(part, "")
    if part not in base.asked:
        return there or wanted
    return there if base.asked[part] == wanted else wanted


def _categories(
    item: Going, base: PostBase, found: RemotePost | None, terms: PostTerms
) -> tuple[int, ...]:
    """Return the post's categories: our section in place of the earlier one; others stay."""
    there = set(found.categories if found else ())
    if not terms.category:
        return tuple(sorted(there))
    if found is None or not base.known:
        return (terms.category,)
    was = base.section(item.guide)
    ours = {term for term in there if item.guide.sections.get(term) == was and was is not None}
    return tuple(sorted((there - ours) | {terms.category}))


def _tags(item: Going, found: RemotePost | None, terms: PostTerms) -> tuple[int, ...]:
    """Return the post's tags: ours as the story has them, and those that only the site knows."""
    there = set(found.tags if found else ())
    return tuple(sorted((there - item.guide.tags.keys()) | set(terms.tags)))


def _featured(
    item: Going, base: PostBase, found: RemotePost | None, photos: Mapping[PhotoId, PostPhoto]
) -> int:
    """Return the featured photo: our first one, unless somebody chose another on the site."""
    lead = item.view.lead or next((one.photo.id for one in item.shown), None)
    wanted = photos[lead].media if lead is not None and lead in photos else 0
    if found is None or not base.known:
        return wanted
    earlier = next(iter(base.media), 0)
    return wanted if found.featured_media in {earlier, 0} and wanted != earlier else base.featured


def changed_fields(sent: PostBase, found: RemotePost) -> PostFields:
    """Return the fields in which a post differs from what it is to be, its status apart."""
    fields = PostFields()
    if not same_content(sent.title, found.title):
        fields["title"] = sent.title
    if not same_content(sent.content.content, found.content):
        fields["content"] = sent.content.content
    if not same_content(sent.excerpt, found.excerpt):
        fields["excerpt"] = sent.excerpt
    if sent.slug != found.slug:
        fields["slug"] = sent.slug
    if set(sent.categories) != set(found.categories):
        fields["categories"] = sent.categories
    if set(sent.tags) != set(found.tags):
        fields["tags"] = sent.tags
    if sent.featured != found.featured_media:
        fields["featured_media"] = sent.featured
    notes = str(found.meta.get(FOOTNOTES) or "")
    if FOOTNOTES in found.meta and not same_footnotes(sent.content.footnotes, notes):
        fields["meta"] = {FOOTNOTES: sent.content.footnotes}
    if sent.lang is not None and sent.lang != found.lang:
        fields["lang"] = sent.lang
    if sent.translations and dict(sent.translations) != dict(found.translations):
        fields["translations"] = dict(sent.translations)
    return fields


def new_fields(sent: PostBase) -> PostFields:
    """Return the fields with which a post is made: all but slug, status and language."""
    fields = PostFields(title=sent.title, content=sent.content.content, excerpt=sent.excerpt)
    if sent.categories:
        fields["categories"] = sent.categories
    if sent.tags:
        fields["tags"] = sent.tags
    if sent.featured:
        fields["featured_media"] = sent.featured
    return fields
