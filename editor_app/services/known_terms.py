"""Numbers of terms that stand for ours no longer: a site that is put back gives them out again.

The number of a tag that was made after the backup goes to the next one that somebody makes there.
Whoever trusts it puts readers before another tag than the editor chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.ids import Language, SiteId
from editor_app.domain.remote import SiteTermKind, TermPublication
from editor_app.domain.vocabulary import Tag
from editor_app.services.workplace import Workplace
from editor_app.storage.records import Records
from editor_app.text.folding import fold

KINDS = {Taxonomy.TAGS: SiteTermKind.TAG, Taxonomy.CATEGORIES: SiteTermKind.CATEGORY}


def relearn(place: Workplace, site: SiteId, post: RemotePost, language: Language) -> frozenset[int]:
    """Learn which of the desk's terms those of a post are by now; return the numbers that changed.

    ``language`` is that of the post's article. A term of ours that only got another name there
    stays ours.
    """
    with place.database.reading() as records:
        learnt = [
            (ours, _now(records, ours, term))
            for term in post.terms
            for ours in records.term_publications.of_remote(
                site, KINDS[term.taxonomy], str(term.id)
            )
            if not same_words(ours, term)
        ]
    if not learnt:
        return frozenset()
    with place.database.writing() as records:
        for ours, _ in learnt:
            records.term_publications.remove(ours)
        for ours, now in learnt:
            for each in dict.fromkeys((ours.language, language)):
                _keep(records, replace(now, language=each))
    return frozenset(int(now.remote_id) for ours, now in learnt if now.local != ours.local)


def _now(records: Records, ours: TermPublication, found: RemoteTerm) -> TermPublication:
    """Return what a term is that was known by other words: another of the desk's, or renamed."""
    called = callers(records, found)
    local = ours.local if ours.local in called or not called else called[0]
    return replace(ours, local=local, slug=found.slug, name=found.name)


def _keep(records: Records, term: TermPublication) -> None:
    """Keep a term, unless the same thing has one of its own there: two may have one name."""
    other = records.term_publications.find(term.site, term.kind, term.local, term.language)
    if other is None or other.slug == term.slug:
        records.term_publications.put(term)


def same_words(ours: TermPublication, found: RemoteTerm) -> bool:
    """Say whether a term has the name or the slug by which it was known."""
    return found.slug == ours.slug or fold(found.name) == fold(ours.name)


def callers(records: Records, term: RemoteTerm) -> list[str]:
    """Return the tags or sections of the desk that are called as a term is, in any language.

    Those that spell it just so come first, and retired ones last.
    """
    if term.taxonomy is Taxonomy.CATEGORIES:
        return [
            section.id
            for section in records.sections.all()
            if term.slug in section.slugs.values() or _says(section.names.values(), term.name)
        ]
    found = [(tag, _words(tag)) for tag in records.tags.all()]
    called = [(tag, words) for tag, words in found if _says(words, term.name)]
    called.sort(key=lambda one: (one[0].retired, term.name not in one[1]))
    return [tag.id for tag, _ in called]


def _words(tag: Tag) -> tuple[str, ...]:
    return (*tag.labels.values(), *(name for names in tag.synonyms.values() for name in names))


def _says(words: Iterable[str], name: str) -> bool:
    return fold(name) in map(fold, words)
