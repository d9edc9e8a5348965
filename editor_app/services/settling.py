"""Settling: what was typed is sorted into the article, its blocks, photo uses, links and search.

Verbs that change an article's body settle first, inside their own transaction: text that was typed
while they were on their way is never taken for a wish to undo what they did.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from editor_app.domain.article import Article, Place
from editor_app.domain.changes import Changes
from editor_app.domain.history import Draft, RevisionReason
from editor_app.domain.ids import ArticleId, StoryId
from editor_app.domain.link import Address, field_address, use_address
from editor_app.domain.photo import PhotoUse
from editor_app.domain.story import Story
from editor_app.services.captions import teach_desk_caption, use_shown_photos
from editor_app.services.field_states import Retyped, recalled_fields
from editor_app.services.history import keep_revision
from editor_app.services.links import (
    blocks_before,
    follow_edit,
    refresh_links,
    remember_links,
)
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.blocks import join, reconcile, split
from editor_app.text.cleaning import one_line
from editor_app.text.merging import Merged, merge
from editor_app.text.slugs import slug

FIELDS = frozenset(Place)
MOST_BODIES = 8
"""Versions of a body that are remembered per article."""


def settled(records: Records, place: Workplace, article_id: ArticleId) -> Article:
    """Settle what was typed and return the article as it is then. Raises NotFound."""
    settle(records, place, article_id)
    article = records.articles.get(article_id)
    _remember_body(place, article_id, article.version, article.markdown)
    return article


def settle(records: Records, place: Workplace, article_id: ArticleId) -> Changes:
    """Sort the drafts of an article and of its photo uses in, inside an open transaction.

    A draft that changes nothing only goes away. Raises NotFound.
    """
    article = records.articles.get(article_id)
    changed: dict[Address, Retyped] = {}
    for use in records.uses.of_article(article_id):
        changed |= _settle_use(records, use)
    drafts = {draft.part: draft for draft in records.drafts.of(article_id)}
    if not drafts and not changed:
        return Changes()
    merged = _merged(place, article, drafts.get("body"))
    _keep_foreign(records, place, article, drafts, merged)
    after = _with_fields(article, drafts)
    changed |= {
        field_address(article_id, name): (article.field(name), after.field(name))
        for name in drafts
        if name in FIELDS and article.field(name) != after.field(name)
    }
    reconciled = None
    if "body" in drafts:
        remember_links(records, place, article)
        earlier = blocks_before(records, place, article)
        typed = drafts["body"].text if merged is None else join(merged.texts)
        reconciled = reconcile(article.body, typed, earlier)
        after = replace(after, body=reconciled.body)
    _remove(records, article_id, drafts)
    if after == article and not changed:
        return Changes()
    saved = records.articles.save(after, article.version)
    touched = frozenset(changed) - recalled_fields(records, place, saved, changed)
    if reconciled is not None and after.body != article.body:
        use_shown_photos(records, saved)
        follow_edit(records, place, saved, reconciled, touched)
    else:
        refresh_links(records, place, saved, touched)
    story = _name_story(records, saved, article.headline)
    records.search.index(saved, records.stories.get(story).slug_word)
    return Changes(stories=frozenset({story}), articles=frozenset({article_id}))


def _merged(place: Workplace, article: Article, draft: Draft | None) -> Merged | None:
    """Lay what was typed over what verbs made of the body since the version it began on.

    A photo that was placed meanwhile stays, one that was taken out stays out; where both changed a
    paragraph the typed one counts. None when the draft stands for itself: it was typed on what is
    there, or nobody knows any more on what.
    """
    if draft is None or not draft.based_on:
        return None
    before = place.bodies.get(article.id, {}).get(draft.based_on)
    _remember_body(place, article.id, draft.based_on, draft.text)
    if before is None or draft.based_on == article.version:
        return None
    return merge(split(before), split(draft.text), [block.text for block in article.body])


def _remember_body(place: Workplace, article: ArticleId, version: int, body: str) -> None:
    """Keep what stands on the screen of somebody who knows that version; the last ones only."""
    kept = place.bodies.setdefault(article, {})
    kept.pop(version, None)
    kept[version] = body
    for oldest in list(kept)[:-MOST_BODIES]:
        del kept[oldest]


def _keep_foreign(
    records: Records,
    place: Workplace,
    article: Article,
    drafts: Mapping[str, Draft],
    merged: Merged | None,
) -> None:
    """Keep what stands there when the typing began on an older version: nothing is lost."""
    for name, draft in drafts.items():
        if draft.based_on in {0, article.version} or name not in {"body", *FIELDS}:
            continue
        if name == "body" and merged is not None and not merged.clashes:
            continue
        if article.field(name) and draft.text != article.field(name):
            keep_revision(records, place, article, RevisionReason.MERGED)
            return


def _settle_use(records: Records, use: PhotoUse) -> dict[Address, Retyped]:
    drafts = {draft.part: draft.text.strip() for draft in records.drafts.of(use.id)}
    after = replace(use, caption=drafts.get("caption", use.caption), alt=drafts.get("alt", use.alt))
    _remove(records, use.id, drafts)
    if after == use:
        return {}
    records.uses.save(after)
    teach_desk_caption(records, use, after)
    return {
        use_address(use.id, part): (getattr(use, part), getattr(after, part))
        for part in ("caption", "alt")
        if getattr(after, part) != getattr(use, part)
    }


def _with_fields(article: Article, drafts: Mapping[str, Draft]) -> Article:
    texts = {name: one_line(draft.text) for name, draft in drafts.items() if name in FIELDS}
    changed = {name: text for name, text in texts.items() if text != article.field(name)}
    return with_texts(article, changed)


def with_texts(article: Article, texts: Mapping[str, str]) -> Article:
    """Return the article with these texts, by their Places; a slug may follow a new headline."""
    fields: dict[str, Any] = dict(with_slug(article, texts))
    return replace(article, **fields)


def with_slug(article: Article, texts: Mapping[str, str]) -> Mapping[str, str]:
    """Return new texts of an article's fields, with the slug where it follows a new headline."""
    if "headline" in texts and follows_headline(article):
        return {**texts, "slug": slug(texts["headline"], article.language)}
    return texts


def follows_headline(article: Article) -> bool:
    """Say whether the slug is still the headline's own, and readers have not seen it yet."""
    own = article.slug in {"", slug(article.headline, article.language)}
    return own and article.published is None


def _name_story(records: Records, article: Article, headline_before: str) -> StoryId:
    """Let a story's working name follow its source's headline; return the story's id.

    Somebody who rests after the first word, or writes the headline anew, gets a name that fits. A
    name that somebody gave, or under which readers know the story, stays.
    """
    story = records.stories.get(article.story)
    name = working_name(article.headline)
    own = article.published is None and story.slug_word == working_name(headline_before)
    if (own or not story.slug_word) and name and article.translated_from is None:
        _call_story(records, story, name)
    return story.id


def _call_story(records: Records, story: Story, name: str) -> None:
    """Give a story a working name, under which all its languages are found."""
    if name == story.slug_word:
        return
    records.stories.save(replace(story, slug_word=name), story.version)
    for version in records.articles.of_story(story.id):
        records.search.index(version, name)


def working_name(headline: str) -> str:
    """Return what a story is called in the list until somebody gives it a name."""
    return " ".join(headline.split()[:4])


def _remove(records: Records, owner: str, parts: Iterable[str]) -> None:
    for part in parts:
        records.drafts.remove(owner, part)
