"""Numbers of terms that stand for ours no longer: a site that is put back gives them out again.

The number of a tag that was made after the backup goes to the next one that somebody makes there.
Whoever trusts it puts readers before another tag than the editor chose.
"""

from __future__ import annotations

from dataclasses import replace

from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.ids import SiteId
from editor_app.domain.remote import SiteTermKind, TermPublication
from editor_app.services.post_base import PostBase
from editor_app.storage.records import Records
from editor_app.text.folding import fold

KINDS = {Taxonomy.TAGS: SiteTermKind.TAG, Taxonomy.CATEGORIES: SiteTermKind.CATEGORY}


def strangers(records: Records, site: SiteId, post: RemotePost) -> frozenset[int]:
    """Return which terms of a post have numbers that the desk knows for other ones."""
    known = records.term_publications
    return frozenset(
        term.id
        for term in post.terms
        for ours in known.of_remote(site, KINDS[term.taxonomy], str(term.id))
        if not is_that(ours, term)
    )


def forget_others(records: Records, site: SiteId, term: RemoteTerm) -> None:
    """Forget what of ours had the number of a term of another name."""
    kind = KINDS[term.taxonomy]
    for ours in records.term_publications.of_remote(site, kind, str(term.id)):
        if not is_that(ours, term):
            records.term_publications.remove(ours)


def is_that(ours: TermPublication, found: RemoteTerm) -> bool:
    """Say whether a term is the one that was known; somebody may have given it another name."""
    return found.slug == ours.slug or fold(found.name) == fold(ours.name)


def without(base: PostBase, numbers: frozenset[int]) -> PostBase:
    """Return a base as if the post had not had these terms: they are new to it."""
    return replace(
        base,
        tags=tuple(one for one in base.tags if one not in numbers),
        categories=tuple(one for one in base.categories if one not in numbers),
    )
