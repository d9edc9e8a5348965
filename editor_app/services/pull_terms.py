"""Tags and categories that came up on the site are recognised as the desk's, by their words.

A word that no tag of the desk has stays on the site and is left alone there: tags are never made
of somebody else's spelling.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from editor_app.connectors.wordpress import WordPress
from editor_app.connectors.wordpress_values import RemotePost, RemoteTerm, Taxonomy
from editor_app.domain.errors import GoneThere
from editor_app.domain.ids import Language
from editor_app.domain.remote import TermPublication
from editor_app.domain.site import Site
from editor_app.services.known_terms import KINDS, callers, same_words
from editor_app.services.post_base import Guide, PostBase
from editor_app.services.workplace import Workplace


class SiteTerms:
    """Recognises the terms of one site."""

    def __init__(self, place: Workplace, line: WordPress, site: Site) -> None:
        """Keep in this desk what is recognised."""
        self._place, self._line, self._site = place, line, site
        self._seen: dict[tuple[Taxonomy, int], RemoteTerm | None] = {}

    def recognise(
        self, found: RemotePost, base: PostBase, guide: Guide, language: Language
    ) -> bool:
        """Look up the terms that are new to a post; say whether any is one of ours.

        ``base`` is the post as last agreed, ``guide`` what is known so far.
        """
        tags = set(found.tags) - guide.tags.keys() - set(base.tags)
        sections = set(found.categories) - guide.sections.keys() - set(base.categories)
        terms = [*self._terms(Taxonomy.TAGS, tags), *self._terms(Taxonomy.CATEGORIES, sections)]
        ours = [one for term in terms if (one := self._ours(term, language)) is not None]
        if not ours:
            return False
        with self._place.database.writing() as records:
            for one in reversed(ours):  # of two that are called as one of ours the first is it
                records.term_publications.put(one)
        return True

    def _terms(self, taxonomy: Taxonomy, numbers: set[int]) -> Iterator[RemoteTerm]:
        for number in sorted(numbers):
            if (taxonomy, number) not in self._seen:
                self._seen[taxonomy, number] = None
                with suppress(GoneThere):
                    self._seen[taxonomy, number] = self._line.terms.read(taxonomy, number)
            term = self._seen[taxonomy, number]
            if term is not None:
                yield term

    def _ours(self, term: RemoteTerm, language: Language) -> TermPublication | None:
        """Return which of ours a term is; nothing while that has one of its own there."""
        site, kind, number = self._site.id, KINDS[term.taxonomy], str(term.id)
        with self._place.database.reading() as records:
            local = next(iter(callers(records, term)), "")
            known = records.term_publications.find(site, kind, local, language) if local else None
        if not local or (known is not None and self._stands(term.taxonomy, known)):
            return None
        return TermPublication(site, kind, local, number, term.slug, term.name, language)

    def _stands(self, taxonomy: Taxonomy, known: TermPublication) -> bool:
        """Say whether a term is still there, perhaps renamed: a site that was put back may lack it.

        Its number is another one's when that is called as others of ours only.
        """
        numbers = {int(known.remote_id)} if known.remote_id.isdecimal() else set[int]()
        there = next(self._terms(taxonomy, numbers), None)
        if there is None or same_words(known, there):
            return there is not None
        with self._place.database.reading() as records:
            called = callers(records, there)
        return not called or known.local in called
