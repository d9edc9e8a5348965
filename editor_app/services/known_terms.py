"""Numbers of terms that stand for ours no longer: a site that is put back gives them out again.

The number of a tag that was made after the backup goes to the next one that somebody makes there.
Whoever trusts it puts readers before another tag than the editor chose.
"""

from __future__ import annotations

from dataclasses import replace

from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.ids import Language, SiteId
from editor_app.domain.remote import SiteTermKind, TermPublication
from editor_app.services.post_base import PostBase
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.folding import fold

KINDS = {Taxonomy.TAGS: SiteTermKind.TAG, Taxonomy.CATEGORIES: SiteTermKind.CATEGORY}


def relearn(place: Workplace, site: SiteId, post: RemotePost, language: Language) -> frozenset[int]:
    """Learn which of the desk's terms those of a post are by now; return the numbers that changed.

    ``language`` is that of the post's article.
    """
    with place.database.reading() as records:
        others = [
            (ours, term)
            for term in post.terms
            for ours in records.term_publications.of_remote(site, _kind(term), str(term.id))
            if _is_another(records, ours, term)
        ]
    if not others:
        return frozenset()
    with place.database.writing() as records:
        known = records.term_publications
        for ours, term in others:
            known.remove(ours)
            local = named(records, term)
            if local and known.find(site, ours.kind, local, language) is None:
                called = replace(ours, local=local, slug=term.slug, name=term.name)
                known.put(replace(called, language=language))
    return frozenset(term.id for _, term in others)


def _kind(term: RemoteTerm) -> SiteTermKind:
    return KINDS[term.taxonomy]


def _is_another(records: Records, ours: TermPublication, found: RemoteTerm) -> bool:
    """Say whether a term is another of the desk's than it was known for.

    One that only has a new name there, which is nobody's here, is the same as before.
    """
    return not same_words(ours, found) and named(records, found) not in {"", ours.local}


def same_words(ours: TermPublication, found: RemoteTerm) -> bool:
    """Say whether a term has the name or the slug by which it was known."""
    return found.slug == ours.slug or fold(found.name) == fold(ours.name)


def named(records: Records, term: RemoteTerm) -> str:
    """Return the tag or section of the desk that a term is called as, or nothing."""
    look = _tag_named if term.taxonomy is Taxonomy.TAGS else _section_named
    return look(records, term)


def _tag_named(records: Records, term: RemoteTerm) -> str:
    """Return the tag of the desk with that label or synonym in any language, or nothing."""
    wanted = fold(term.name)
    for tag in records.tags.all():
        synonyms = (name for names in tag.synonyms.values() for name in names)
        if any(fold(name) == wanted for name in (*tag.labels.values(), *synonyms)):
            return tag.id
    return ""


def _section_named(records: Records, term: RemoteTerm) -> str:
    """Return the section of the desk with that name or slug in any language, or nothing."""
    wanted = fold(term.name)
    for section in records.sections.all():
        named = any(fold(name) == wanted for name in section.names.values())
        if named or term.slug in section.slugs.values():
            return section.id
    return ""


def without(base: PostBase, numbers: frozenset[int]) -> PostBase:
    """Return a base as if the post had not had these terms: they are new to it."""
    return replace(
        base,
        tags=tuple(one for one in base.tags if one not in numbers),
        categories=tuple(one for one in base.categories if one not in numbers),
    )
